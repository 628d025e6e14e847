import { writeFile } from 'node:fs/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** What of the people of a box office is in a database that was filled from it. */
export interface PersonalKept {
  /** How many texts of people were looked for. */
  readonly texts: number;
  /** In how many columns. */
  readonly columns: number;
  /** Where some were found: `customers` to `email`, `phone`. */
  readonly found: ReadonlyMap<string, readonly string[]>;
}

/** Whole values are looked up among all texts; within longer values, so many texts are looked for in so many values. */
const TEXTS_WITHIN = 10_000;
const VALUES_WITHIN = 1_000;
/** Shorter ones occur by chance. */
const SHORTEST = 6;

/** Reads every column of every table that can hold a text or a date. `file` is a list of the people's texts, as JSON. */
export async function personalKept(database: string, file: string): Promise<PersonalKept> {
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    await connection.run(`ATTACH '${quoted(database)}' AS kept (READ_ONLY)`);
    await connection.run(
      `CREATE TABLE person AS SELECT DISTINCT json::VARCHAR AS text
       FROM read_json('${quoted(file)}', format = 'array', records = false, columns = {json: 'VARCHAR'})
       WHERE length(json) >= ${SHORTEST}`,
    );
    await connection.run(
      `CREATE TABLE sampled AS SELECT text FROM person USING SAMPLE reservoir(${TEXTS_WITHIN} ROWS) REPEATABLE (1)`,
    );
    const columns = await rowsOf(
      connection,
      `SELECT schema_name, table_name, column_name, data_type FROM duckdb_columns()
       WHERE database_name = 'kept' AND NOT internal
         AND (data_type IN ('VARCHAR', 'JSON', 'DATE') OR data_type LIKE 'TIMESTAMP%' OR data_type LIKE '%[]' OR data_type LIKE 'STRUCT%')
         AND schema_name NOT LIKE '%staging%'
       ORDER BY ALL`,
    );
    const found = new Map<string, string[]>();
    for (const [schema = '', table = '', column = '', type = ''] of columns) {
      const isTime = type.startsWith('TIMESTAMP') || type === 'DATE';
      const value = isTime ? `strftime("${column}", '%Y-%m-%d')` : `"${column}"::VARCHAR`;
      const from = `kept."${schema}"."${table}"`;
      if (await hasSome(connection, value, from)) found.set(table, [...(found.get(table) ?? []), column]);
    }
    const [[texts = '0'] = []] = await rowsOf(connection, 'SELECT count(*)::VARCHAR FROM person');
    return { texts: Number(texts), columns: columns.length, found };
  } finally {
    instance.closeSync();
  }
}

async function hasSome(connection: DuckDBConnection, value: string, from: string): Promise<boolean> {
  const whole = `SELECT 1 FROM ${from} WHERE ${value} IN (FROM person) LIMIT 1`;
  if ((await rowsOf(connection, whole)).length > 0) return true;
  const values = `SELECT DISTINCT ${value} AS value FROM ${from} WHERE length(${value}) > ${SHORTEST} LIMIT ${VALUES_WITHIN}`;
  const within = `SELECT 1 FROM (${values}) JOIN sampled ON contains(value, text) LIMIT 1`;
  return (await rowsOf(connection, within)).length > 0;
}

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<string[][]> {
  return (await connection.runAndReadAll(sql)).getRows().map((row) => row.map(String));
}

/** The texts of the people of a box office, from its own door. */
export async function writePersonal(origin: string, file: string): Promise<void> {
  const answer = await fetch(`${origin}/__simulator/personal`);
  await writeFile(file, new Uint8Array(await answer.arrayBuffer()));
}

function quoted(text: string): string {
  return text.replaceAll("'", "''");
}
