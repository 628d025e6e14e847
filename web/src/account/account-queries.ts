import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';

export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: async ({ signal }) => (await api.call('listOwnSessions', { signal })).items,
  staleTime: 5_000,
});
