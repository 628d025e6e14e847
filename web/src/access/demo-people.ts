import type { Output } from '@illuminate/contract';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';

export type DemoPerson = Output<'listDemoPeople'>['items'][number];

/** Whom one may look around as; nobody outside the demo. */
export const demoPeopleQuery = queryOptions({
  queryKey: ['demo-people'],
  queryFn: async ({ signal }) => (await api.call('listDemoPeople', { signal })).items,
  staleTime: 60_000,
});
