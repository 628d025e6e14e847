import type { Fault } from '@illuminate/connector-kit';
import { boxOfficeConfig } from '../connections/box-office-config.ts';
import { credentialRejected, credentialUsed } from '../connections/mark-credential.ts';
import { json } from '../control/json.ts';
import type { SyncState } from '../control/schema/syncs.ts';
import { describeError } from '../logger.ts';
import { refreshMatches } from '../matching/refresh-matches.ts';
import { createPageKeeper, type PageKeeper } from '../pages/keep-pages.ts';
import { reconcileAfterSync, wantsAnotherRun } from '../reconciliation/after-sync.ts';
import {
  type ComparisonGatherer,
  type ComparisonMessage,
  createComparisonGatherer,
} from '../reconciliation/gathered-totals.ts';
import { noticeOverlaps } from '../sources/notice-overlaps.ts';
import { noticeUnsorted } from '../ticket-classes/notice-unsorted.ts';
import type { Claim } from './claim-sync.ts';
import { extractJob } from './extract-job.ts';
import type { BatchMessage, Ending, FromExtract, KeysAsked } from './extract-messages.ts';
import { type ExtractThread, startExtractThread } from './extract-thread.ts';
import { finishResyncRun } from './finish-resync.ts';
import { createLightener, type Lightener } from './lighten-store.ts';
import { load } from './load.ts';
import { isNothingNew } from './nothing-new.ts';
import { recordSync, type SyncRecord } from './record-sync.ts';
import { replayJob } from './replay-job.ts';
import { allStreamsFailed, streamFailed, streamRead, wholeFaultIsOver } from './stream-states.ts';
import type { SyncDeps } from './sync-deps.ts';
import { faultOfSync } from './sync-fault.ts';
import { type LendTarget, targetOf } from './target-store.ts';
import { watchOverSync } from './watch-over-sync.ts';

/** How a sync ended, for whoever has to act on it. */
export interface SyncEnd {
  readonly state: SyncState;
  readonly halted: 'credential' | 'consent' | 'abort' | null;
  /** Something was asked for that another run will do. */
  readonly again?: boolean;
}

/**
 * Runs a claimed sync from start to end: the extracting thread reads, this side loads batch by batch, rows and cursors in one
 * transaction each. `signal` ends it at once; what has been committed stays, with true cursors.
 */
export async function runSync(deps: SyncDeps, claim: Claim, signal: AbortSignal): Promise<SyncEnd> {
  const record = recordSync(deps, claim);
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const watch = watchOverSync(deps, claim, record, stop);
  try {
    const run = claim.trigger === 'replay' ? replayAndLoad : readAndLoad;
    return await run(deps, claim, record, either);
  } catch (err) {
    return await failedSync(deps, claim, record, { err, cancelled: signal.aborted, stopped: stop.signal.reason });
  } finally {
    watch.stop();
    deps.changes.changed(claim.connection.id);
  }
}

