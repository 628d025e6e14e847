import { hostname } from 'node:os';
import { newId } from '../control/new-id.ts';
import type { SyncTrigger } from '../control/schema/syncs.ts';
import { describeError } from '../logger.ts';
import { notFound, notPossibleNow, Refusal } from '../refusal.ts';
import { type Claim, claimSync, releaseDeadClaims } from './claim-sync.ts';
import { dueConnections } from './due-connections.ts';
import { refuseUnlessCollecting } from './refuse-unless-collecting.ts';
import { resyncTurns } from './resync-turns.ts';
import { isRework } from './reworks.ts';
import { runSync, type SyncEnd } from './run-sync.ts';
import type { SyncDeps } from './sync-deps.ts';

export type Trigger = SyncTrigger;

/** What a person may ask of one sync beside the usual. */
export interface SyncWish {
  /** What is missing from a feed is gone, however much it is. Needs a sync of its own. */
  readonly acceptAbsent: boolean;
}

/** Sends a sync's id to whichever worker has room; jobs/ gives it. */
export interface SyncDispatch {
  send(syncId: string): Promise<void>;
}

/** Starts, watches and ends syncs: one at a time per connection, a few at a time in all. */
export interface SyncRunner {
  /** Asks for a sync of a connection, or joins the one that is queued or running. @throws Refusal if it does not collect now */
  request(connectionId: string, trigger: Trigger, wish?: SyncWish): Promise<{ syncId: string }>;
  /** The job behind a dispatch: runs that sync to its end. */
  run(syncId: string): Promise<void>;
  /** Ends a running sync at once, and what is queued; resolves when nothing is collected any more. */
  cancel(connectionId: string, reason: string): Promise<void>;
  /** Asks for a sync of every connection that is due. */
  dispatchDue(): Promise<void>;
  /** Cancels everything and waits for it. */
  close(): Promise<void>;
}

export interface SyncRunnerOptions {
  readonly deps: SyncDeps;
  readonly dispatch: SyncDispatch;
  /** What the platform does when a run was halted: look at the consents at once, say. */
  readonly onHalted: (connectionId: string, why: NonNullable<SyncEnd['halted']>) => Promise<void>;
}

