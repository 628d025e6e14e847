import type { Input } from '@illuminate/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { connectionQuery, connectionsQuery } from '../api/queries.ts';

/** What a person says of two sources: a choice, or that an earlier one is taken back. */
export type SaidOfSources = { readonly choose: NonNullable<Input<'chooseSource'>['body']> } | { readonly undo: string };

/** Tells the API, and shows at once what has become of both connections. */
export function useChooseSource(organisation: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (said: SaidOfSources) =>
      'choose' in said
        ? api.call('chooseSource', { params: { organisation }, body: said.choose })
        : api.call('undoSourceChoice', { params: { organisation, choice: said.undo } }),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: connectionQuery('').queryKey.slice(0, 1) });
      await queries.invalidateQueries({ queryKey: connectionsQuery.queryKey });
      await queries.invalidateQueries({ queryKey: ['event-ids'] });
    },
  });
}
