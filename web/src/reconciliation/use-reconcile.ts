import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { connectionQuery, reconciliationQuery } from '../api/queries.ts';

/** What a person asks for: a comparison now, or that differing performances are read again. */
export type Asked = 'compare' | 'read-again';

/** Asks for it, and shows at once that it is under way. */
export function useReconcile(name: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: Asked) =>
      asked === 'compare'
        ? api.call('compareNow', { params: { connection: name } })
        : api.call('readAgain', { params: { connection: name }, body: {} }),
    onSuccess: (now) => queries.setQueryData(reconciliationQuery(name).queryKey, now),
    onSettled: () => void queries.invalidateQueries({ queryKey: connectionQuery(name).queryKey }),
  });
}
