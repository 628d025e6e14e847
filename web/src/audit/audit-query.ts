import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';

const A_PAGE = 50;

/** The audit trail page by page, the newest first; null is everybody's. */
export const auditQuery = (organisation: string | null) =>
  infiniteQueryOptions({
    queryKey: ['audit', organisation],
    queryFn: ({ signal, pageParam }) =>
      api.call('listAudit', {
        query: {
          limit: A_PAGE,
          ...(organisation === null ? {} : { organisation }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: 5_000,
  });
