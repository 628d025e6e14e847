// Server-sent events: a summary whenever a connection changes, worked out once for all who watch.
import type { ConnectionSummary } from '@illuminate/contract';
import type { Context as HonoContext } from 'hono';
import { streamSSE } from 'hono/streaming';
import { allConnections, summariseConnection } from '../connections/list-connections.ts';
import type { Context } from '../context.ts';
import { describeError } from '../logger.ts';

export interface ConnectionWatch {
  /** Answers with a stream that ends when the caller leaves or the server stops. */
  answer(c: HonoContext, only: string | null): Response;
  close(): void;
}

type Told = (summary: ConnectionSummary, organisationId: string) => void;
type Deps = Pick<Context, 'db' | 'clock' | 'connectors' | 'changes' | 'log'>;

const HEARTBEAT_MS = 15_000;
/** Time alone changes what is true ("out of date"), so everything is looked at again. */
const LOOK_AGAIN_MS = 20_000;

export function watchConnections(deps: Deps): ConnectionWatch {
  const closing = new AbortController();
  const watchers = new Set<Told>();
  const told = new Map<string, string>();

  const tell = (summary: ConnectionSummary, organisationId: string): void => {
    const text = JSON.stringify(summary);
    if (told.get(summary.id) === text) return;
    told.set(summary.id, text);
    for (const watcher of watchers) watcher(summary, organisationId);
  };
  const look = async (connectionId: string): Promise<void> => {
    if (watchers.size === 0) return;
    const found = await summariseConnection(deps, connectionId);
    if (found !== null) tell(found.summary, found.organisationId);
  };
  const failed = (err: unknown): void => {
    if (!closing.signal.aborted) deps.log.warn({ err: describeError(err) }, 'watchers could not be told of a change');
  };
  const unsubscribe = deps.changes.subscribe((connectionId) => void look(connectionId).catch(failed));
  const timer = setInterval(() => {
    if (watchers.size === 0) return;
    deps.db
      .selectFrom('connections')
      .select('id')
      .orderBy('id')
      .limit(1000)
      .execute()
      .then(async (rows) => {
        for (const { id } of rows) await look(id);
      })
      .catch(failed);
  }, LOOK_AGAIN_MS);
  timer.unref();

  return {
    answer: (c, only) =>
      streamSSE(c, async (stream) => {
        const queue: ConnectionSummary[] = [];
        let wake: () => void = () => undefined;
        const watcher: Told = (summary, organisationId) => {
          if (only !== null && organisationId !== only) return;
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
      }),
    close() {
      closing.abort();
      clearInterval(timer);
      unsubscribe();
    },
  };
}

const eventOf = (summary: ConnectionSummary) => ({ event: 'connection', data: JSON.stringify(summary) });

const heartbeat = (): Promise<true> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(true), HEARTBEAT_MS).unref();
  });
