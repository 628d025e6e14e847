import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';

export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: ({ signal }) => api.call('listOwnSessions', { signal }),
  staleTime: 5_000,
});
