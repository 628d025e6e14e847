import { DuckDBInstance } from '@duckdb/node-api';

export interface Took {
  readonly ms: number;
  readonly cpuMs: number;
}

/** What DuckDB takes to read a CSV file into a table, with all cores and the forms of its columns found by itself. */
export const readByDuckDb = (path: string, into: string): Promise<Took> => timed(into, [readInto('sales', path)]);

/**
 * The least that keeping a file of sales takes, whoever does it: its texts are read, and each line is written as the layer that can be
 * taken back, as a ticket, and as its movement in the ledger, from what lies ready in DuckDB. No cell is looked at, no booker is made
 * a pseudonym, no order is put together, nothing is compared, and nothing is sealed.
 */
export const readAndKeep = (path: string, into: string): Promise<Took> =>
  timed(into, [
    readInto('sales', path, ', all_varchar = true'),
    `CREATE TABLE layer AS SELECT 'connection' AS connection_id, 'upload' AS upload_id,
       concat(order_id, '/', event_name, '/', starts_at, '/', ticket_type, '/', rowid % 5) AS source_id, order_id,
       concat(event_name, '/', starts_at) AS performance_id, lower(ticket_type) AS ticket_type_id, 'GBP' AS currency,
       (ticket_total::DECIMAL(12, 2) * 100)::BIGINT AS total_minor FROM sales`,
    `CREATE TABLE tickets AS SELECT connection_id, source_id, order_id, performance_id, performance_id AS event_id, ticket_type_id,
       currency, total_minor, now()::TIMESTAMP AS first_seen, now()::TIMESTAMP AS last_seen, 1 AS movements FROM layer`,
    `CREATE TABLE movements AS SELECT connection_id, md5(concat(connection_id, source_id, 1)) AS movement_id, source_id AS ticket_id,
       1 AS ordinal, 'issue' AS kind, 1 AS quantity, total_minor AS amount_minor, currency, order_id, performance_id,
       now()::TIMESTAMP AS recorded_at FROM layer`,
  ]);

const readInto = (table: string, path: string, more = ''): string =>
  `CREATE TABLE ${table} AS FROM read_csv('${path}'${more})`;

async function timed(into: string, statements: readonly string[]): Promise<Took> {
  const instance = await DuckDBInstance.create(into);
  const connection = await instance.connect();
  const [begun, before] = [performance.now(), process.cpuUsage()];
  await connection.run(`${statements.join(';\n')}; CHECKPOINT`);
  const { user, system } = process.cpuUsage(before);
  const ms = performance.now() - begun;
  connection.closeSync();
  instance.closeSync();
  return { ms, cpuMs: (user + system) / 1_000 };
}
