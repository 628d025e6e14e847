import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';

/** Where a request stands, for whoever has its link; asked again, so that the desk's answer is seen. */
export const requestByLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['request-by-link', token],
    queryFn: ({ signal }) => api.call('showRequestByLink', { body: { token }, signal }),
    enabled: token !== '',
    staleTime: 5_000,
    refetchInterval: 20_000,
    retry: false,
  });

export const ownRequestsQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['own-requests', organisation],
    queryFn: ({ signal }) => api.call('listOwnRequests', { params: { organisation }, signal }),
    enabled: organisation !== '',
    staleTime: 5_000,
    refetchInterval: 20_000,
  });

export interface QueueFilter {
  readonly state: 'open' | 'closed';
  /** An address, or `nobody`. */
  readonly assignee?: string | undefined;
}

export const queueQuery = ({ state, assignee }: QueueFilter) =>
  infiniteQueryOptions({
    queryKey: ['requests', state, assignee ?? ''],
    queryFn: ({ pageParam, signal }) =>
      api.call('listRequests', {
        query: {
          state,
          limit: 100,
          ...(assignee === undefined ? {} : { assignee }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: 5_000,
    refetchInterval: 20_000,
  });

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ['request', id],
    queryFn: ({ signal }) => api.call('showRequest', { params: { request: id }, signal }),
    staleTime: 5_000,
    refetchInterval: 20_000,
  });
