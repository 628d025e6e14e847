import { DuckDBInstance } from '@duckdb/node-api';
import { type Logger, silentLogger } from '../logger.ts';
import { StoreError } from './errors.ts';
import { literal } from './layout.ts';
import { type Session, sessionOf } from './session.ts';

/** Rows and checksum of every table. */
export type Checksums = Readonly<Record<string, { readonly rows: number; readonly sum: string }>>;

/** Reads every column of every row of every table of the database `name`, and so every block that holds any. */
export async function checksumsOf(session: Session, name: string): Promise<Checksums> {
  const tables = await session.rows(
    'SELECT table_name FROM duckdb_tables() WHERE database_name = $1 AND NOT temporary ORDER BY table_name',
    [name],
  );
  const checksums: Record<string, { rows: number; sum: string }> = {};
  for (const { table_name } of tables) {
    const table = String(table_name);
    const [row] = await session.rows(
      `SELECT count(*) AS rows, coalesce(sum(hash(t)::HUGEINT), 0)::VARCHAR AS sum FROM ${quoted(name)}.main.${quoted(table)} t`,
    );
    checksums[table] = { rows: Number(row?.rows), sum: String(row?.sum) };
  }
  return checksums;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * Opens a closed file by itself and reads all of it, from the disk: what another instance holds in memory is not asked.
 * `signal` ends it.
 * @throws StoreError as DuckDB's error is understood
 */
export async function readWhole(
  file: string,
  organisationId: string,
  { log = silentLogger, signal }: { log?: Logger; signal?: AbortSignal } = {},
): Promise<Checksums> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '128MB', temp_directory: '' });
  try {
    const session = sessionOf(await instance.connect(), organisationId, log, () => {});
    const stop = (): void => session.interrupt();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      await session.run(`ATTACH ${literal(file)} AS copied (READ_ONLY)`);
      signal?.throwIfAborted();
      return await checksumsOf(session, 'copied');
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  } finally {
    instance.closeSync();
  }
}

/**
 * Reads all of a copy.
 * @throws StoreError `copy-damaged` if a block cannot be read or the content is not what `expected` says
 */
export async function verifyCopy(
  file: string,
  organisationId: string,
  expected: Checksums | null,
  log: Logger = silentLogger,
): Promise<Checksums> {
  try {
    const found = await readWhole(file, organisationId, { log });
    if (expected !== null && !isSame(found, expected)) throw damaged();
    return found;
  } catch (err) {
    throw err instanceof StoreError && err.code === 'store-out-of-memory' ? err : damaged();
  }
}

function isSame(found: Checksums, expected: Checksums): boolean {
  const names = Object.keys(expected);
  return (
    names.length === Object.keys(found).length &&
    names.every((name) => found[name]?.rows === expected[name]?.rows && found[name]?.sum === expected[name]?.sum)
  );
}

function damaged(): StoreError {
  return new StoreError('copy-damaged', 'This copy of the store cannot be read whole. Take an older one.');
}
