import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { connectionsQuery } from '../api/queries.ts';
import { deletionsQuery } from './queries.ts';

export interface DeletionWanted {
  readonly organisation: string;
  /** Null: everything of the organisation. */
  readonly connection: string | null;
  readonly atOnce: boolean;
  readonly confirm: string;
}

/** Asks for data to be deleted. */
export function useAskDeletion() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ organisation, connection, atOnce, confirm }: DeletionWanted) => {
      const body = { atOnce, ...(atOnce ? { confirm } : {}) };
      return connection === null
        ? api.call('deleteOrganisationData', { params: { organisation }, body })
        : api.call('deleteConnectionData', { params: { connection }, body });
    },
    onSettled: (_, __, { organisation, connection }) => {
      void queries.invalidateQueries({ queryKey: deletionsQuery(organisation).queryKey });
      if (connection === null) void queries.invalidateQueries({ queryKey: connectionsQuery.queryKey });
    },
  });
}

export function useCancelDeletion(organisation: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (deletion: string) => api.call('cancelDeletion', { params: { organisation, deletion } }),
    onSettled: () => void queries.invalidateQueries({ queryKey: deletionsQuery(organisation).queryKey }),
  });
}
