import { type ConnectionSummary, type ReportSort, sortAsText } from '@illuminate/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { FleetSearch } from '../fleet/fleet-search.ts';
import { api } from './client.ts';

/** A list read to its end; `most` guards against one that has none. */
async function everyPage<Item>(
  page: (cursor: string | undefined) => Promise<{ items: Item[]; nextCursor: string | null }>,
  most = 50,
): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | undefined;
  for (let read = 0; read < most; read += 1) {
    const { items, nextCursor } = await page(cursor);
    all.push(...items);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return all;
}

const from = (cursor: string | undefined) => ({ limit: 200, ...(cursor === undefined ? {} : { cursor }) });

export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => api.call('showStatus', { query: { connections: 'none' }, signal }),
  staleTime: 60_000,
  refetchInterval: 60_000,
});

export const organisationsQuery = queryOptions({
  queryKey: ['organisations'],
  queryFn: ({ signal }) => everyPage((cursor) => api.call('listOrganisations', { query: from(cursor), signal })),
  staleTime: 60_000,
});

/** The first of them: all, for whoever has few. */
export const firstOrganisationsQuery = queryOptions({
  queryKey: ['organisations', 'first'],
  queryFn: ({ signal }) => api.call('listOrganisations', { signal }),
  staleTime: 60_000,
});

/** The stream of changes keeps this fresh; asking again on a timer would only race it. */
export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: ({ signal }): Promise<ConnectionSummary[]> =>
    everyPage((cursor) => api.call('listConnections', { query: from(cursor), signal })),
  staleTime: 30_000,
});

/** Those of one organisation, or of all, as many pages as are wanted. */
export const connectionPagesQuery = (organisation: string | null) =>
  infiniteQueryOptions({
    queryKey: ['connections', 'pages', organisation],
    queryFn: ({ pageParam, signal }) =>
      api.call('listConnections', {
        query: {
          ...(organisation === null ? {} : { organisation }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: 30_000,
  });

export const connectionQuery = (name: string) =>
  queryOptions({
    queryKey: ['connection', name],
    queryFn: ({ signal }) => api.call('showConnection', { params: { connection: name }, signal }),
    staleTime: 10_000,
  });

export const keptPagesQuery = (name: string) =>
  queryOptions({
    queryKey: ['kept-pages', name],
    queryFn: ({ signal }) => api.call('showKeptPages', { params: { connection: name }, signal }),
    staleTime: 30_000,
  });

const RESYNC_ASKED_EVERY_MS = 3_000;

export const resyncQuery = (name: string) =>
  queryOptions({
    queryKey: ['resync', name],
    queryFn: async ({ signal }) => (await api.call('showResync', { params: { connection: name }, signal })).resync,
    staleTime: 10_000,
    refetchInterval: ({ state }) => (state.data?.state === 'reading' ? RESYNC_ASKED_EVERY_MS : false),
  });

export const syncsQuery = (name: string, limit: number) =>
  queryOptions({
    queryKey: ['syncs', name, limit],
    queryFn: ({ signal }) => api.call('listSyncs', { params: { connection: name }, query: { limit }, signal }),
    placeholderData: (before) => before,
    staleTime: 10_000,
  });

export const fleetQuery = (search: FleetSearch) =>
  queryOptions({
    queryKey: ['fleet', search],
    queryFn: ({ signal }) => api.call('listFleet', { query: search, signal }),
    placeholderData: (before) => before,
    staleTime: 5_000,
    // Time alone changes what is true.
    refetchInterval: 20_000,
  });

export const setUpQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['set-up', organisation],
    queryFn: ({ signal }) => api.call('showSetUp', { params: { organisation }, signal }),
    staleTime: 10_000,
    refetchInterval: 60_000,
  });

export const historyQuery = (name: string, limit: number) =>
  queryOptions({
    queryKey: ['log', name, limit],
    queryFn: ({ signal }) => api.call('listHistory', { params: { connection: name }, query: { limit }, signal }),
    placeholderData: (before) => before,
    staleTime: 10_000,
  });

export const coverageQuery = (name: string) =>
  queryOptions({
    queryKey: ['coverage', name],
    queryFn: ({ signal }) => api.call('showCoverage', { params: { connection: name }, signal }),
    placeholderData: (before) => before,
    staleTime: 10_000,
  });

export const rejectsQuery = (name: string, limit: number) =>
  queryOptions({
    queryKey: ['rejects', name, limit],
    queryFn: ({ signal }) => api.call('listRejects', { params: { connection: name }, query: { limit }, signal }),
    placeholderData: (before) => before,
    staleTime: 10_000,
  });

export const reconciliationQuery = (name: string) =>
  queryOptions({
    queryKey: ['reconciliation', name],
    queryFn: ({ signal }) => api.call('showReconciliation', { params: { connection: name }, signal }),
    staleTime: 10_000,
    // While it is at work, so that its end is seen; a comparison that nobody waits for is told with the connection.
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && (data.comparing || data.readingAgain !== null) ? 2_000 : false,
  });

export const deliveriesQuery = (name: string, limit: number) =>
  queryOptions({
    queryKey: ['deliveries', name, limit],
    queryFn: ({ signal }) => api.call('listDeliveries', { params: { connection: name }, query: { limit }, signal }),
    placeholderData: (before) => before,
    staleTime: 10_000,
  });

export const deliveryKeysQuery = (name: string) =>
  queryOptions({
    queryKey: ['delivery-keys', name],
    queryFn: ({ signal }) => api.call('listDeliveryKeys', { params: { connection: name }, signal }),
    staleTime: 10_000,
  });

export interface EventIdsQuestion {
  readonly organisation: string;
  readonly from: string;
  readonly to: string;
  readonly columns: 'standard' | 'all';
}

export const eventIdsQuery = (question: EventIdsQuestion) =>
  queryOptions({
    queryKey: ['event-ids', question],
    queryFn: ({ signal }) => api.call('runEventIdReport', { query: question, signal }),
    staleTime: 30_000,
  });

export const readyReportsQuery = queryOptions({
  queryKey: ['ready-reports'],
  queryFn: ({ signal }) => api.call('listReadyReports', { signal }),
  staleTime: 10 * 60_000,
});

export const readyReportQuery = (report: string, organisation: string, sort?: ReportSort) =>
  queryOptions({
    queryKey: ['ready-report', report, organisation, sort ?? null],
    queryFn: ({ signal }) =>
      api.call('runReadyReport', {
        params: { report },
        query: { organisation, limit: 1_000, ...(sort === undefined ? {} : { sort: sortAsText(sort) }) },
        signal,
      }),
    staleTime: 30_000,
  });

export const candidatesQuery = queryOptions({
  queryKey: ['candidates'],
  queryFn: ({ signal }) => api.call('listCandidates', { signal }),
  staleTime: 10 * 60_000,
});

export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: ({ signal }) => api.call('listProviders', { signal }),
  staleTime: 10 * 60_000,
});
