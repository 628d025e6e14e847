import {
  type DuckDBConnection,
  type DuckDBMaterializedResult,
  type DuckDBPreparedStatement,
  StatementType,
} from '@duckdb/node-api';
import type { Logger } from '../logger.ts';
import { type CopyRows, copySql } from './copy-rows.ts';
import { damagedStore, faultOf, StoreError } from './errors.ts';
import type { Parameter } from './store-types.ts';

/** One connection to a store. The only place that hears DuckDB's errors, and turns them into ours. */
export interface Session {
  /** @returns how many rows the last statement wrote or removed. */
  run(sql: string, parameters?: readonly Parameter[]): Promise<number>;
  rows(sql: string, parameters?: readonly Parameter[]): Promise<Record<string, unknown>[]>;
  /** @throws StoreError `statement-refused` unless `sql` is one SELECT. */
  select(sql: string, parameters?: readonly Parameter[]): Promise<Record<string, unknown>[]>;
  /** Writes the rows of one SELECT into a file. @returns how many */
  copyRows(request: CopyRows): Promise<number>;
  interrupt(): void;
  close(): void;
}

/** `onFatal` is called when DuckDB gave up on the file, so that it can be closed. */
export function sessionOf(
  connection: DuckDBConnection,
  organisationId: string,
  log: Logger,
  onFatal: () => void,
): Session {
  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (err) {
      if (err instanceof StoreError) throw err;
      const ours = storeErrorOf(err, organisationId, log);
      if (faultOf(err).isFatal) onFatal();
      throw ours;
    }
  }

  const result = async (
    sql: string,
    parameters: readonly Parameter[] | undefined,
  ): Promise<DuckDBMaterializedResult> => {
    if (parameters === undefined || parameters.length === 0) return connection.run(sql);
    const prepared = await connection.prepare(sql);
    try {
      bind(prepared, parameters);
      return await prepared.run();
    } finally {
      prepared.destroySync();
    }
  };

  const prepareSelect = async (sql: string, parameters: readonly Parameter[] | undefined) => {
    const statements = await connection.extractStatements(sql);
    if (statements.count !== 1) throw refused();
    const prepared = await statements.prepare(0);
    try {
      if (prepared.statementType !== StatementType.SELECT) throw refused();
      if (parameters !== undefined) bind(prepared, parameters);
      return prepared;
    } catch (err) {
      prepared.destroySync();
      throw err;
    }
  };

  return {
    run: (sql, parameters) => guarded(async () => writtenBy(await result(sql, parameters))),
    rows: (sql, parameters) => guarded(async () => objectsOf(await result(sql, parameters))),
    select: (sql, parameters) =>
      guarded(async () => {
        const prepared = await prepareSelect(sql, parameters);
        try {
          return await objectsOf(await prepared.run());
        } finally {
          prepared.destroySync();
        }
      }),
    copyRows: (request) =>
      guarded(async () => {
        (await prepareSelect(request.sql, request.parameters)).destroySync();
        return writtenBy(await result(copySql(request), request.parameters));
      }),
    interrupt: () => connection.interrupt(),
    close: () => connection.closeSync(),
  };
}

/** Ours for an error of DuckDB's, after logging what may be logged of it. */
function storeErrorOf(err: unknown, organisationId: string, log: Logger): StoreError {
  const { code, sentence, kind } = faultOf(err);
  const ours = code === 'store-damaged' ? damagedStore(organisationId) : new StoreError(code, sentence);
  log.warn({ organisationId, code, reference: ours.reference, kind }, 'a store refused a statement');
  return ours;
}

function refused(): StoreError {
  return new StoreError('statement-refused', 'A report may run one SELECT and nothing else.');
}

/**
 * Bytes are bound as they are. As a value of DuckDB's they would be copied once more, and that copy lives until the collection of
 * garbage finds its handle: in a first load, megabytes a batch.
 */
function bind(prepared: DuckDBPreparedStatement, parameters: readonly Parameter[]): void {
  parameters.forEach((value, at) => {
    if (value instanceof Uint8Array) prepared.bindBlob(at + 1, value);
    else prepared.bindValue(at + 1, value);
  });
}

/** CREATE TABLE … AS says how many rows it made in a result of its own. */
async function writtenBy(result: DuckDBMaterializedResult): Promise<number> {
  if (result.statementType !== StatementType.CREATE || result.columnCount === 0) return result.rowsChanged;
  const rows = await result.getRowObjectsJS();
  return Number(rows[0]?.Count ?? 0);
}

async function objectsOf(result: DuckDBMaterializedResult): Promise<Record<string, unknown>[]> {
  return (await result.getRowObjectsJS()).map(plainRow);
}

function plainRow(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'bigint' && value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER) {
    return Number(value);
  }
  return value;
}
