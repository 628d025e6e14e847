// Server-sent events: a summary whenever a connection changes, worked out once for all who watch.
import type { ConnectionSummary } from '@illuminate/contract';
import type { Context as HonoContext } from 'hono';
import { streamSSE } from 'hono/streaming';
import { allConnections, summariseConnection } from '../connections/list-connections.ts';
import type { Context } from '../context.ts';
import { describeError } from '../logger.ts';

export interface ConnectionWatch {
  /** Answers with a stream that ends when the caller leaves or the server stops. */
  answer(c: HonoContext, only: string | null): Promise<Response>;
  close(): void;
}

type Told = (summary: ConnectionSummary) => void;
type Deps = Pick<Context, 'db' | 'clock' | 'connectors' | 'changes' | 'log'>;

const HEARTBEAT_MS = 15_000;
/** Time alone changes what is true ("out of date"), so everything is looked at again. */
const LOOK_AGAIN_MS = 20_000;

export function watchConnections(deps: Deps): ConnectionWatch {
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
    const summary = watchers.size === 0 ? null : await summariseConnection(deps, connectionId);
    if (summary !== null) tell(summary);
  };
  const lookAgain = async (): Promise<void> => {
    if (watchers.size === 0) told.clear();
    else for (const summary of await allConnections(deps, null)) tell(summary);
  };
  const failed = (err: unknown): void => {
    if (!closing.signal.aborted) deps.log.warn({ err: describeError(err) }, 'watchers could not be told of a change');
  };
  const unsubscribe = deps.changes.subscribe((connectionId) => void look(connectionId).catch(failed));
  const timer = setInterval(() => void lookAgain().catch(failed), LOOK_AGAIN_MS);
  timer.unref();

  return {
    async answer(c, only) {
      const slug = only === null ? null : await slugOf(deps, only);
      return streamSSE(c, async (stream) => {
        const queue: ConnectionSummary[] = [];
        let wake: () => void = () => undefined;
        const watcher: Told = (summary) => {
          if (slug !== null && summary.organisation.slug !== slug) return;
          queue.push(summary);
          wake();
        };
        watchers.add(watcher);
        const stop = (): void => wake();
        closing.signal.addEventListener('abort', stop, { once: true });
        stream.onAbort(stop);
        try {
          for (const summary of await allConnections(deps, only)) await stream.writeSSE(eventOf(summary));
          while (!closing.signal.aborted && !stream.aborted && !stream.closed) {
            const next = queue.shift();
            if (next !== undefined) await stream.writeSSE(eventOf(next));
            else if (
              await Promise.race([new Promise<false>((resolve) => (wake = () => resolve(false))), heartbeat()])
            ) {
              await stream.write(': still here\n\n');
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

async function slugOf({ db }: Pick<Context, 'db'>, organisationId: string): Promise<string> {
  const { slug } = await db
    .selectFrom('organisations')
    .select('slug')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return slug;
}

const eventOf = (summary: ConnectionSummary) => ({ event: 'connection', data: JSON.stringify(summary) });

const heartbeat = (): Promise<true> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(true), HEARTBEAT_MS).unref();
  });