async function readAndLoad(deps: SyncDeps, claim: Claim, record: SyncRecord, signal: AbortSignal): Promise<SyncEnd> {
  const { connection } = claim;
  const { config, credentialId } = await boxOfficeConfig(deps, connection);
  const target = targetOf(deps, claim);
  const { job, previous, leftOut } = await extractJob(deps, claim, config);
  record.start(previous);
  await using thread = startExtractThread(job, ({ table, keys }) =>
    target((store) => store.unknownKeys(connection.id, table, keys)),
  );
  const comparison = createComparisonGatherer();
  const keeper = createPageKeeper(
    deps,
    { organisationId: claim.organisation.id, connectionId: connection.id },
    claim.fence,
  );
  const lightener = createLightener(deps, claim);
  const ending = await listen(
    deps,
    { claim, record, thread, comparison, keeper, target, lightener, news: { events: false } },
    signal,
  );
  await keeper.finish();
  await target((store) => store.checkpoint());
  if (claim.trigger !== 'resync') {
    await record.countStore();
    await noticeOverlaps(deps, claim.organisation.id);
    await noticeUnsorted(deps, claim.organisation.id);
    await refreshMatches(deps, claim.organisation.id);
  }
  if (credentialId !== null) {
    if (ending.kind === 'halted' && ending.why === 'credential') {
      await credentialRejected(deps, connection.id, credentialId);
    } else if (record.counts.requests > 0 && record.failure === null) {
      await credentialUsed(deps, connection.id, credentialId);
    }
  }
  if (ending.kind === 'halted') {
    const reference = record.fail(ending.fault, null);
    await allStreamsFailed(deps, connection, { fault: ending.fault, afterMs: null, reference });
    await record.end('failed');
    return { state: 'failed', halted: ending.why };
  }
  const { failure } = record;
  const { gathered, mended, isCaughtUp } = comparison;
  const isWhole = failure === null && leftOut === null;
  const run = { connection, job: job.reconciliation, gathered, mended, isWhole, isCaughtUp };
  if (claim.trigger === 'resync') {
    const isComplete = isWhole && isCaughtUp && ending.kind === 'done' && !ending.moreHistory;
    await finishResyncRun(deps, { claim, record, isComplete });
  } else await reconcileAfterSync(deps, run);
  if (failure === null || failure.stream !== null) await wholeFaultIsOver(deps, connection.id);
  // What waits for the box office was not read: a run without it must not pass for a whole one.
  if (failure === null && leftOut !== null) record.fail(leftOut.fault, leftOut.stream);
  const state = record.failure === null ? 'succeeded' : 'failed';
  await record.end(state);
  return {
    state,
    halted: null,
    again: state === 'succeeded' && claim.trigger !== 'resync' && (await wantsAnotherRun(deps, run)),
  };
}

/** As `readAndLoad`, from kept pages: nobody is asked, so that nothing is found out about the box office or the sign-in. */
async function replayAndLoad(deps: SyncDeps, claim: Claim, record: SyncRecord, signal: AbortSignal): Promise<SyncEnd> {
  const { connection, organisation } = claim;
  const target = targetOf(deps, claim);
  const { job, previous } = await replayJob(deps, claim);
  record.start(previous);
  await using thread = startExtractThread(job, ({ table, keys }) =>
    target((store) => store.unknownKeys(connection.id, table, keys)),
  );
  const lightener = createLightener(deps, claim);
  const comparison = createComparisonGatherer();
  await listen(
    deps,
    { claim, record, thread, comparison, keeper: null, target, lightener, news: { events: false } },
    signal,
  );
  await deps.warehouse.withStore(organisation.id, (store) => store.checkpoint());
  await record.countStore();
  await noticeOverlaps(deps, organisation.id);
  await noticeUnsorted(deps, organisation.id);
  await refreshMatches(deps, organisation.id);
  await record.end('succeeded');
  return { state: 'succeeded', halted: null };
}

interface Listening {
  readonly claim: Claim;
  readonly record: SyncRecord;
  readonly thread: ExtractThread;
  readonly comparison: ComparisonGatherer;
  /** Null where nothing is kept. */
  readonly keeper: PageKeeper | null;
  readonly target: LendTarget;
  readonly lightener: Lightener;
  /** Whether events came that nobody has looked at yet for matches. */
  readonly news: { events: boolean };
}

/** Takes what the thread says, in order, until it has said how it ended. */
async function listen(deps: SyncDeps, listening: Listening, signal: AbortSignal): Promise<Ending> {
  const { record, thread, comparison } = listening;
  const stopThread = (): void => {
    thread.terminate().catch(() => undefined);
  };
  signal.addEventListener('abort', stopThread, { once: true });
  try {
    signal.throwIfAborted();
    for await (const message of thread.messages()) {
      signal.throwIfAborted();
      record.alive();
      if (message.type === 'ended') {
        record.progressed(message.counts, null, message.progress);
        return message.ending;
      }
      if (message.type === 'caught-up') comparison.caughtUp();
      if (message.type === 'totals' || message.type === 'mended') comparison.take(message);
      else await handle(deps, listening, message);
    }
    signal.throwIfAborted();
    throw new Error('the extracting thread ended without a word');
  } finally {
    signal.removeEventListener('abort', stopThread);
  }
}

