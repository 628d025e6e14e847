import type { Config } from '../config/config.ts';
import type { Moved } from './move-to-postgres.ts';

/** What was moved, table by table, and what is left to do, for the person who ran it. */
export function sayMoved({ to, tables }: Moved, { dataFolder }: Pick<Config, 'dataFolder'>): string[] {
  const width = Math.max(...tables.map(({ table }) => table.length));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return [
    ...tables.map(({ table, rows, sum }) => `${table.padEnd(width)}  ${String(rows).padStart(9)} rows  equal (${sum})`),
    `Moved ${rows.toLocaleString('en-GB')} rows of ${tables.length} tables to ${to}; counts and checksums are equal.`,
    'Start Illuminate with DATABASE_URL set to that database from now on: without it this data folder is refused.',
    `The embedded database in ${dataFolder}/control is as it was; keep it until all is well, then delete that folder.`,
  ];
}
