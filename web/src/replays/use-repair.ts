import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { connectionQuery, keptPagesQuery, resyncQuery } from '../api/queries.ts';

/** What a person may have read again. */
export type Repair = 'replay' | 'resync' | 'accept-missing' | 'abandon';

const CALLS: Record<Repair, (connection: string) => Promise<unknown>> = {
  replay: (connection) => api.call('replayPages', { params: { connection } }),
  resync: (connection) => api.call('startResync', { params: { connection }, body: {} }),
  'accept-missing': (connection) => api.call('startResync', { params: { connection }, body: { acceptMissing: true } }),
  abandon: (connection) => api.call('abandonResync', { params: { connection } }),
};

/** Asks for it, and shows at once that it is under way. */
export function useRepair(name: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (repair: Repair) => CALLS[repair](name),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['syncs', name] });
      void queries.invalidateQueries({ queryKey: keptPagesQuery(name).queryKey });
      void queries.invalidateQueries({ queryKey: resyncQuery(name).queryKey });
      void queries.invalidateQueries({ queryKey: connectionQuery(name).queryKey });
    },
  });
}
