import type { AuditSubject } from '@illuminate/contract';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api } from '../api/client.ts';

const A_PAGE = 50;

/** The audit trail page by page, the newest first; null is everybody's, and about everything. */
export const auditQuery = (organisation: string | null, about: AuditSubject | null) =>
  infiniteQueryOptions({
    queryKey: ['audit', organisation, about],
    queryFn: ({ signal, pageParam }) =>
      api.call('listAudit', {
        query: {
          limit: A_PAGE,
          ...(organisation === null ? {} : { organisation }),
          ...(about === null ? {} : { about }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
