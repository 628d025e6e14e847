import { type Connection, type ConnectionSummary, connectionSummary } from '@illuminate/contract';
import type { QueryClient } from '@tanstack/react-query';
import { api, isSignedOut } from './client.ts';
import { followEvents, type StreamState } from './event-stream.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { connectionQuery, connectionsQuery } from './queries.ts';

/** What, when it changes, means that the rest of a connection's page has changed too. */
const turning = (one: ConnectionSummary): string =>
  JSON.stringify([one.headline.code, one.state, one.facts, one.lastSync?.id, one.runningSync?.id, one.counts.rejects]);

/** What, when it changes, means that other months are here than before. */
const holding = ({ counts, progress, deliveries }: ConnectionSummary): string =>
  JSON.stringify([counts.orders, progress?.loadedFrom, deliveries?.gaps, deliveries?.holes]);

/** The fleet is asked for as a whole, and a thousand connections may change at once. */
const FLEET_WAIT_MS = 500;

/** Puts a connection that the stream sent in the place of the one that was known before. */
function remember(
  queries: QueryClient,
  before: ConnectionSummary | undefined,
  now: ConnectionSummary,
  onTurn: () => void,
): void {
  const list = queries.getQueryData(connectionsQuery.queryKey);
  if (list !== undefined) {
    queries.setQueryData(
      connectionsQuery.queryKey,
      list.every(({ name }) => name !== now.name)
        ? [...list, now]
        : list.map((one) => (one.name === now.name ? now : one)),
    );
  }
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

/** Keeps the connections in the cache as the platform's stream tells them. @returns a function that ends it */
export function followConnections(
  queries: QueryClient,
  onState: (state: StreamState) => void,
  onChange: (before: ConnectionSummary | undefined, now: ConnectionSummary) => void,
): () => void {
  let opened = 0;
  const over = new AbortController();
  const askFleet = oneAtATime(() => queries.invalidateQueries({ queryKey: ['fleet'] }), FLEET_WAIT_MS, over.signal);
  const known = new Map<string, ConnectionSummary>();
  const end = followEvents({
    open: (signal) => api.request('watchConnections', { accept: 'text/event-stream', signal }),
    onState: (state) => {
      // What ended while the stream was broken isn't in it any more.
      if (state === 'live' && opened++ > 0) void queries.invalidateQueries({ queryKey: connectionsQuery.queryKey });
      if (state === 'refused') void queries.invalidateQueries({ queryKey: ['session'] });
      onState(state);
    },
    onData: (data) => {
      const said = connectionSummary.safeParse(JSON.parse(data));
      if (!said.success) return;
      const now = said.data;
      const before = known.get(now.name);
      known.set(now.name, now);
      remember(queries, before, now, askFleet);
      onChange(before, now);
    },
    isRefusal: isSignedOut,
  });
  return () => {
    over.abort();
    end();
  };
}
