import type { Input, TicketClasses } from '@illuminate/contract';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { connectionQuery, connectionsQuery } from '../api/queries.ts';
import { useOnce } from '../ui/use-once.ts';

export type Sorting = NonNullable<Input<'sortTicketTypes'>['body']>['types'][number];

export const ticketClassesQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['ticket-classes', organisation],
    queryFn: ({ signal }) => api.call('listTicketClasses', { params: { organisation }, signal }),
    staleTime: 10_000,
  });

/** What a person says of ticket types: classes, or that an earlier version holds again. */
export type Said = { readonly version: number; readonly types: readonly Sorting[] } | { readonly restore: number };

/** Tells the API; what it answers is shown at once, and so is what becomes of the connections. */
export function useSorting(organisation: string) {
  const queries = useQueryClient();
  const once = useOnce();
  const sorting = useMutation({
    mutationFn: (said: Said): Promise<TicketClasses> =>
      'restore' in said
        ? api.call('restoreTicketClasses', { params: { organisation, version: said.restore } })
        : api.call('sortTicketTypes', {
            params: { organisation },
            body: { version: said.version, types: [...said.types] },
          }),
    onSuccess: (classes) => queries.setQueryData(ticketClassesQuery(organisation).queryKey, classes),
    // Somebody else sorted meanwhile, perhaps.
    onError: () => queries.invalidateQueries({ queryKey: ticketClassesQuery(organisation).queryKey }),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: connectionQuery('').queryKey.slice(0, 1) });
      await queries.invalidateQueries({ queryKey: connectionsQuery.queryKey });
    },
  });
  return {
    ...sorting,
    mutate: (said: Said, options?: Parameters<typeof sorting.mutate>[1]) =>
      once(() => sorting.mutateAsync(said, options)),
  };
}
