import { randomUUID } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import type { Fault } from '@illuminate/connector-kit';
import type { Progress } from '@illuminate/contract';
import { json } from '../control/json.ts';
import type { SyncState } from '../control/schema/syncs.ts';
import type { LoadResult } from '../warehouse/store-types.ts';
import type { Claim } from './claim-sync.ts';
import { RUN_BUDGET_MS } from './extract-job.ts';
import type { ExtractCounts } from './extract-messages.ts';
import { type SyncCounts, storeCounts } from './sync-counts.ts';
import type { SyncDeps } from './sync-deps.ts';

/** It is not cut into runs: as much as may be kept of a connection, on a slow machine. */
const REPLAY_BUDGET_MS = 60 * 60_000;
const WRITE_EVERY_MS = 1_000;
/** Tells that a run is about to be written down, and that it has been. For tools that want to be there. */
const writes = channel('illuminate:sync-record');
const COUNT_STORE_EVERY_MS = 4_000;

/** What a running sync tells of itself. It is written at most once a second. */
export interface SyncRecord {
  readonly budgetMs: number;
  readonly counts: SyncCounts;
  readonly progress: Progress | null;
  /** `stream` is null where no stream alone is to blame. */
  readonly failure: (Fault & { readonly stream: string | null }) | null;
  /** When (monotonic ms) the extracting thread last gave a sign of life. */
  readonly lastSign: number;
  start(previous: Pick<SyncCounts, 'store' | 'dataTo'>): void;
  alive(): void;
  /** What it is at, in words. */
  say(doing: string): void;
  progressed(counts: ExtractCounts, doing: string | null, progress: Progress | null): void;
  loaded(result: LoadResult): void;
  caughtUp(at: number): void;
  /** `anew`: whatever was written by whomever. */
  countStore(how?: { readonly anew: boolean }): Promise<void>;
  countStoreSometimes(): Promise<void>;
  /** Keeps the first fault. @returns the reference under which it is found in the log */
  fail(fault: Fault, stream: string | null): string;
  end(state: SyncState): Promise<void>;
}

export function recordSync(deps: SyncDeps, claim: Claim): SyncRecord {
  const { db, clock, changes } = deps;
  const connectionId = claim.connection.id;
  let counts: SyncCounts = {
    requests: 0,
    ordersRead: 0,
    ordersChanged: 0,
    ticketsChanged: 0,
    rejects: 0,
    feedItems: 0,
    feedItemsChanged: 0,
    observed: 0,
    disappeared: 0,
    warnings: {},
    doing: claim.trigger === 'replay' ? 'Looking through kept pages' : 'Signing in',
    store: null,
    dataTo: null,
  };
  let progress: Progress | null = null;
  let failure: (Fault & { stream: string | null; reference: string }) | null = null;
  let lastSign = clock.monotonic();
  let lastWrite = 0;
  let lastCount = clock.monotonic();
  let changedSinceCount = false;
  let writing: Promise<void> = Promise.resolve();

  const write = (extra: { state?: SyncState; ended_at?: Date } = {}): Promise<void> => {
    const row = {
      counts: json(counts),
      progress: progress === null ? null : json(progress),
      failure:
        failure === null
          ? null
          : json({
              code: failure.code,
              cause: failure.cause,
              who_acts: failure.whoActs,
              next_step: failure.nextStep,
              stream: failure.stream,
              reference: failure.reference,
            }),
      progress_at: clock.now(),
      ...extra,
    };
    writing = writing
      .catch(() => undefined)
      .then(async () => {
        writes.publish({ phase: 'writing', connectionId });
        await db
          .updateTable('syncs')
          .set(row)
          .where('id', '=', claim.syncId)
          .where('state', '=', 'running')
          .where('fence', '=', claim.fence)
          .execute();
        writes.publish({ phase: 'written', connectionId });
        changes.changed(connectionId);
      });
    return writing;
  };
  const writeSometimes = (): void => {
    if (clock.monotonic() - lastWrite < WRITE_EVERY_MS) return;
    lastWrite = clock.monotonic();
    write().catch((err) =>
      deps.log.warn({ sync: claim.syncId, name: err instanceof Error ? err.name : '' }, 'progress not written'),
    );
  };
  const countNow = async (): Promise<void> => {
    lastCount = clock.monotonic();
    changedSinceCount = false;
    const facts = await deps.warehouse.withStore(claim.organisation.id, (store) => store.facts(connectionId));
    counts = { ...counts, store: storeCounts(facts) };
  };

  return {
    budgetMs: claim.trigger === 'replay' ? REPLAY_BUDGET_MS : RUN_BUDGET_MS,
    get counts() {
      return counts;
    },
    get progress() {
      return progress;
    },
    get failure() {
      return failure;
    },
    get lastSign() {
      return lastSign;
    },
    start(previous) {
      counts = { ...counts, ...previous };
    },
    alive() {
      lastSign = clock.monotonic();
    },
    say(doing) {
      counts = { ...counts, doing };
      write().catch(() => undefined);
    },
    progressed(read, doing, now) {
      counts = { ...counts, ...read, doing };
      if (now !== null) progress = now;
      writeSometimes();
    },
    loaded(result) {
      const written =
        Object.values(result.rows).some((rows) => (rows ?? 0) > 0) || result.rejects > 0 || result.disappeared > 0;
      changedSinceCount ||= written;
      counts = {
        ...counts,
        ordersChanged: counts.ordersChanged + result.orders.changed,
        ticketsChanged: counts.ticketsChanged + (result.rows.tickets ?? 0),
        disappeared: counts.disappeared + result.disappeared,
      };
      writeSometimes();
    },
    caughtUp(at) {
      counts = { ...counts, dataTo: new Date(at).toISOString() };
      writeSometimes();
    },
    async countStore(how) {
      // Nothing written, nothing to count: the cost of a round without news does not grow with the store.
      if (how?.anew === true || changedSinceCount || counts.store === null || counts.store.rejects > 0)
        await countNow();
    },
    async countStoreSometimes() {
      if (changedSinceCount && clock.monotonic() - lastCount > COUNT_STORE_EVERY_MS) await countNow();
    },
    fail(fault, stream) {
      const reference = failure?.reference ?? randomUUID().slice(0, 8);
      failure ??= { ...fault, stream, reference };
      return reference;
    },
    async end(state) {
      counts = { ...counts, doing: null };
      await write({ state, ended_at: clock.now() });
    },
  };
}
