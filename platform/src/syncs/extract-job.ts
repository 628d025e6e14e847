import type { Probe } from '@illuminate/connector-kit';
import type { Claim } from './claim-sync.ts';
import { dayOf } from './days.ts';
import type { ExtractJob } from './extract-messages.ts';
import { type StoreCounts, type SyncCounts, storeCounts } from './sync-counts.ts';
import type { SyncDeps } from './sync-deps.ts';

/** A run is bounded: what is left goes on next time, after what is new by then. */
export const RUN_BUDGET_MS = 5 * 60_000;
const PROBE_EVERY_MS = 24 * 3_600_000;
/** Refused records that one run looks at again. */
const REREAD_AT_MOST = 200;

/** Gathers what the extracting thread is given, and what the last sync had counted. */
export async function extractJob(
  deps: SyncDeps,
  claim: Claim,
  config: unknown,
): Promise<{ job: ExtractJob; previous: Pick<SyncCounts, 'store' | 'dataTo'> }> {
  const { connection, organisation } = claim;
  const previous = await lastCounts(deps, connection.id);
  const { cursors, counts, rejected } = await deps.warehouse.withStore(organisation.id, async (store) => {
    const held: StoreCounts = previous?.store ?? storeCounts(await store.facts(connection.id));
    const open = held.rejects === 0 ? [] : (await store.rejects(connection.id, { limit: REREAD_AT_MOST })).rejects;
    return {
      cursors: await store.cursors(connection.id),
      counts: held,
      rejected: open.flatMap(({ stream, sourceId, resolvedAt }) =>
        sourceId === null || resolvedAt !== null ? [] : [{ stream, id: sourceId }],
      ),
    };
  });
  const states = await deps.db
    .selectFrom('stream_states')
    .select(['stream', 'backoff_until'])
    .where('connection_id', '=', connection.id)
    .where('backoff_until', 'is not', null)
    .execute();
  const probedAt = connection.probed_at?.getTime() ?? null;
  const probeIsFresh = probedAt !== null && deps.clock.now().getTime() - probedAt < PROBE_EVERY_MS;
  return {
    previous: { store: counts, dataTo: previous?.dataTo ?? null },
    job: {
      connectorId: connection.provider,
      config,
      zone: organisation.zone,
      currency: organisation.currency,
      pseudonymKey: Uint8Array.from(await deps.keys.pseudonymKey(organisation.id)),
      allowLoopback: deps.config.allowLoopback,
      // Written by ourselves from a connector's Probe.
      probe: probeIsFresh ? (connection.capabilities as Probe | null) : null,
      cursors,
      backoffUntil: Object.fromEntries(states.map((state) => [state.stream, state.backoff_until?.getTime() ?? 0])),
      rejected,
      historyFrom: connection.history_from,
      earliestPerformance: counts.earliestPerformance === null ? null : dayOf(counts.earliestPerformance),
      asked: claim.trigger === 'manual',
      budgetMs: RUN_BUDGET_MS,
    },
  };
}

/**
 * What the sync before had counted. Its figures of the store hold only if it ended well: one that was killed may have written
 * more than it could say.
 */
async function lastCounts(deps: SyncDeps, connectionId: string): Promise<Pick<SyncCounts, 'store' | 'dataTo'> | null> {
  const last = await deps.db
    .selectFrom('syncs')
    .select(['counts', 'state'])
    .where('connection_id', '=', connectionId)
    .where('ended_at', 'is not', null)
    .where('counts', 'is not', null)
    .orderBy('queued_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined) return null;
  // Written by record-sync.
  const counts = last.counts as unknown as SyncCounts;
  return { store: last.state === 'succeeded' ? counts.store : null, dataTo: counts.dataTo };
}
