import { blobValue, DuckDBDataChunk, DuckDBInstance, DuckDBTimestampValue, type DuckDBValue } from '@duckdb/node-api';
import type { FinalTable } from './final-rows.ts';

/** Rows of all tables for one transaction, prepared, and what puts them in. */
export interface Appending {
  readonly way: string;
  /** Appends everything in transactions of about the size of ours, checkpoint included. */
  run(): Promise<void>;
}

const CHUNKS_PER_COMMIT = 20;
const SETTINGS = {
  // A second thread took twice the processor time, which the parsing needs.
  threads: '1',
  memory_limit: '1GB',
  temp_directory: '',
  checkpoint_threshold: '256MB',
  preserve_insertion_order: 'false',
};

async function intoNewStore(
  file: string,
  ddl: readonly string[],
  append: (instance: DuckDBInstance) => Promise<void>,
): Promise<void> {
  const instance = await DuckDBInstance.create(file, SETTINGS);
  try {
    const connection = await instance.connect();
    await connection.run(ddl.join(';'));
    await append(instance);
    await connection.run('CHECKPOINT');
  } finally {
    instance.closeSync();
  }
}

/** Data chunks of 2,048 rows, filled column by column from prepared values. */
export function appendChunks(tables: readonly FinalTable[], file: () => string): Appending {
  const ddl = tables.map((table) => table.ddl);
  return {
    way: 'data chunks',
    run: () =>
      intoNewStore(file(), ddl, async (instance) => {
        const connection = await instance.connect();
        for (const { name, types, chunks } of tables) {
          for (let from = 0; from < chunks.length; from += CHUNKS_PER_COMMIT) {
            await connection.run('BEGIN');
            const appender = await connection.createAppender(name);
            for (const columns of chunks.slice(from, from + CHUNKS_PER_COMMIT)) {
              const chunk = DuckDBDataChunk.create(types, columns[0]?.length ?? 0);
              chunk.setColumns(columns);
              appender.appendDataChunk(chunk);
            }
            appender.closeSync();
            await connection.run('COMMIT');
            await new Promise((resolve) => setImmediate(resolve));
          }
        }
      }),
  };
}

/** One text a column, split by DuckDB: what ours does, without what ours does besides. */
export function appendTexts(tables: readonly FinalTable[], file: () => string): Appending {
  const utf8 = new TextEncoder();
  const batches = tables.flatMap(({ name, columns, types, chunks }) => {
    const texts = columns.map((column, at) => `unnest(string_split(decode($${at + 1}), chr(31))) AS ${column}`);
    const values = columns.map((column, at) => {
      const type = types[at]?.toString() ?? 'VARCHAR';
      const text = `nullif(${column}, chr(30))`;
      return type === 'VARCHAR' ? text : type === 'TIMESTAMP' ? `make_timestamp(${text}::BIGINT)` : `${text}::${type}`;
    });
    const sql = `INSERT INTO ${name} SELECT ${values.join(', ')} FROM (SELECT ${texts.join(', ')})`;
    const packed: { sql: string; blobs: DuckDBValue[] }[] = [];
    for (let from = 0; from < chunks.length; from += CHUNKS_PER_COMMIT) {
      const piece = chunks.slice(from, from + CHUNKS_PER_COMMIT);
      const blobs = columns.map((_, at) =>
        blobValue(utf8.encode(piece.flatMap((chunk) => (chunk[at] ?? []).map(asText)).join('\x1f'))),
      );
      packed.push({ sql, blobs });
    }
    return packed;
  });
  // Nothing of what the texts were made of is kept.
  const ddl = tables.map((table) => table.ddl);
  return {
    way: 'packed texts',
    run: () =>
      intoNewStore(file(), ddl, async (instance) => {
        const connection = await instance.connect();
        for (const { sql, blobs } of batches) await connection.run(sql, blobs);
      }),
  };
}

function asText(value: DuckDBValue): string {
  if (value === null) return '\x1e';
  if (value instanceof DuckDBTimestampValue) return String(value.micros);
  return String(value);
}
