import { sql } from 'kysely';
import type { Control } from '../control/open-control.ts';

/** PGlite has nobody who vacuums by himself: progress that is written every second would grow its tables for ever. */
export async function vacuum(signal: AbortSignal, control: Control): Promise<void> {
  if (control.kind === 'server') return;
  const tables = await sql<{ schema: string; name: string }>`select schemaname as schema, relname as name
    from pg_stat_user_tables order by 1, 2`.execute(control.db);
  for (const { schema, name } of tables.rows) {
    if (signal.aborted) return;
    // One at a time, so that others get their turn between them.
    await sql`vacuum (analyze) ${sql.table(`${schema}.${name}`)}`.execute(control.db);
  }
}
