import type { Fault, Probe } from '@illuminate/connector-kit';
import { type Performance, TABLES } from '@illuminate/model';
import { NOTHING_TO_COMPARE, type ReconciliationJob, reconciliationJob } from '../reconciliation/reconciliation-job.ts';
import { historyLimit } from '../retention/history-limit.ts';
import type { Store } from '../warehouse/store-types.ts';
import type { Claim } from './claim-sync.ts';
import { dayOf } from './days.ts';
import type { ExtractJob } from './extract-messages.ts';
import { type StoreCounts, type SyncCounts, storeCounts } from './sync-counts.ts';
import type { SyncDeps } from './sync-deps.ts';
import { targetOf } from './target-store.ts';

/** A run is bounded: what is left goes on next time, after what is new by then. */
export const RUN_BUDGET_MS = 5 * 60_000;
/** Loading from scratch goes on in turn with the syncs that collect what is new: these wait no longer than so. */
const FRESH_BUDGET_MS = 60_000;
const PROBE_EVERY_MS = 24 * 3_600_000;
/** Refused records that one run looks at again. */
const REREAD_AT_MOST = 200;
const LATELY_MS = 14 * 24 * 3_600_000;
const UPCOMING_AT_MOST = 2_000;
const AHEAD_AT_MOST = 5_000;

/** A stream that a run leaves alone, and the fault it waits for the end of. */
export interface StreamFault {
  readonly stream: string;
  readonly fault: Fault;
}

/** Gathers what the extracting thread is given, and what the last sync had counted. */
export async function extractJob(
  deps: SyncDeps,
  claim: Claim,
  config: unknown,
): Promise<{ job: ExtractJob; previous: Pick<SyncCounts, 'store' | 'dataTo'>; leftOut: StreamFault | null }> {
  const { connection, organisation } = claim;
  const isFresh = claim.trigger === 'resync';
  const target = targetOf(deps, claim);
  const previous = await lastCounts(deps, connection.id);
  const { counts, stored } = await target(async (store) => {
    // What the last sync counted is of the store that it read into.
    const known = isFresh ? null : previous?.store;
    const held: StoreCounts = known ?? storeCounts(await store.facts(connection.id));
    return { counts: held, stored: await jobFromStore(store, connection.id, deps.clock.now(), held.rejects > 0) };
  });
  const reconciliation = isFresh ? NOTHING_TO_COMPARE : await comparisonsOf(deps, claim);
  const states = await deps.db
    .selectFrom('stream_states')
    .select(['stream', 'backoff_until', 'last_error'])
    .where('connection_id', '=', connection.id)
    .where('backoff_until', '>', deps.clock.now())
    .where('last_attempt_at', '<=', deps.clock.now())
    .execute();
  const probedAt = connection.probed_at?.getTime() ?? null;
  const probeIsFresh = probedAt !== null && deps.clock.now().getTime() - probedAt < PROBE_EVERY_MS;
  const asked = claim.trigger === 'manual';
  const waiting = asked ? undefined : states[0];
  return {
    leftOut:
      waiting === undefined || waiting.last_error === null
        ? null
        : { stream: waiting.stream, fault: waiting.last_error },
    previous: { store: isFresh ? (previous?.store ?? null) : counts, dataTo: previous?.dataTo ?? null },
    job: {
      connectorId: connection.provider,
      config,
      zone: organisation.zone,
      currency: organisation.currency,
      pseudonymKey: Uint8Array.from(await deps.keys.pseudonymKey(organisation.id)),
      allowLoopback: deps.config.allowLoopback,
      // Written by ourselves from a connector's Probe.
      probe: probeIsFresh ? (connection.capabilities as Probe | null) : null,
      ...stored,
      backoffUntil: Object.fromEntries(states.map((state) => [state.stream, state.backoff_until?.getTime() ?? 0])),
      reconciliation,
      historyFrom: connection.history_from,
      historyNotBefore: (await historyLimit(deps, organisation.id))?.notBefore ?? null,
      earliestPerformance: counts.earliestPerformance === null ? null : dayOf(counts.earliestPerformance),
      asked,
      everySeconds: connection.sync_every_seconds,
      acceptAbsent: claim.acceptAbsent,
      observes: !isFresh,
      keepsPages: true,
      budgetMs: isFresh ? FRESH_BUDGET_MS : RUN_BUDGET_MS,
    },
  };
}

function comparisonsOf(deps: SyncDeps, { connection, organisation }: Claim): Promise<ReconciliationJob> {
  return deps.warehouse.withStore(organisation.id, (store) =>
    reconciliationJob({
      db: deps.db,
      store,
      connector: deps.connectors.get(connection.provider),
      connection,
      organisation,
      now: deps.clock.now(),
    }),
  );
}

/** What a store knows of where to go on: how far was read, what was refused, and what is ahead. */
export async function jobFromStore(
  store: Store,
  connectionId: string,
  now: Date,
  someRefused: boolean,
): Promise<Pick<ExtractJob, 'cursors' | 'rejected' | 'upcoming' | 'ahead' | 'gone'>> {
  return {
    cursors: await store.cursors(connectionId),
    rejected: someRefused ? await store.refused(connectionId, REREAD_AT_MOST) : [],
    upcoming: { events: await upcomingEvents(store, connectionId, now) },
    ...(await performancesAhead(store, connectionId, now)),
  };
}

/** Events with a performance still to come, or lately over. */
async function upcomingEvents(store: Store, connectionId: string, now: Date): Promise<string[]> {
  const rows = await store.query(
    `SELECT DISTINCT event_id FROM performances
     WHERE connection_id = $1 AND deleted_at IS NULL AND starts_at >= make_timestamp_ms($2::BIGINT) LIMIT ${UPCOMING_AT_MOST}`,
    [connectionId, now.getTime() - LATELY_MS],
  );
  return rows.map(({ event_id: id }) => String(id));
}

/**
 * The performances to come. `gone` are those that the box office does not show any more: should one come back, what was learnt
 * of it once, such as its capacity, is known still.
 */
export async function performancesAhead(
  store: Store,
  connectionId: string,
  now: Date,
): Promise<Pick<ExtractJob, 'ahead' | 'gone'>> {
  const those = (standing: string) =>
    store.query(
      `SELECT ${Object.keys(TABLES.performances).join(', ')} FROM performances
       WHERE connection_id = $1 AND deleted_at ${standing} AND starts_at > make_timestamp_ms($2::BIGINT)
       ORDER BY starts_at LIMIT ${AHEAD_AT_MOST}`,
      [connectionId, now.getTime()],
    );
  // Columns and kinds are the model's own.
  return { ahead: (await those('IS NULL')) as Performance[], gone: (await those('IS NOT NULL')) as Performance[] };
}

/**
 * What the sync before had counted. Its figures of the store hold only if it ended well: one that was killed may have written
 * more than it could say.
 */
export async function lastCounts(
  deps: SyncDeps,
  connectionId: string,
): Promise<Pick<SyncCounts, 'store' | 'dataTo'> | null> {
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
