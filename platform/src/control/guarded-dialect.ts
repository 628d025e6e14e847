// What holds for every query of the control database, whichever back end answers it.
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import { OWN_ERROR } from '../logger.ts';
import { enterTransaction, refuseInsideTransaction } from './transaction-scope.ts';

const MOST_ROWS = 1000;

export class TooManyRows extends Error {
  override readonly name = 'TooManyRows';
  readonly [OWN_ERROR] = true;
  readonly code = 'too_many_rows';

  constructor(rows: number) {
    super(`A control query returned ${rows} rows; the most allowed is ${MOST_ROWS}: give it a limit and page.`);
  }
}

/** `before` is called before every statement. */
export function guardedDialect(inner: Dialect, before: () => void = () => undefined): Dialect {
  return {
    createAdapter: () => inner.createAdapter(),
    createQueryCompiler: () => inner.createQueryCompiler(),
    createIntrospector: (db) => inner.createIntrospector(db),
    createDriver: () => guardedDriver(inner.createDriver(), before),
  };
}

interface Guarded extends DatabaseConnection {
  inner: DatabaseConnection;
  leave?: () => void;
}

function guardedDriver(inner: Driver, before: () => void): Driver {
  const end = async (connection: DatabaseConnection, finish: Driver['commitTransaction']) => {
    const guarded = ours(connection);
    try {
      before();
      await finish.call(inner, guarded.inner);
    } finally {
      guarded.leave?.();
      delete guarded.leave;
    }
  };
  return {
    init: () => inner.init(),
    destroy: () => inner.destroy(),
    async acquireConnection() {
      refuseInsideTransaction('The control database was used beside the transaction');
      return guardedConnection(await inner.acquireConnection(), before);
    },
    releaseConnection: (connection) => inner.releaseConnection(ours(connection).inner),
    beginTransaction(connection, settings) {
      // Before any await: see enterTransaction.
      ours(connection).leave = enterTransaction();
      before();
      return inner.beginTransaction(ours(connection).inner, settings);
    },
    commitTransaction: (connection) => end(connection, inner.commitTransaction),
    rollbackTransaction: (connection) => end(connection, inner.rollbackTransaction),
    savepoint: async (connection, name, compile) => inner.savepoint?.(ours(connection).inner, name, compile),
    rollbackToSavepoint: async (connection, name, compile) =>
      inner.rollbackToSavepoint?.(ours(connection).inner, name, compile),
    releaseSavepoint: async (connection, name, compile) =>
      inner.releaseSavepoint?.(ours(connection).inner, name, compile),
  };
}

/** Kysely hands back what acquireConnection gave it. */
function ours(connection: DatabaseConnection): Guarded {
  return connection as Guarded;
}

function guardedConnection(inner: DatabaseConnection, before: () => void): Guarded {
  return {
    inner,
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      before();
      const result = await inner.executeQuery<R>(query);
      if (result.rows.length > MOST_ROWS) throw new TooManyRows(result.rows.length);
      return result;
    },
    // biome-ignore lint/correctness/useYield: a stream would go round the limit of rows, so there is none.
    async *streamQuery() {
      throw new TypeError('The control database does not stream; page by key instead.');
    },
  };
}
