import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';

/** The rows that a table ends with, as columns, in the pieces in which they are appended. */
export interface FinalTable {
  readonly name: string;
  readonly ddl: string;
  readonly columns: readonly string[];
  readonly types: readonly DuckDBType[];
  readonly chunks: readonly DuckDBValue[][][];
}

/** Reads everything out of the store that ours left. */
export async function readFinalRows(data: string): Promise<FinalTable[]> {
  const folder = join(data, 'warehouse');
  const file = (await readdir(folder)).find((name) => name.endsWith('.duckdb'));
  const instance = await DuckDBInstance.create(join(folder, file ?? ''), { access_mode: 'READ_ONLY' });
  try {
    const connection = await instance.connect();
    const tables = await connection.runAndReadAll(
      'SELECT table_name, sql FROM duckdb_tables() WHERE NOT temporary AND estimated_size > 0 ORDER BY table_name',
    );
    const final: FinalTable[] = [];
    for (const [name, ddl] of tables.getRows()) final.push(await readTable(connection, String(name), String(ddl)));
    return final;
  } finally {
    instance.closeSync();
  }
}

async function readTable(connection: DuckDBConnection, name: string, ddl: string): Promise<FinalTable> {
  const result = await connection.stream(`FROM ${name}`);
  const chunks: DuckDBValue[][][] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    chunks.push(chunk.getColumns());
  }
  return { name, ddl, columns: result.columnNames(), types: result.columnTypes(), chunks };
}
