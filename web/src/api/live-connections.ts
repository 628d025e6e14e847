import { type Connection, type ConnectionSummary, connectionSummary, type Output } from '@illuminate/contract';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { api, isSignedOut } from './client.ts';
import { followEvents, type StreamState } from './event-stream.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { connectionPagesQuery, connectionQuery, connectionsQuery } from './queries.ts';

/** What, when it changes, means that the rest of a connection's page has changed too. */
const turning = (one: ConnectionSummary): string =>
  JSON.stringify([one.headline.code, one.state, one.facts, one.lastSync?.id, one.runningSync?.id, one.counts.rejects]);

/** What, when it changes, means that other months are here than before. */
const holding = ({ counts, progress, deliveries }: ConnectionSummary): string =>
  JSON.stringify([counts.orders, progress?.loadedFrom, deliveries?.gaps, deliveries?.holes]);

const PAGES = connectionPagesQuery(null).queryKey.slice(0, -1);

/** The fleet is asked for as a whole, and a thousand connections may change at once. */
const FLEET_WAIT_MS = 500;

type Pages = InfiniteData<Output<'listConnections'>>;

/** In the place of the one that was known before; a new one after all others, once these are all there. */
function placed(list: readonly ConnectionSummary[], now: ConnectionSummary, isWhole: boolean): ConnectionSummary[] {
  if (list.some(({ name }) => name === now.name)) return list.map((one) => (one.name === now.name ? now : one));
  return isWhole ? [...list, now] : [...list];
}

function placeInPages(queries: QueryClient, now: ConnectionSummary): void {
  for (const [key, data] of queries.getQueriesData<Pages>({ queryKey: PAGES })) {
    const organisation = key[PAGES.length];
    if (data === undefined || (organisation !== null && organisation !== now.organisation.slug)) continue;
    const isKnown = data.pages.some(({ items }) => items.some(({ name }) => name === now.name));
    queries.setQueryData<Pages>(key, {
      ...data,
      pages: data.pages.map((page, at) => ({
        ...page,
        items: placed(page.items, now, !isKnown && at === data.pages.length - 1 && page.nextCursor === null),
      })),
    });
  }
}

/** What is shown of a connection, as far as it is. */
function inSight(queries: QueryClient, name: string): ConnectionSummary | undefined {
  const pages = queries.getQueriesData<Pages>({ queryKey: PAGES }).flatMap(([, data]) => data?.pages ?? []);
  return (
    queries.getQueryData(connectionQuery(name).queryKey) ??
    pages.flatMap(({ items }) => items).find((one) => one.name === name)
  );
}

/** Puts a connection that the stream sent in the place of the one that was known before. */
function remember(
  queries: QueryClient,
  before: ConnectionSummary | undefined,
  now: ConnectionSummary,
  onTurn: () => void,
): void {
  const list = queries.getQueryData(connectionsQuery.queryKey);
  if (list !== undefined) {
    queries.setQueryData(connectionsQuery.queryKey, placed(list, now, true));
  }
  placeInPages(queries, now);
  queries.setQueryData(connectionQuery(now.name).queryKey, (known: Connection | undefined) =>
    known === undefined ? undefined : { ...known, ...now },
  );
  if (before !== undefined && turning(before) !== turning(now)) {
    void queries.invalidateQueries({ queryKey: connectionQuery(now.name).queryKey });
    void queries.invalidateQueries({ queryKey: ['syncs', now.name] });
    void queries.invalidateQueries({ queryKey: ['reconciliation', now.name] });
    void queries.invalidateQueries({ queryKey: ['rejects', now.name] });
    void queries.invalidateQueries({ queryKey: ['log', now.name] });
    onTurn();
    void queries.invalidateQueries({ queryKey: ['set-up', now.organisation.slug] });
  }
  if (before !== undefined && JSON.stringify(before.deliveries) !== JSON.stringify(now.deliveries)) {
    void queries.invalidateQueries({ queryKey: ['deliveries', now.name] });
    void queries.invalidateQueries({ queryKey: ['delivery-keys', now.name] });
  }
  if (before !== undefined && holding(before) !== holding(now)) {
    void queries.invalidateQueries({ queryKey: ['coverage', now.name] });
  }
  // A report says to when its data reaches, so it is asked again after every update.
  if (before !== undefined && before.dataTo !== now.dataTo) void queries.invalidateQueries({ queryKey: ['event-ids'] });
}

interface Following {
  /** Whether every connection comes at first; otherwise what is in sight is asked for again once the stream is open. */
  readonly first: 'all' | 'none';
  readonly onState: (state: StreamState) => void;
  readonly onChange: (before: ConnectionSummary | undefined, now: ConnectionSummary) => void;
}

/** Keeps the connections in the cache as the platform's stream tells them. @returns a function that ends it */
export function followConnections(queries: QueryClient, { first, onState, onChange }: Following): () => void {
  let opened = 0;
  const over = new AbortController();
  const askFleet = oneAtATime(() => queries.invalidateQueries({ queryKey: ['fleet'] }), FLEET_WAIT_MS, over.signal);
  const known = new Map<string, ConnectionSummary>();
  const end = followEvents({
    open: (signal) => api.request('watchConnections', { query: { first }, accept: 'text/event-stream', signal }),
    onState: (state) => {
      // What ended while the stream was broken isn't in it any more.
      if (state === 'live' && (opened++ > 0 || first === 'none')) {
        void queries.invalidateQueries({ queryKey: connectionsQuery.queryKey });
        void queries.invalidateQueries({ queryKey: ['connection'] });
      }
      // What was asked in vain while the platform was away is asked again by itself.
      if (state === 'live')
        void queries.invalidateQueries({ predicate: ({ state: { status } }) => status === 'error' });
      if (state === 'refused') void queries.invalidateQueries({ queryKey: ['session'] });
      onState(state);
    },
    onData: (data) => {
      const said = connectionSummary.safeParse(JSON.parse(data));
      if (!said.success) return;
      const now = said.data;
      const before = known.get(now.name) ?? (first === 'none' ? inSight(queries, now.name) : undefined);
      known.set(now.name, now);
      remember(queries, before, now, askFleet);
      // Of what is not in sight it is not known how it was.
      if (first === 'none' && before === undefined) askFleet();
      onChange(before, now);
    },
    isRefusal: isSignedOut,
  });
  return () => {
    over.abort();
    end();
  };
}
