import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { connectionQuery, connectionsQuery } from '../api/queries.ts';

/** What a person may do to a connection, each an operation of the API. */
export type Move = 'collect' | 'pause' | 'resume' | 'withdraw' | 'stop' | 'stopAndDelete';

const CALLS = {
  collect: async (connection: string) => {
    await api.call('startSync', { params: { connection } });
  },
  pause: (connection: string) => api.call('pauseConnection', { params: { connection } }),
  resume: (connection: string) => api.call('resumeConnection', { params: { connection } }),
  withdraw: (connection: string) => api.call('stopConnection', { params: { connection }, body: { collected: 'keep' } }),
  stop: (connection: string) => api.call('stopConnection', { params: { connection }, body: { collected: 'keep' } }),
  stopAndDelete: (connection: string) =>
    api.call('stopConnection', { params: { connection }, body: { collected: 'delete' } }),
} as const;

/** Moves a connection, and shows at once what has become of it. */
export function useMoveConnection(name: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (move: Move) => CALLS[move](name),
    onSuccess: (now) => {
      if (now === undefined) {
        void queries.invalidateQueries({ queryKey: ['syncs', name] });
        return;
      }
      queries.setQueryData(connectionQuery(name).queryKey, now);
      void queries.invalidateQueries({ queryKey: connectionsQuery.queryKey });
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: connectionQuery(name).queryKey }),
  });
}
