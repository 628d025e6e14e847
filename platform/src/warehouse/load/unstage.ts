import type { Session } from '../session.ts';

/**
 * Gives back the room of what was staged, and of what was worked out from it. Not within a transaction: what is dropped or replaced
 * there is held until its end.
 */
export async function unstage(session: Session): Promise<void> {
  const tables = await session.rows(
    "SELECT table_name FROM duckdb_tables() WHERE temporary AND table_name LIKE 'staging\\_%' ESCAPE '\\'",
  );
  if (tables.length === 0) return;
  await session.run(tables.map(({ table_name: name }) => `DROP TABLE IF EXISTS temp.${String(name)}`).join(';'));
}
