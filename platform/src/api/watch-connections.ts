// Server-sent events: a summary whenever a connection changes, worked out once for all who watch.
import type { ConnectionSummary } from '@illuminate/contract';
import type { Context as HonoContext } from 'hono';
import { streamSSE } from 'hono/streaming';
import { EVERYTHING, type Reach, viewOf } from '../access/reach.ts';
import { allConnections, summariseConnection } from '../connections/list-connections.ts';
import { summaryOnly } from '../connections/status-only.ts';
import type { Context } from '../context.ts';
import type { RememberedFleet } from '../fleet/remember-fleet.ts';
import { describeError } from '../logger.ts';

export interface ConnectionWatch {
  /**
   * Answers with a stream that ends when the caller leaves or the server stops, and once `reachNow` says null: the session has
   * ended, or its roles no longer allow it.
   */
  answer(c: HonoContext, asked: AskedToWatch): Promise<Response>;
  close(): void;
}

export interface AskedToWatch {
  readonly reach: Reach;
  /** What comes at first: every connection, or none, for whoever asks for those in sight once the stream is open. */
  readonly first: 'all' | 'none';
  readonly reachNow: () => Promise<Reach | null>;
}

type Told = (summary: ConnectionSummary) => void;
type Deps = Pick<Context, 'db' | 'clock' | 'connectors' | 'changes' | 'log'>;

const HEARTBEAT_MS = 15_000;
/** Time alone changes what is true ("out of date"), so everything is looked at again. */
const LOOK_AGAIN_MS = 20_000;

export function watchConnections(deps: Deps, fleet: Pick<RememberedFleet, 'summaries'>): ConnectionWatch {
  const closing = new AbortController();
  const watchers = new Set<Told>();
  const told = new Map<string, string>();

  const tell = (summary: ConnectionSummary): void => {
    const text = JSON.stringify(summary);
    if (told.get(summary.id) === text) return;
    told.set(summary.id, text);
    for (const watcher of watchers) watcher(summary);
  };
  const look = async (connectionId: string): Promise<void> => {
    // What was told stays true while nobody watches, until all is looked at again.
    const isKept = watchers.size > 0 || told.size > 0;
    const summary = isKept ? await summariseConnection(deps, connectionId, EVERYTHING) : null;
    if (summary !== null) tell(summary);
  };
  const lookAgain = async (): Promise<void> => {
    if (watchers.size === 0) told.clear();
    else for (const summary of await allConnections(deps, EVERYTHING)) tell(summary);
  };
  let base: Promise<void> | null = null;
  /** Whoever is told of changes only has to be told of none that is older than the stream. */
  const takeBase = (): Promise<void> => {
    if (told.size > 0) return Promise.resolve();
    base ??= fleet
      .summaries()
      .then((summaries) => {
        for (const summary of summaries) told.set(summary.id, JSON.stringify(summary));
      })
      .finally(() => {
        base = null;
      });
    return base;
  };
  const failed = (err: unknown): void => {
    if (!closing.signal.aborted) deps.log.warn({ err: describeError(err) }, 'watchers could not be told of a change');
  };
  const unsubscribe = deps.changes.subscribe((connectionId) => void look(connectionId).catch(failed));
  const timer = setInterval(() => void lookAgain().catch(failed), LOOK_AGAIN_MS);
  timer.unref();

  return {
    async answer(c, { reach, first, reachNow }) {
      if (first === 'none') await takeBase();
      return streamSSE(c, async (stream) => {
        let queue: ConnectionSummary[] = [];
        let wake: () => void = () => undefined;
        const watcher: Told = (summary) => {
          queue.push(summary);
          wake();
        };
        watchers.add(watcher);
        const stop = (): void => wake();
        closing.signal.addEventListener('abort', stop, { once: true });
        stream.onAbort(stop);
        try {
          const all = first === 'all' ? await allConnections(deps, reach) : [];
          for (const summary of all) await stream.writeSSE(eventOf(summary));
          while (!closing.signal.aborted && !stream.aborted && !stream.closed) {
            const isQuiet =
              queue.length === 0 &&
              (await Promise.race([new Promise<false>((resolve) => (wake = () => resolve(false))), heartbeat()]));
            // Asked before anything is told, so that whoever was shut out meanwhile is told nothing more.
            const now = await reachNow();
            if (now === null) return;
            if (isQuiet) await stream.write(': still here\n\n');
            const changed = queue;
            queue = [];
            for (const summary of changed) {
              const shown = await asReached(deps, summary, now);
              if (shown !== null) await stream.writeSSE(eventOf(shown));
            }
          }
        } finally {
          watchers.delete(watcher);
          closing.signal.removeEventListener('abort', stop);
        }
      });
    },
    close() {
      closing.abort();
      clearInterval(timer);
      unsubscribe();
    },
  };
}

/** As much of a summary as somebody may see of it; null for nothing. */
async function asReached(
  { db }: Pick<Context, 'db'>,
  summary: ConnectionSummary,
  reach: Reach,
): Promise<ConnectionSummary | null> {
  if (reach.all && reach.within === null) return summary;
  const row = await db
    .selectFrom('connections')
    .select(['organisation_id', 'provider', 'state'])
    .where('id', '=', summary.id)
    .executeTakeFirst();
  const view = row === undefined ? null : viewOf(reach, row);
  if (view === null) return null;
  return view === 'whole' ? summary : summaryOnly(summary);
}

const eventOf = (summary: ConnectionSummary) => ({ event: 'connection', data: JSON.stringify(summary) });

const heartbeat = (): Promise<true> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(true), HEARTBEAT_MS).unref();
  });
