// The way of every report to a store: looked over before it runs, ended in time, and ended with whoever asked.
import type { Organisation } from '../control/schema/organisations.ts';
import type { CopyRows } from '../warehouse/copy-rows.ts';
import type { KindOfStatement } from '../warehouse/statement-turns.ts';
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
  /** With what is waited for turns at statements. */
  readonly mostMs: number;
  /** What waits for whom, where many ask at once. */
  readonly kind: KindOfStatement;
}

export interface Asking {
  readonly store: Store;
  /** Aborted when it is too late, and when whoever asked is gone. */
  readonly signal: AbortSignal;
  query(statement: Statement): Promise<Record<string, unknown>[]>;
  /** Into a file, however many they are. @returns how many */
  copyRows(request: CopyRows): Promise<number>;
}

/** An interrupt that comes between two statements is lost: it is said until the work is over. */
const SAID_AGAIN_MS = 50;

/** Lends a store to the work of a report. @throws RunEnded where the work did not end by itself */
export async function askStore<T>(
  warehouse: Pick<Warehouse, 'withStore' | 'statementTurns'>,
  { organisation, signal, mostMs, kind }: AskStore,
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
        const plain = await plainSources(store);
        const turn: Turn = (statement) =>
          warehouse.statementTurns({ organisationId: organisation.id, kind, signal: ending.signal }, statement);
        return await work(askingOf({ store, signal: ending.signal, plain, turn }));
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

type Turn = <T>(statement: () => Promise<T>) => Promise<T>;

interface AskingOf {
  readonly store: Store;
  readonly signal: AbortSignal;
  readonly plain: (sql: string) => string;
  readonly turn: Turn;
}

function askingOf({ store, signal, plain, turn }: AskingOf): Asking {
  const looked = async (statement: string): Promise<string> => {
    const sql = plain(statement);
    await guardStatement(store, sql);
    signal.throwIfAborted();
    return sql;
  };
  return {
    store,
    signal,
    query: async ({ sql: statement, parameters }) => {
      const sql = await looked(statement);
      return turn(() => store.query(sql, parameters));
    },
    copyRows: async ({ sql: statement, ...request }) => {
      const sql = await looked(statement);
      return turn(() => store.copyRows({ ...request, sql }));
    },
  };
}
