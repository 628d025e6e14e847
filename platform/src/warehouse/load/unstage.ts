import type { Session } from '../session.ts';

/**
 * Gives back the room of what was staged, and of what was worked out from it. Not within a transaction: what is dropped or replaced
 * there is held until its end.
 */
export async function unstage(session: Session): Promise<void> {
  const staged =
    await session.rows(`SELECT 'TABLE' AS kind, table_name AS name FROM duckdb_tables() WHERE temporary AND ${STAGED('table_name')}
    UNION ALL SELECT 'VIEW', view_name FROM duckdb_views() WHERE temporary AND ${STAGED('view_name')}`);
  if (staged.length === 0) return;
  await session.run(staged.map(({ kind, name }) => `DROP ${String(kind)} IF EXISTS temp.${String(name)}`).join(';'));
}

const STAGED = (name: string): string => `${name} LIKE 'staging\\_%' ESCAPE '\\'`;
