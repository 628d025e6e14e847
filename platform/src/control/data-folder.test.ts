import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { silentLogger } from '../logger.ts';
import { describeBackends } from './backends-for-tests.ts';
import { openControlForTests, removeTemporaryFolders, temporaryFolder } from './control-for-tests.ts';
import { openDataFolder } from './data-folder.ts';
import { json } from './json.ts';
import { openControl } from './open-control.ts';
import { extractTemplate, TEMPLATE_FILE } from './template.ts';

afterAll(removeTemporaryFolders);

test('a data folder is made for its user alone and taken by one process', async () => {
  const path = join(temporaryFolder(), 'deep', 'data');
  const folder = await openDataFolder(path);
  expect(folder.fresh).toBe(true);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o700);
  await expect(openDataFolder(path)).rejects.toMatchObject({
    code: 'folder_in_use',
    exitCode: 78,
    message: expect.stringContaining(`process ${process.pid}`),
  });
  folder.release();
  const again = await openDataFolder(path);
  expect(again.id).toBe(folder.id);
  again.release();
});

test('a folder that is a file, and a damaged folder record, are refused with a sentence', async () => {
  const path = join(temporaryFolder(), 'data');
  writeFileSync(path, '');
  await expect(openDataFolder(path)).rejects.toMatchObject({ code: 'folder_unusable' });
  rmSync(path);
  mkdirSync(path);
  writeFileSync(join(path, 'folder.json'), '{"id":');
  await expect(openDataFolder(path)).rejects.toMatchObject({ code: 'folder_unusable' });
  // A refusal gives the folder back.
  await expect(openDataFolder(path)).rejects.toMatchObject({ code: 'folder_unusable' });
});

test.runIf(process.platform === 'linux')(
  'a folder in a place that only looks like one is refused at once',
  async () => {
    // In a process of its own: making it used to go on for ever.
    const script = `import('./platform/src/control/data-folder.ts').then(({ openDataFolder }) => openDataFolder('/proc/nowhere/data'))
      .catch(({ code, message }) => console.log(code, message))`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '-e', script], {
      timeout: 20_000,
      killSignal: 'SIGKILL',
    });
    expect(stdout).toMatch(/^folder_unusable The data folder \/proc\/nowhere\/data can't be made.*ILLUMINATE_DATA/);
  },
);

test('the demo mark stays', async () => {
  const path = temporaryFolder();
  const folder = await openDataFolder(path);
  expect(folder.demo).toBe(false);
  await folder.markDemo();
  folder.release();
  const again = await openDataFolder(path);
  expect(again.demo).toBe(true);
  again.release();
});

test('without a template, or with a damaged or foreign one, the database is made from nothing', async () => {
  const path = temporaryFolder();
  const template = join(path, TEMPLATE_FILE);
  expect(await extractTemplate(template, join(path, 'nowhere'))).toBe(false);
  writeFileSync(template, 'not a template');
  const folder = await openDataFolder(join(path, 'data'));
  const control = await openControl({ config: {}, folder, logger: silentLogger, template });
  await expect(control.db.selectFrom('organisations').selectAll().execute()).resolves.toEqual([]);
  await control.close();
  folder.release();
}, 120_000);

describeBackends('A control database', (backend) => {
  test('keeps what is in it, and knows its data folder', async () => {
    const first = await backend.open();
    await first.control.db
      .insertInto('settings')
      .values({ key: 'kept', value: json(1) })
      .execute();
    const again = await first.reopen();
    const row = await again.control.db.selectFrom('settings').selectAll().where('key', '=', 'kept').executeTakeFirst();
    expect(row).toEqual({ key: 'kept', value: 1 });
    expect(again.folder.fresh).toBe(false);
    await again.close();
  }, 120_000);

  test('that a newer version made, or with another migration, is refused', async () => {
    const first = await backend.open();
    await sql`insert into migrations (number, name, hash) values (999, 'later', 'x')`.execute(first.control.db);
    await expect(first.reopen()).rejects.toMatchObject({
      code: 'control_newer',
      message: expect.stringContaining('999'),
    });
  }, 120_000);
});

describeBackends('Two folders and one control database', (backend) => {
  if (backend.name === 'PGlite') {
    test('a folder whose control database is gone is refused, not begun anew', async () => {
      const first = await openControlForTests();
      await first.close();
      rmSync(join(first.folder.path, 'control'), { recursive: true });
      await expect(first.reopen()).rejects.toMatchObject({ code: 'folder_belongs_elsewhere' });
    }, 120_000);
    return;
  }

  test('the second folder is refused', async () => {
    const databaseUrl = await backend.createDatabase();
    const first = await backend.open({ databaseUrl });
    await expect(backend.open({ databaseUrl })).rejects.toMatchObject({
      code: 'control_belongs_elsewhere',
      message: expect.stringContaining(first.folder.id),
    });
    await first.close();
    // And the reverse: the folder on another, empty database.
    const other = backend.open({ databaseUrl: await backend.createDatabase(), path: first.folder.path });
    await expect(other).rejects.toMatchObject({ code: 'folder_belongs_elsewhere' });
    const embedded = openControlForTests({ path: first.folder.path });
    await expect(embedded).rejects.toMatchObject({ code: 'folder_belongs_elsewhere' });
    const back = await backend.open({ databaseUrl, path: first.folder.path });
    expect(existsSync(join(back.folder.path, 'lock'))).toBe(true);
    await back.close();
  }, 120_000);

  test('a database that does not answer is refused without naming user or password', async () => {
    const databaseUrl = 'postgres://secret-user:secret-word@127.0.0.1:1/none';
    const refused: unknown = await backend.open({ databaseUrl }).catch((err: unknown) => err);
    expect(refused).toMatchObject({
      code: 'control_unreachable',
      message: expect.stringContaining('127.0.0.1:1/none'),
    });
    expect(refused instanceof Error && refused.message).not.toMatch(/secret/);
  }, 120_000);
});
