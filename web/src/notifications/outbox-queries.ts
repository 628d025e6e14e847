import type { MailState } from '@illuminate/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';

export const outboxQuery = (state: MailState | undefined) =>
  infiniteQueryOptions({
    queryKey: ['mails', state ?? ''],
    queryFn: ({ pageParam, signal }) =>
      api.call('listMails', {
        query: {
          limit: 50,
          ...(state === undefined ? {} : { state }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: 5_000,
    refetchInterval: 15_000,
  });

/** Not asked again by itself: that somebody looked is written down each time. */
export const mailQuery = (id: string) =>
  queryOptions({
    queryKey: ['mail', id],
    queryFn: ({ signal }) => api.call('showMail', { params: { mail: id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
