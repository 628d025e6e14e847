import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';

export const membersQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['members', organisation],
    queryFn: async ({ signal }) => (await api.call('listMembers', { params: { organisation }, signal })).items,
    staleTime: 10_000,
  });

export const invitationsQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['invitations', organisation],
    queryFn: async ({ signal }) => (await api.call('listInvitations', { params: { organisation }, signal })).items,
    staleTime: 10_000,
  });

export const platformInvitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: async ({ signal }) => (await api.call('listPlatformInvitations', { signal })).items,
  staleTime: 10_000,
});

export const allPeopleQuery = infiniteQueryOptions({
  queryKey: ['all-people'],
  queryFn: ({ signal, pageParam }) =>
    api.call('listPeople', { query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }) => nextCursor,
  staleTime: 10_000,
});
