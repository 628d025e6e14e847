import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { connectionQuery, keptPagesQuery } from '../api/queries.ts';

/** Runs today's mapping over what is kept, and shows at once that it is under way. */
export function useReplay(name: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.call('replayPages', { params: { connection: name } }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['syncs', name] });
      void queries.invalidateQueries({ queryKey: keptPagesQuery(name).queryKey });
      void queries.invalidateQueries({ queryKey: connectionQuery(name).queryKey });
    },
  });
}
