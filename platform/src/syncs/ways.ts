import type { Connector, Probe } from '@illuminate/connector-kit';

/** A way of asking for a stream's records. */
export type Way = 'changedSince' | 'window' | 'byId' | 'crawl' | 'feedHash' | 'observe';

const WAYS: readonly Way[] = ['changedSince', 'window', 'byId', 'crawl', 'feedHash', 'observe'];

/**
 * The ways of asking for each stream that the connector has and that the account was found to have. A probe lists what it
 * looked at as "stream.way", found or absent; a way of the connector's that no probe can speak for (it does not name its stream
 * at all) is taken to be there.
 */
export function waysOf(connector: Connector, probe: Probe | null): Map<string, Set<Way>> {
  const found = new Set(probe?.ways ?? []);
  const probedStreams = new Set([...found, ...(probe?.absent ?? [])].map((way) => way.split('.')[0]));
  return new Map(
    connector.streams.map((stream) => {
      const had = WAYS.filter((way) => stream[way] !== undefined);
      const offered = had.filter((way) => !probedStreams.has(stream.name) || found.has(`${stream.name}.${way}`));
      return [stream.name, new Set(offered)];
    }),
  );
}
