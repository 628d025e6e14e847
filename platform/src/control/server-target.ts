import { type Kysely, sql } from 'kysely';
import { StartRefused } from '../config/start-refused.ts';
import type { ControlTables } from './schema.ts';
import { findTables } from './table-catalogue.ts';

/** What a start or a move that was cut short leaves: tables of ours without a row. They are dropped. @throws StartRefused `control_not_empty` */
export async function emptyServer(db: Kysely<ControlTables>, to: string): Promise<void> {
  const tables = await findTables(db);
  const names = tables.map(({ name }) => name);
  const isOurs = names.length === 0 || (names.includes('migrations') && names.includes('data_folder'));
  for (const { name } of tables) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db);
    // The record of migrations says how empty tables were made.
    if (isOurs && (rows.length === 0 || name === 'migrations')) continue;
    throw new StartRefused(
      'control_not_empty',
      `The database ${to} is not empty (${name}), and the control database is moved into an empty one only: create a database for it alone, and set DATABASE_URL to that.`,
    );
  }
  if (names.length === 0) return;
  await sql`drop table ${sql.join(names.map((name) => sql.table(name)))} cascade`.execute(db);
  await sql`drop function if exists refuse_change_of_audit`.execute(db);
}
