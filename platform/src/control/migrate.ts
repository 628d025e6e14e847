import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { StartRefused } from '../config/start-refused.ts';
import { migrations } from './migrations/all.ts';
import type { Migration } from './migrations/migration.ts';
import type { ControlTables } from './schema.ts';

interface Applied {
  number: number;
  hash: string;
}

/** Any number: two processes that migrate one database use the same. */
const MIGRATION_LOCK = 4_310_001;

/** Applies what is missing, all in one transaction, and returns the number the database is at. */
export async function migrate(db: Kysely<ControlTables>, upTo = newestMigration()): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(trx);
    await sql`create table if not exists migrations (
      number integer primary key, name text not null, hash text not null, applied_at timestamptz not null default now()
    )`.execute(trx);
    const applied = await refuseForeignMigrations(trx);
    for (const migration of migrations) {
      if (migration.number > upTo || applied.some(({ number }) => number === migration.number)) continue;
      for (const statement of statementsOf(migration.sql)) await sql.raw(statement).execute(trx);
      await sql`insert into migrations (number, name, hash)
        values (${migration.number}, ${migration.name}, ${hashOf(migration)})`.execute(trx);
    }
    return Math.max(upTo, ...applied.map(({ number }) => number));
  });
}

export function newestMigration(): number {
  return Math.max(...migrations.map(({ number }) => number));
}

/** The same for the same migrations. */
export function schemaFingerprint(): string {
  return createHash('sha256').update(migrations.map(hashOf).join('\n')).digest('hex');
}

/** Refuses a database that has migrations we don't have, or that read differently; returns what it has. */
async function refuseForeignMigrations(db: Kysely<ControlTables>): Promise<Applied[]> {
  const { rows: applied } = await sql<Applied>`select number, hash from migrations order by number`.execute(db);
  for (const { number, hash } of applied) {
    const ours = migrations.find((migration) => migration.number === number);
    if (!ours) {
      throw new StartRefused(
        'control_newer',
        `The control database was made by a newer version of Illuminate (migration ${number}; this version knows ${newestMigration()}): start that version or a later one.`,
      );
    }
    if (hashOf(ours) !== hash) {
      throw new StartRefused(
        'control_changed',
        `Migration ${number} of the control database is not the one this version would apply: start the version that made the data folder, or begin with another ILLUMINATE_DATA.`,
      );
    }
  }
  return applied;
}

function hashOf(migration: Migration): string {
  return createHash('sha256').update(migration.sql.replaceAll(/\s+/g, ' ').trim()).digest('hex');
}

/** PGlite runs one statement a query. A statement ends with a semicolon at the end of a line, outside $$. */
function statementsOf(text: string): string[] {
  const statements: string[] = [];
  let current = '';
  for (const line of text.split('\n')) {
    current += `${line}\n`;
    const insideBody = (current.match(/\$\$/g)?.length ?? 0) % 2 === 1;
    if (line.trimEnd().endsWith(';') && !insideBody) {
      statements.push(current);
      current = '';
    }
  }
  if (current.trim()) statements.push(current);
  return statements;
}
