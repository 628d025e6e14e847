// The way of every report to a store: looked over before it runs, ended in time, and ended with whoever asked.
import type { Organisation } from '../control/schema/organisations.ts';
import type { CopyRows } from '../warehouse/copy-rows.ts';
import type { Store } from '../warehouse/store-types.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { Statement } from './compile/compile-report.ts';
import { guardStatement } from './guard-statement.ts';
import { plainSources } from './plain-sources.ts';
import { endedByLeaving, endedLate, RunEnded } from './run-ended.ts';

export interface AskStore {
  readonly organisation: Pick<Organisation, 'id'>;
  /** Aborted with a `RunEnded` as its reason, or without one where a caller went away. */
  readonly signal?: AbortSignal | undefined;
  readonly mostMs: number;
}

export interface Asking {
  readonly store: Store;
  /** Aborted when it is too late, and when whoever asked is gone. */
  readonly signal: AbortSignal;
  query(statement: Statement): Promise<Record<string, unknown>[]>;
  /** Into a file, however many they are. @returns how many */
  copyRows(request: CopyRows): Promise<number>;
  /** In portions, while they are made. Nothing else may be asked meanwhile. */
  stream(statement: Statement): AsyncIterable<Record<string, unknown>[]>;
}

/** An interrupt that comes between two statements is lost: it is said until the work is over. */
const SAID_AGAIN_MS = 50;

/** Lends a store to the work of a report. @throws RunEnded where the work did not end by itself */
export async function askStore<T>(
  warehouse: Pick<Warehouse, 'withStore'>,
  { organisation, signal, mostMs }: AskStore,
  work: (asking: Asking) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const leave = (): void => ending.abort(signal?.reason instanceof RunEnded ? signal.reason : endedByLeaving());
  if (signal?.aborted === true) leave();
  signal?.addEventListener('abort', leave);
  const timer = setTimeout(() => ending.abort(endedLate(mostMs)), mostMs);
  try {
    return await warehouse.withStore(organisation.id, async (store) => {
      let saying: NodeJS.Timeout | undefined;
      const interrupt = (): void => {
        store.interrupt();
        saying ??= setInterval(() => store.interrupt(), SAID_AGAIN_MS);
      };
      ending.signal.addEventListener('abort', interrupt);
      try {
        ending.signal.throwIfAborted();
        return await work(askingOf(store, ending.signal, await plainSources(store)));
      } catch (err) {
        // Whatever it met on the way out: this is why.
        if (ending.signal.aborted) throw ending.signal.reason;
        throw err;
      } finally {
        clearInterval(saying);
        ending.signal.removeEventListener('abort', interrupt);
      }
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
  }
}

function askingOf(store: Store, signal: AbortSignal, plain: (sql: string) => string): Asking {
  const looked = async (statement: string): Promise<string> => {
    const sql = plain(statement);
    await guardStatement(store, sql);
    signal.throwIfAborted();
    return sql;
  };
  return {
    store,
    signal,
    query: async ({ sql, parameters }) => store.query(await looked(sql), parameters),
    async *stream({ sql, parameters }) {
      for await (const rows of store.stream(await looked(sql), parameters)) {
        signal.throwIfAborted();
        yield rows;
      }
    },
    copyRows: async ({ sql, ...request }) => store.copyRows({ ...request, sql: await looked(sql) }),
  };
}
