import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { appendAudit } from '../audit/append.ts';
import { verifyAudit } from '../audit/verify.ts';
import { silentLogger } from '../logger.ts';
import { describeBackends } from './backends-for-tests.ts';
import { openControlForTests, temporaryFolder } from './control-for-tests.ts';
import { openDataFolder } from './data-folder.ts';
import { json } from './json.ts';
import { moveToPostgres } from './move-to-postgres.ts';
import { addConnection, addRunningSync } from './rows-for-tests.ts';
import { openServer } from './server.ts';
import { findTables } from './table-catalogue.ts';

/** Something in tables of every kind: texts, bytes, JSON, times, days, arrays, counters, and more rows than a chunk. */
async function filled(): Promise<string> {
  const opened = await openControlForTests();
  const { db } = opened.control;
  const connection = await addConnection(opened.control);
  const sync = await addRunningSync(opened.control, connection);
  await sql`insert into sync_events (sync_id, at, kind, data)
    select ${sync}, now() + n * interval '1 microsecond', 'page', jsonb_build_object('tekst', 'ŷ ☃ "' || n, 'money', 1.50)
    from generate_series(1, 1200) n`.execute(db);
  await sql`insert into credentials values ('crd_1', ${connection}, null, '\\x00ff0a', 'last', now())`.execute(db);
  await sql`insert into api_keys values ('key_1', '\\x01', 'ilk_', 'test', null, '{a,"b c"}', now())`.execute(db);
  await db
    .insertInto('settings')
    .values({ key: 'kept', value: json([1, null, 'x']) })
    .execute();
  await sql`insert into sessions values ('s', 'test', 'key_1', now(), now())`.execute(db);
  await db.transaction().execute(async (trx) => {
    for (const subject of ['a', 'b']) {
      await appendAudit(trx, { at: new Date(1000), actor: 'test', action: 'test.done', subject, organisationId: null });
    }
  });
  await opened.close();
  return opened.folder.path;
}

const recordOf = (path: string) => JSON.parse(readFileSync(join(path, 'folder.json'), 'utf8'));

describeBackends('Moving the control database', (backend) => {
  if (backend.name === 'PGlite') {
    test('without a DATABASE_URL, or where there is none to move, is refused', async () => {
      const dataFolder = temporaryFolder();
      await expect(moveToPostgres({ config: { dataFolder }, logger: silentLogger })).rejects.toMatchObject({
        code: 'setting_invalid',
        message: expect.stringContaining('DATABASE_URL'),
      });
      const config = { dataFolder, databaseUrl: 'postgres://nobody@127.0.0.1:1/none' };
      await expect(moveToPostgres({ config, logger: silentLogger })).rejects.toMatchObject({ code: 'folder_unusable' });
    });
    return;
  }

  // One source, as opening it takes seconds: each test goes on where the one before left off.
  let dataFolder: string;
  let databaseUrl: string;
  beforeAll(async () => {
    dataFolder = await filled();
    databaseUrl = await backend.createDatabase();
  }, 120_000);
  const move = () => moveToPostgres({ config: { dataFolder, databaseUrl }, logger: silentLogger });

  test('is refused into a database with anything in it, and while a server runs; the source is as it was', async () => {
    const before = recordOf(dataFolder);
    const target = await openServer(databaseUrl, silentLogger, () => undefined);
    await sql`create table letters (text text)`.execute(target.db);
    const occupied = { code: 'control_not_empty', message: expect.stringContaining('letters') };
    await expect(move()).rejects.toMatchObject(occupied);
    await sql`drop table letters`.execute(target.db);
    await target.close();
    const running = await openDataFolder(dataFolder);
    await expect(move()).rejects.toMatchObject({ code: 'folder_in_use' });
    running.release();
    expect(recordOf(dataFolder)).toEqual(before);
  }, 120_000);

  test('cut short after the folder was marked, is begun anew and brings every table over, equal by count and checksum', async () => {
    const folder = await openDataFolder(dataFolder);
    const from = folder.controlId ?? '';
    await folder.markMoved('ctl_never_committed', { from, to: 'somewhere', at: new Date(0) });
    folder.release();
    const moved = await move();
    expect(moved.to).toMatch(/^127\.0\.0\.1:\d+\/control_\d+$/);
    expect(moved.tables).toContainEqual(expect.objectContaining({ table: 'sync_events', rows: 1200 }));
    expect(recordOf(dataFolder)).toMatchObject({ moved: { from, to: moved.to } });

    const opened = await backend.open({ path: dataFolder, databaseUrl });
    const { db } = opened.control;
    expect(opened.control.kind).toBe('server');
    expect(moved.tables.map(({ table }) => table).sort()).toEqual(
      (await findTables(db)).map(({ name }) => name).sort(),
    );
    await expect(verifyAudit(db)).resolves.toMatchObject({ intact: true, entries: 2 });
    const events = db
      .selectFrom('sync_events')
      .select(({ fn }) => [fn.countAll<number>().as('n'), fn.max('seq').as('top')]);
    expect(await events.executeTakeFirst()).toEqual({ n: 1200, top: 1200 });
    // Counters go on after what was copied.
    const { id } = await db.selectFrom('syncs').select('id').executeTakeFirstOrThrow();
    await db
      .insertInto('sync_events')
      .values({ sync_id: id, at: new Date(), kind: 'page', data: json({}) })
      .execute();
    expect(await events.executeTakeFirst()).toEqual({ n: 1201, top: 1201 });
    const connections = await db.selectFrom('connections').select(['state']).execute();
    expect(connections, 'a move is no restore: nothing waits for its consent').toEqual([{ state: 'active' }]);
    await opened.close();
  }, 120_000);

  test('once done, is refused a second time, and a start without the server is refused with its address', async () => {
    await expect(move()).rejects.toMatchObject({ code: 'control_not_empty' });
    await expect(openControlForTests({ path: dataFolder })).rejects.toMatchObject({
      code: 'control_moved',
      message: expect.stringContaining(recordOf(dataFolder).moved.to),
    });
  }, 120_000);
});
