import { type Kysely, sql } from 'kysely';
import type { ControlTables } from './schema.ts';

export interface TableSum {
  readonly rows: number;
  /** Over every column of every row, in any order. */
  readonly sum: string;
}

/**
 * Counts a table and sums the two halves of each row's MD5: equal for equal rows in PGlite and any PostgreSQL, as long as both write
 * times in the same zone, which `writeAlike` sees to.
 */
export async function sumOfTable(db: Kysely<ControlTables>, table: string): Promise<TableSum> {
  const { rows } = await sql<{ rows: number; sum: string }>`
    select count(*) as rows, concat_ws('.',
      coalesce(sum(('x' || substr(hash, 1, 15))::bit(60)::bigint::numeric), 0),
      coalesce(sum(('x' || substr(hash, 16, 15))::bit(60)::bigint::numeric), 0)) as sum
    from (select md5(to_jsonb(t)::text) as hash from ${sql.table(table)} t) hashes`.execute(db);
  return rows[0] ?? { rows: 0, sum: '' };
}

/** Within a transaction: rows as text are the same on both sides. */
export async function writeAlike(trx: Kysely<ControlTables>): Promise<void> {
  await sql`set local time zone 'UTC'`.execute(trx);
  await sql`set local bytea_output = 'hex'`.execute(trx);
  await sql`set local extra_float_digits = 1`.execute(trx);
  await sql`set local intervalstyle = 'postgres'`.execute(trx);
}
