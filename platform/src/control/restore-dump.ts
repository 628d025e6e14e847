import { type Kysely, sql, type Transaction } from 'kysely';
import { StartRefused } from '../config/start-refused.ts';
import type { DumpHeader } from './dump-format.ts';
import { CHUNK_ROWS } from './dump-snapshot.ts';
import { dumpedTables, undumpedTables } from './dump-tables.ts';
import { migrate, newestMigration } from './migrate.ts';
import { rowsOfDump, verifyDump } from './read-dump.ts';
import type { ControlTables } from './schema.ts';

export interface RestoreDump {
  db: Kysely<ControlTables>;
  file: string;
  folderId: string;
  controlId: string;
  at: Date;
}

export interface RestoredDump {
  header: DumpHeader;
  rows: Record<string, number>;
  /** Connections that collect nothing until their consent has been asked again. */
  suspended: number;
}

/** Into an empty control database, all or nothing. The schema becomes what it was at the dump, then moves on. */
export async function restoreDump({ db, file, folderId, controlId, at }: RestoreDump): Promise<RestoredDump> {
  const header = await verifyDump(file);
  if (header.migration > newestMigration()) {
    throw new StartRefused(
      'dump_newer',
      `The dump ${file} was written by a newer version of Illuminate (migration ${header.migration}; this version knows ${newestMigration()}): restore it with that version.`,
    );
  }
  await refuseNonEmpty(db);
  await dropEmptyTables(db);
  await migrate(db, header.migration);
  const restored = await db.transaction().execute(async (trx) => {
    const rows: Record<string, number> = {};
    for await (const chunk of rowsOfDump(file, CHUNK_ROWS)) {
      const inserted = await sql`insert into ${sql.table(chunk.table)}
        select * from jsonb_populate_recordset(null::${sql.table(chunk.table)}, ${chunk.rows}::jsonb)`.execute(trx);
      rows[chunk.table] = (rows[chunk.table] ?? 0) + Number(inserted.numAffectedRows ?? 0);
    }
    await moveSequencesOn(trx);
    await trx.insertInto('data_folder').values({ id: folderId, control_id: controlId, bound_at: at }).execute();
    return { header, rows, suspended: await suspend(trx, at) };
  });
  await migrate(db);
  return restored;
}

/** Since the dump a consent may have been withdrawn and a sync may have ended: nothing goes on before that is known. */
async function suspend(trx: Transaction<ControlTables>, at: Date): Promise<number> {
  await trx
    .updateTable('syncs')
    .set({ state: 'interrupted', ended_at: at, lease_until: null })
    .where('state', 'in', ['queued', 'running'])
    .execute();
  const suspended = await trx
    .updateTable('connections')
    .set((row) => ({
      state_before: row.ref('state'),
      state: 'suspended' as const,
      state_reason: 'restored',
      state_by: 'system',
      state_at: at,
    }))
    .where('state', '<>', 'stopped')
    .executeTakeFirst();
  return Number(suspended.numUpdatedRows);
}

async function refuseNonEmpty(db: Kysely<ControlTables>): Promise<void> {
  for (const table of [...dumpedTables.map(({ name }) => name), 'data_folder' as const]) {
    const { rows } = await sql<{ known: boolean }>`select to_regclass(${table}) is not null as known`.execute(db);
    if (!rows[0]?.known) continue;
    const some = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
    if (some.rows.length === 0) continue;
    throw new StartRefused(
      'control_not_empty',
      `The control database is not empty (${table} has rows), and a dump is restored into an empty one only: move the folder control out of the data folder, or set DATABASE_URL to an empty database.`,
    );
  }
}

async function dropEmptyTables(db: Kysely<ControlTables>): Promise<void> {
  const names = [...undumpedTables, ...dumpedTables.map(({ name }) => name), 'migrations'];
  await sql`drop table if exists ${sql.join(names.map((name) => sql.table(name)))} cascade`.execute(db);
  await sql`drop function if exists refuse_change_of_audit`.execute(db);
}

async function moveSequencesOn(trx: Transaction<ControlTables>): Promise<void> {
  for (const table of ['sync_events', 'consent_polls'] as const) {
    await sql`select setval(pg_get_serial_sequence(${table}, 'seq'), (select coalesce(max(seq), 0) + 1 from ${sql.table(table)}), false)`.execute(
      trx,
    );
  }
}
