import type { Fault } from '@illuminate/connector-kit';
import { boxOfficeConfig } from '../connections/box-office-config.ts';
import { credentialRejected, credentialUsed } from '../connections/mark-credential.ts';
import { json } from '../control/json.ts';
import type { SyncState } from '../control/schema/syncs.ts';
import { describeError } from '../logger.ts';
import { machineFaultOf } from '../machine-fault.ts';
import { refreshMatches } from '../matching/refresh-matches.ts';
import { createPageKeeper, type PageKeeper } from '../pages/keep-pages.ts';
import { reconcileAfterSync, wantsAnotherRun } from '../reconciliation/after-sync.ts';
import {
  type ComparisonGatherer,
  type ComparisonMessage,
  createComparisonGatherer,
} from '../reconciliation/gathered-totals.ts';
import { Refusal } from '../refusal.ts';
import { noticeOverlaps } from '../sources/notice-overlaps.ts';
import { noticeUnsorted } from '../ticket-classes/notice-unsorted.ts';
import { StoreError } from '../warehouse/errors.ts';
import { type Claim, renewClaim } from './claim-sync.ts';
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
import { type LendTarget, targetOf } from './target-store.ts';

const HEARTBEATS_A_LEASE = 9;
/** Nothing heard from the extracting thread for this long: it is stuck, whatever its heartbeat says. */
const NO_PROGRESS_MS = 4 * 60_000;
/** A run ends itself after its budget; this is for one that does not. */
const OVERTIME_MS = 2 * 60_000;

/** How a sync ended, for whoever has to act on it. */
export interface SyncEnd {
  readonly state: SyncState;
  readonly halted: 'credential' | 'consent' | 'abort' | null;
  /** Something was asked for that another run will do. */
  readonly again?: boolean;
}

/** A fault of ours or of the machine, in words that quote nobody. */
function ourFault(code: string, cause: string, nextStep: string): Fault {
  return { code, cause, whoActs: 'operator', nextStep };
}

/**
 * Runs a claimed sync from start to end: the extracting thread reads, this side loads batch by batch, rows and cursors in one
 * transaction each. `signal` ends it at once; what has been committed stays, with true cursors.
 */
export async function runSync(deps: SyncDeps, claim: Claim, signal: AbortSignal): Promise<SyncEnd> {
  const record = recordSync(deps, claim);
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const watch = watchOver(deps, claim, record, stop);
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

/** Heartbeat and the deadlines: worker dead, too long, no progress. */
function watchOver(deps: SyncDeps, claim: Claim, record: SyncRecord, stop: AbortController): { stop(): void } {
  const startedAt = deps.clock.monotonic();
  const beat = async (): Promise<void> => {
    if (!(await renewClaim(deps, claim))) {
      stop.abort(ourFault('claim-lost', 'Another sync of this connection has taken over.', 'Nothing to do.'));
    } else if (deps.clock.monotonic() - record.lastSign > NO_PROGRESS_MS) {
      stop.abort(
        ourFault('no-progress', 'Nothing came from the box office for four minutes.', 'It is tried again by itself.'),
      );
    } else if (deps.clock.monotonic() - startedAt > record.budgetMs + OVERTIME_MS) {
      stop.abort(ourFault('overtime', 'The sync took longer than it may.', 'It goes on with the next sync by itself.'));
    }
  };
  const timer = setInterval(
    () => {
      beat().catch((err) => deps.log.warn({ err: describeError(err), sync: claim.syncId }, 'heartbeat failed'));
    },
    (deps.config.leaseSeconds * 1_000) / HEARTBEATS_A_LEASE,
  );
  return { stop: () => clearInterval(timer) };
}

async function failedSync(
  deps: SyncDeps,
  claim: Claim,
  record: SyncRecord,
  { err, cancelled, stopped }: { err: unknown; cancelled: boolean; stopped: unknown },
): Promise<SyncEnd> {
  if (cancelled) {
    await record.end('cancelled');
    return { state: 'cancelled', halted: null };
  }
  const isFresh = claim.trigger === 'resync';
  const fault =
    stopped !== undefined
      ? (stopped as Fault)
      : ((isFresh ? await freshFault(deps, claim, err) : null) ?? faultOf(err, claim.organisation.slug));
  const reference = record.fail(fault, null);
  deps.log.error(
    { err: describeError(err), sync: claim.syncId, connection: claim.connection.name, reference },
    'sync failed',
  );
  // What is new is collected all the same.
  if (!isFresh) await allStreamsFailed(deps, claim.connection, { fault, afterMs: null, reference });
  await record.end('failed');
  return { state: 'failed', halted: null };
}

/** What was loaded from scratch so far may be damaged: it is begun anew, and nothing else is touched. */
async function freshFault(deps: SyncDeps, { organisation, connection }: Claim, err: unknown): Promise<Fault | null> {
  if (!(err instanceof StoreError) || err.code !== 'store-damaged') return null;
  await deps.warehouse.dropFresh({ organisationId: organisation.id, connectionId: connection.id });
  return ourFault(
    'resync-damaged',
    'What was loaded from scratch so far cannot be read; what is in use is not affected.',
    'It begins anew by itself.',
  );
}

/** What is told of an error that is not a box office's. */
function faultOf(err: unknown, slug: string): Fault {
  if (err instanceof Refusal) {
    const { code, detail, whoActs, nextStep } = err.parts;
    return { code, cause: detail, whoActs, nextStep };
  }
  const machine = machineFaultOf(err);
  if (machine !== null) return ourFault(machine.code, machine.cause, machine.nextStep);
  const code = err instanceof Error && 'code' in err && typeof err.code === 'string' ? err.code : '';
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return ourFault(
      'out-of-memory',
      'An answer of the box office was too big for the memory a sync may use.',
      'Send the reference to support; nothing that was stored is lost.',
    );
  }
  if (code === 'store-damaged') {
    return ourFault(
      code,
      'The store of this organisation cannot be read; other organisations are not affected.',
      `Put its latest copy in its place: illuminate stores restore ${slug}. Nothing is collected until then.`,
    );
  }
  if (code === 'store-out-of-memory') {
    return ourFault(
      code,
      'The store of this organisation needs more memory than it may use; other organisations are not affected.',
      'It is tried again by itself. If it stays, start with a higher ILLUMINATE_STORE_MEMORY_MB.',
    );
  }
  if (code.startsWith('store-')) {
    return ourFault(
      code,
      err instanceof Error ? err.message : '',
      'It is tried again by itself; the log has more under the reference.',
    );
  }
  return ourFault(
    'internal',
    'Something in Illuminate itself went wrong.',
    'It is tried again by itself; send the reference to support if it stays.',
  );
}
