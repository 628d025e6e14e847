// What the operator runs while the server is stopped: npx illuminate control move-to-postgres
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Kysely, sql, type Transaction } from 'kysely';
import { type Clock, systemClock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import { StartRefused } from '../config/start-refused.ts';
import type { Logger } from '../logger.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { CHUNK_ROWS } from './dump-snapshot.ts';
import { CONTROL_FOLDER } from './embedded.ts';
import { migrate } from './migrate.ts';
import { newId } from './new-id.ts';
import { openPglite } from './pglite.ts';
import type { ControlTables } from './schema.ts';
import { openServer } from './server.ts';
import { emptyServer } from './server-target.ts';
import { type FoundTable, findCounters, findTables } from './table-catalogue.ts';
import { sumOfTable, type TableSum, writeAlike } from './table-sums.ts';
import { outsideTransaction } from './transaction-scope.ts';

export interface MoveToPostgres {
  /** `databaseUrl` is where to. */
  readonly config: Pick<Config, 'dataFolder' | 'databaseUrl'>;
  readonly logger: Logger;
  readonly clock?: Clock;
}

export interface MovedTable extends TableSum {
  readonly table: string;
}

export interface Moved {
  /** Address and name of the database, without user and password. */
  readonly to: string;
  readonly tables: readonly MovedTable[];
}

type Db = Kysely<ControlTables>;
type Trx = Transaction<ControlTables>;

/**
 * Copies the embedded control database into an empty one on a PostgreSQL server, and compares every table by count and checksum.
 * The data folder then belongs to the new one; the embedded one stays as it is, and no server starts on it again.
 * @throws StartRefused
 */
export async function moveToPostgres({ config, logger, clock = systemClock }: MoveToPostgres): Promise<Moved> {
  const { databaseUrl } = config;
  if (databaseUrl === undefined) {
    throw new StartRefused(
      'setting_invalid',
      'DATABASE_URL does not say where to: set it to an empty database on the PostgreSQL server, and run this again.',
    );
  }
  const embedded = join(config.dataFolder, CONTROL_FOLDER);
  if (!existsSync(join(embedded, 'PG_VERSION'))) {
    throw new StartRefused(
      'folder_unusable',
      `There is no embedded control database in ${embedded}, so there is nothing to move: say where the data folder is with ILLUMINATE_DATA.`,
    );
  }
  await using folder = await openDataFolder(config.dataFolder, clock);
  const target = await openServer(databaseUrl, logger, () => folder.check());
  try {
    const source = await openPglite(embedded, () => folder.check());
    try {
      const { host, pathname } = new URL(databaseUrl);
      const to = `${host}${pathname}`;
      await refuseForeignSource(source.db, folder);
      await emptyServer(target.db, to);
      await migrate(target.db, await levelOf(source.db));
      const tables = await copyAll({ source: source.db, target: target.db, folder, to, clock });
      return { to, tables };
    } finally {
      await source.close();
    }
  } finally {
    await target.close();
  }
}

/** The database must be the folder's own, or the one that a move which was cut short had begun with. */
async function refuseForeignSource(source: Db, folder: DataFolder): Promise<void> {
  // Also refuses what a newer version made; applies nothing.
  await migrate(source, 0);
  const bound = await source.selectFrom('data_folder').selectAll().executeTakeFirst();
  const expected = folder.moved?.from ?? folder.controlId;
  if (bound?.id === folder.id && bound.control_id === expected) return;
  throw new StartRefused(
    'control_belongs_elsewhere',
    `The control database in ${folder.path}/${CONTROL_FOLDER} is not the one this data folder works with (it is used with DATABASE_URL already, or was put there from elsewhere), so it was not moved.`,
  );
}

async function levelOf(source: Db): Promise<number> {
  const { rows } = await sql<{ number: number }>`select max(number) as number from migrations`.execute(source);
  return rows[0]?.number ?? 0;
}

interface CopyAll {
  source: Db;
  target: Db;
  folder: DataFolder;
  to: string;
  clock: Clock;
}

/** One transaction on each side: the source cannot change, and the target has everything or nothing. */
async function copyAll({ source, target, folder, to, clock }: CopyAll): Promise<MovedTable[]> {
  const former = { control: folder.controlId, moved: folder.moved };
  let isMarked = false;
  try {
    return await source
      .transaction()
      .setAccessMode('read only')
      .execute((from) =>
        // Of another database, so it cannot wait for the first one.
        outsideTransaction(() =>
          target.transaction().execute(async (into) => {
            await writeAlike(from);
            await writeAlike(into);
            // The record of migrations is copied like everything else.
            await sql`delete from migrations`.execute(into);
            const tables: MovedTable[] = [];
            for (const table of await findTables(from)) {
              await copyTable(from, into, table);
              tables.push({ table: table.name, ...(await compare(from, into, table.name)) });
            }
            await moveCountersOn(into);
            const controlId = newId('ctl');
            await into.updateTable('data_folder').set({ control_id: controlId }).execute();
            // Before the commit: cut short in between, the embedded one is refused, and this same command begins anew.
            await folder.markMoved(controlId, {
              from: former.moved?.from ?? former.control ?? '',
              to,
              at: clock.now(),
            });
            isMarked = true;
            return tables;
          }),
        ),
      );
  } catch (err) {
    if (isMarked) await folder.unmarkMoved(former);
    throw err;
  }
}

async function copyTable(from: Trx, into: Trx, { name, key }: FoundTable): Promise<void> {
  const table = sql.table(name);
  const columns = sql.join(key.map((column) => sql.ref(column)));
  let after = sql<boolean>`true`;
  for (;;) {
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(t)::text as row from (
        select * from ${table} where ${after} order by ${columns} limit ${sql.lit(CHUNK_ROWS)}
      ) t order by ${columns}`.execute(from);
    const last = rows.at(-1);
    if (last === undefined) return;
    const text = `[${rows.map(({ row }) => row).join(',')}]`;
    await sql`insert into ${table} select * from jsonb_populate_recordset(null::${table}, ${text}::jsonb)`.execute(
      into,
    );
    if (rows.length < CHUNK_ROWS) return;
    after = sql<boolean>`(${columns}) > (select ${columns} from jsonb_populate_record(null::${table}, ${last.row}::jsonb))`;
  }
}

async function compare(from: Trx, into: Trx, table: string): Promise<TableSum> {
  const [theirs, ours] = [await sumOfTable(from, table), await sumOfTable(into, table)];
  if (theirs.rows === ours.rows && theirs.sum === ours.sum) return ours;
  throw new StartRefused(
    'control_not_empty',
    `The table ${table} came out different on the PostgreSQL server (${theirs.rows} rows became ${ours.rows}), so nothing was moved: see that nothing else writes to that database, and run this again.`,
  );
}

async function moveCountersOn(into: Trx): Promise<void> {
  for (const { table, column } of await findCounters(into)) {
    await sql`select setval(pg_get_serial_sequence(${table}, ${column}),
      (select coalesce(max(${sql.ref(column)}), 0) + 1 from ${sql.table(table)}), false)`.execute(into);
  }
}