async function handle(
  deps: SyncDeps,
  listening: Listening,
  message: Exclude<FromExtract, KeysAsked | ComparisonMessage | { type: 'ended' }>,
): Promise<void> {
  const { claim, record, thread, target } = listening;
  switch (message.type) {
    case 'batch':
      return takeBatch(deps, listening, message);
    case 'live-tickets': {
      const value = await target((store) => store.liveTickets(claim.connection.id, message.orders));
      return thread.answer({ type: 'answer', ask: message.ask, value });
    }
    case 'progress':
      return record.progressed(message.counts, message.doing, message.progress);
    case 'probed':
      await deps.db
        .updateTable('connections')
        .set({ capabilities: json(message.probe), probed_at: deps.clock.now() })
        .where('id', '=', claim.connection.id)
        .execute();
      return;
    case 'stream-read':
      await streamRead(deps, claim.connection.id, message.stream);
      return matchNews(deps, listening);
    case 'stream-failed': {
      const reference = record.fail(message.fault, message.whole ? null : message.stream);
      return streamFailed(deps, claim.connection.id, message.stream, { ...message, reference });
    }
    case 'caught-up':
      // Of what is loaded from scratch nobody sees anything yet.
      if (claim.trigger !== 'resync') record.caughtUp(message.at);
      return;
  }
}

/** The sales of a long history take a while; which events are matched is known before. */
async function matchNews(deps: SyncDeps, { claim, news }: Listening): Promise<void> {
  if (!news.events || claim.trigger === 'resync') return;
  news.events = false;
  await refreshMatches(deps, claim.organisation.id);
}

async function takeBatch(
  deps: SyncDeps,
  { claim, record, thread, keeper, target, lightener, news }: Listening,
  message: BatchMessage,
): Promise<void> {
  const kept = message.pages === null || keeper === null ? null : await keeper.keep(message.pages);
  const loaded = await load(target, {
    connectionId: claim.connection.id,
    fence: claim.fence,
    syncId: claim.syncId,
    recordedAt: deps.clock.now().getTime(),
    packed: message.packed,
    cursors: message.cursors,
    rejects: message.rejects,
    rejectsResolved: message.readWell,
    disappeared: message.disappeared,
    mend: message.mend,
    replay: message.replay,
  });
  if ((loaded.rows.events ?? 0) + (loaded.rows.performances ?? 0) > 0) news.events = true;
  if (kept !== null && isNothingNew(loaded)) await keeper?.forget(kept);
  thread.answer({ type: 'taken' });
  record.loaded(loaded);
  await lightener.loaded(loaded);
  if (claim.trigger !== 'resync') await record.countStoreSometimes();
}

async function failedSync(
  deps: SyncDeps,
  claim: Claim,
  record: SyncRecord,
  { err, cancelled, stopped }: { err: unknown; cancelled: boolean; stopped: unknown },
): Promise<SyncEnd> {
  // What was loaded until then is here, and said to be.
  if (claim.trigger !== 'resync') await record.countStore().catch(() => undefined);
  if (cancelled) {
    await record.end('cancelled');
    return { state: 'cancelled', halted: null };
  }
  const fault = stopped !== undefined ? (stopped as Fault) : await faultOfSync(deps, claim, err);
  const reference = record.fail(fault, null);
  deps.log.error(
    { err: describeError(err), sync: claim.syncId, connection: claim.connection.name, reference },
    'sync failed',
  );
  // What is new is collected all the same.
  if (claim.trigger !== 'resync') await allStreamsFailed(deps, claim.connection, { fault, afterMs: null, reference });
  await record.end('failed');
  return { state: 'failed', halted: null };
}