export async function createSyncRunner({ deps, dispatch, onHalted }: SyncRunnerOptions): Promise<SyncRunner> {
  const worker = `${hostname()}/${process.pid}`;
  const running = new Map<
    string,
    { readonly syncId: string; readonly stop: AbortController; readonly done: Promise<unknown> }
  >();
  /** Syncs with such a wish. It is forgotten with the process: nothing is deleted then, and it can be said again. */
  const acceptingAbsent = new Set<string>();
  /** Ended, which could not be written down: the disk was full, say. */
  const unended = new Set<string>();
  let closing = false;
  await releaseDeadClaims(deps, 'all');
  // Jobs of queued syncs may have been lost with the process; what is due is asked for again.
  await deps.db
    .updateTable('syncs')
    .set({ state: 'interrupted', ended_at: deps.clock.now() })
    .where('state', '=', 'queued')
    .execute();

  const execute = async (claim: Claim): Promise<void> => {
    const stop = new AbortController();
    const done = runSync(deps, claim, stop.signal);
    running.set(claim.connection.id, { syncId: claim.syncId, stop, done });
    deps.changes.changed(claim.connection.id);
    // What follows a halted run, such as a withdrawal, must not find it running and cancel it.
    done.catch(() => unended.add(claim.syncId));
    const { halted, again } = await done.finally(() => running.delete(claim.connection.id));
    if (halted !== null) await onHalted(claim.connection.id, halted);
    if (again === true && !closing) await goOn(claim.connection.id);
  };

  /** Somebody may have paused it meanwhile. */
  const goOn = async (connectionId: string): Promise<void> => {
    try {
      await request(connectionId, 'manual');
    } catch (err) {
      if (!(err instanceof Refusal)) throw err;
    }
  };

  const request: SyncRunner['request'] = async (connectionId, trigger, wish) => {
    const { db, clock, changes } = deps;
    const { id: syncId, isNew } = await db.transaction().execute(async (trx) => {
      const connection = await trx
        .selectFrom('connections')
        .select(['name', 'state', 'method'])
        .where('id', '=', connectionId)
        .forUpdate()
        .executeTakeFirst();
      if (connection === undefined) throw notFound('connection');
      refuseUnlessCollecting(connection, trigger);
      const open = await trx
        .selectFrom('syncs')
        .select(['id', 'trigger'])
        .where('connection_id', '=', connectionId)
        .where('state', 'in', ['queued', 'running'])
        .executeTakeFirst();
      if (open !== undefined && isOtherWork(open.trigger, trigger)) {
        throw notPossibleNow(`${UNDER_WAY[open.trigger] ?? 'A sync'} of ${connection.name} is under way.`, WHEN_OVER);
      }
      if (open !== undefined && wish?.acceptAbsent === true) {
        throw notPossibleNow(`A sync of ${connection.name} is under way.`, WHEN_OVER);
      }
      if (open !== undefined) return { id: open.id, isNew: false };
      const id = newId('syn');
      const newest = await trx
        .selectFrom('syncs')
        .select('queued_at')
        .where('connection_id', '=', connectionId)
        .orderBy('queued_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      await trx
        .insertInto('syncs')
        .values({
          id,
          connection_id: connectionId,
          trigger,
          state: 'queued',
          queued_at: after(newest?.queued_at, clock.now()),
        })
        .execute();
      return { id, isNew: true };
    });
    if (isNew) {
      if (wish?.acceptAbsent === true) acceptingAbsent.add(syncId);
      await dispatch.send(syncId);
      changes.changed(connectionId);
    }
    return { syncId };
  };

  return {
    request,

    async run(syncId) {
      if (closing) return;
      const claim = await claimSync(deps, syncId, worker);
      const acceptAbsent = acceptingAbsent.delete(syncId);
      if (claim !== null) await execute({ ...claim, acceptAbsent });
    },

    async cancel(connectionId, reason) {
      await deps.db
        .updateTable('syncs')
        .set({ state: 'cancelled', ended_at: deps.clock.now() })
        .where('connection_id', '=', connectionId)
        .where('state', '=', 'queued')
        .execute();
      const run = running.get(connectionId);
      if (run === undefined) return;
      if (!run.stop.signal.aborted) deps.log.info({ connection: connectionId, reason }, 'sync is cancelled');
      run.stop.abort();
      await run.done.catch(() => undefined);
    },

    async dispatchDue() {
      if (closing) return;
      const dead = [...unended];
      await releaseDeadClaims(deps, { alive: [...running.values()].map(({ syncId }) => syncId), dead });
      for (const syncId of dead) unended.delete(syncId);
      const resyncs = new Map((await resyncTurns(deps)).map(({ connectionId, isFirst }) => [connectionId, isFirst]));
      const ask = async (connectionId: string, trigger: Trigger): Promise<void> => {
        try {
          await request(connectionId, trigger);
        } catch (err) {
          deps.log.warn({ err: describeError(err), connection: connectionId }, 'a due sync could not be asked for');
        }
      };
      for await (const connectionId of dueConnections(deps)) {
        if (resyncs.get(connectionId) === true) continue;
        resyncs.delete(connectionId);
        await ask(connectionId, 'schedule');
      }
      for (const connectionId of resyncs.keys()) await ask(connectionId, 'resync');
    },

    async close() {
      closing = true;
      const runs = [...running.values()];
      for (const { stop } of runs) stop.abort();
      await Promise.allSettled(runs.map(({ done }) => done));
    },
  };
}

const WHEN_OVER = 'Ask again when it is over.';
const UNDER_WAY: Partial<Record<SyncTrigger, string>> = { replay: 'A replay', resync: 'Loading from scratch' };

/** What a person asks for does not come of other work that is under way. The clock joins whatever there is, and comes again. */
function isOtherWork(open: SyncTrigger, asked: SyncTrigger): boolean {
  return isRework(asked) ? open !== asked : isRework(open) && asked === 'manual';
}

/** The newest sync is the one that was queued last, also where the clock was put back since the one before. */
function after(newest: Date | undefined, now: Date): Date {
  return newest === undefined || newest < now ? now : new Date(newest.getTime() + 1);
}
