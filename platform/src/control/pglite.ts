import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, sql } from 'kysely';
import type { ControlBackend } from './control-backend.ts';
import { embeddedDialect } from './embedded-dialect.ts';
import { embeddedJobs } from './embedded-jobs.ts';
import { guardedDialect } from './guarded-dialect.ts';
import type { ControlTables } from './schema.ts';
import { createTurns } from './turns.ts';
import { valueParsers } from './value-parsers.ts';

// By default V8 optimises each function of the database after a thousandth of a second in it, nearly all of them while the server
// starts: a fifth of what starting costs. What is used again and again is optimised still, and as fast then.
setFlagsFromString('--wasm-tiering-budget=100000000');

/** In memory without a folder. `before` is called before every statement. */
export async function openPglite(
  dataDir?: string,
  before: () => void = () => undefined,
): Promise<ControlBackend & { pglite: PGlite }> {
  const pglite = new PGlite({
    ...(dataDir ? { dataDir } : {}),
    parsers: valueParsers,
    // Write-ahead log in files of 1 MB: the default of 16 is more than everything else in a new database.
    initDbStartParams: ['--wal-segsize=1'],
  });
  await pglite.waitReady;
  const turns = createTurns();
  const db = new Kysely<ControlTables>({ dialect: guardedDialect(embeddedDialect(pglite, turns), before) });
  return {
    kind: 'embedded',
    pglite,
    db,
    jobs: { db: embeddedJobs(pglite, turns, before), backend: 'pglite' },
    async close() {
      if (pglite.closed) return;
      await sql`checkpoint`.execute(db);
      await db.destroy();
      await pglite.close();
    },
  };
}
