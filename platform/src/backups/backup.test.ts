import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import { openControlForTests, templateForTests, temporaryFolder } from '../control/control-for-tests.ts';
import { openDataFolder } from '../control/data-folder.ts';
import { dumpedTables } from '../control/dump-tables.ts';
import { newMasterKey, writeMasterKey } from '../keys/master-key.ts';
import { openKeys } from '../keys/open-keys.ts';
import { silentLogger } from '../logger.ts';
import { copyStore } from '../warehouse/copies.ts';
import { requestOf, rowsOf } from '../warehouse/made-batches.ts';
import { createPacker } from '../warehouse/pack.ts';
import { openWarehouse } from '../warehouse/warehouse.ts';
import { headerLength, PREFIX_BYTES } from './backup-header.ts';
import { readLastBackup } from './last-backup.ts';
import { restoreBackup } from './restore-backup.ts';
import { TAG_BYTES } from './seal-chunks.ts';
import { createBackups } from './take-backup.ts';

const ORDERS = 300;
let box: ContextForTests;
let organisations: string[];
beforeAll(async () => {
  box = await openContextForTests();
  organisations = [];
  for (const slug of ['riverside', 'harbour']) {
    const organisation = await box.organisation(slug);
    await box.claim(organisation, slug);
    organisations.push(organisation.id);
    await load(organisation.id, 1, ORDERS);
  }
  await box.organisation('without-a-store');
  const page = join(box.context.config.dataFolder, 'pages', 'con_1');
  await mkdir(page, { recursive: true });
  await writeFile(join(page, '2026-05-01.pages'), 'sealed already');
  await writeFile(join(page, '2026-05-02.unfinished'), 'half');
}, 120_000);
afterAll(() => box.close());

/** Orders with a ticket each, enough for a store of more than one chunk. */
async function load(organisationId: string, from: number, orders: number): Promise<void> {
  const packer = createPacker();
  for (let id = from; id < from + orders; id += 1) {
    const tickets = [{ id: `${id}1`, total: id }];
    packer.add(rowsOf({ order: String(id), updatedAt: 5_000 + id, requestedAt: 6_000, tickets }), 6_000);
  }
  const request = requestOf({ packed: packer.take(), cursors: { 'orders.history': 'May' } });
  await box.context.warehouse.withStore(organisationId, (store) => store.load(request));
}

async function backUp(file = join(temporaryFolder(), 'all.backup')): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of await createBackups(box.context).take('test')) pieces.push(piece);
  await writeFile(file, Buffer.concat(pieces));
  return file;
}

const masterKey = () => box.context.config.masterKeyFile;
const restore = async (file: string, target: string, key = masterKey()) =>
  restoreBackup({
    config: { dataFolder: target, masterKeyFile: key },
    file,
    logger: silentLogger,
    template: await templateForTests(),
  });

/** Every row of every store of a folder that nobody has open, as counts and sums. */
async function storesOf(path: string, ids: readonly string[]): Promise<unknown[]> {
  const folders = { folder: join(path, 'warehouse'), copiesFolder: join(path, 'copies') };
  const warehouse = await openWarehouse({ ...folders, memoryLimitMb: 128, threads: 1 });
  const found = await Promise.all(ids.map((id) => sumsOf(warehouse, id)));
  await warehouse.close();
  return found;
}
const sumsOf = (warehouse: ContextForTests['context']['warehouse'], id: string) =>
  warehouse.withStore(id, (store) =>
    store.query(
      `SELECT (SELECT count(*) FROM orders) AS orders, (SELECT sum(total_minor) FROM tickets) AS total,
        (SELECT count(*) FROM ticket_movements) AS movements, (SELECT sum(hash(o)::HUGEINT)::VARCHAR FROM orders o) AS sum`,
    ),
  );

test('everything comes back equal into an empty folder, and every connection waits for its consent', async () => {
  const { db, warehouse } = box.context;
  await db.updateTable('connections').set({ state: 'active' }).execute();
  const file = await backUp();
  const last = await readLastBackup(box.context);
  expect(last).toMatchObject({ failure: null, stores: 2, warnings: [], bytes: (await stat(file)).size });
  const before = await Promise.all(organisations.map((id) => sumsOf(warehouse, id)));

  const target = join(temporaryFolder(), 'new');
  const restored = await restore(file, target);
  expect(restored).toMatchObject({ stores: 2, files: 1, suspended: 2, warnings: [] });
  expect(await storesOf(target, organisations)).toEqual(before);
  expect(before[0]).toEqual([expect.objectContaining({ orders: ORDERS, movements: ORDERS })]);
  expect((await readdir(target)).sort()).toEqual(['control', 'copies', 'folder.json', 'pages', 'warehouse']);
  expect(await readFile(join(target, 'pages', 'con_1', '2026-05-01.pages'), 'utf8')).toBe('sealed already');

  await copyFile(masterKey(), join(target, 'master.key'));
  const opened = await openControlForTests({ path: target });
  const keys = await openKeys({ config: { masterKeyFile: join(target, 'master.key') }, control: opened.control });
  expect(keys.backupKey(Buffer.alloc(1)).masterKeyId).toBe(last?.masterKeyId);
  for (const { name } of dumpedTables) {
    const count = async (of: typeof db) =>
      (
        await of
          .selectFrom(name)
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .executeTakeFirst()
      )?.n;
    // This backup's own record is the audit trail's newest entry and a setting, both made after the dump.
    if (name !== 'audit' && name !== 'settings') expect(await count(opened.control.db), name).toBe(await count(db));
  }
  const states = await opened.control.db.selectFrom('connections').select(['state', 'state_reason']).execute();
  expect(states).toEqual(Array(2).fill({ state: 'suspended', state_reason: 'restored' }));
  await opened.close();
}, 60_000);

test('neither a key nor a name can be read in the file', async () => {
  const bytes = await readFile(await backUp());
  const key = await readFile(masterKey(), 'utf8');
  for (const secret of [key.trim(), Buffer.from(key, 'base64'), 'riverside', 'sealed already', 'organisation_keys']) {
    expect(bytes.includes(secret), String(secret)).toBe(false);
  }
});

test('a backup that is cut, changed or no backup is refused, and leaves nothing', async () => {
  const file = await backUp();
  const whole = await readFile(file);
  const firstChunkEnd = PREFIX_BYTES + headerLength(whole, file) + 1024 * 1024 + TAG_BYTES;
  expect(whole.length).toBeGreaterThan(firstChunkEnd);
  const flipped = (at: number) => {
    const bytes = Buffer.from(whole);
    bytes.writeUInt8((bytes[at] ?? 0) ^ 1, at);
    return bytes;
  };
  const newer = Buffer.from(whole);
  newer.writeUInt8(2, 'ILLUMINATE-BACKUP\n'.length);
  const refused: Record<string, [Buffer, string]> = {
    empty: [Buffer.alloc(0), 'backup_damaged'],
    'cut in its header': [whole.subarray(0, 40), 'backup_damaged'],
    'cut in the middle': [whole.subarray(0, whole.length >> 1), 'backup_damaged'],
    'cut at a chunk': [whole.subarray(0, firstChunkEnd), 'backup_damaged'],
    'cut at the end': [whole.subarray(0, -1), 'backup_damaged'],
    'a byte more': [Buffer.concat([whole, Buffer.alloc(1)]), 'backup_damaged'],
    'a byte of its header changed': [flipped(40), 'backup_damaged'],
    'a byte of its content changed': [flipped(whole.length - 5_000), 'backup_damaged'],
    'something else': [Buffer.from('a letter to the box office, which is no backup'), 'backup_damaged'],
    'of a newer version': [newer, 'backup_newer'],
  };
  const home = temporaryFolder();
  for (const [name, [content, code]] of Object.entries(refused)) {
    const damaged = join(home, 'damaged.backup');
    await writeFile(damaged, content);
    const target = join(home, 'target');
    await expect(restore(damaged, target), name).rejects.toMatchObject({ code });
    expect(existsSync(target), name).toBe(false);
  }
}, 60_000);

test('without its master key, or with another, it does not open, and says so', async () => {
  const file = await backUp();
  const home = temporaryFolder();
  const other = join(home, 'other.key');
  const missing = restore(file, join(home, 'a'), other);
  await expect(missing).rejects.toMatchObject({ code: 'master_key_missing', message: expect.stringContaining(other) });
  await writeMasterKey(other, newMasterKey());
  const wrong = restore(file, join(home, 'b'), other);
  await expect(wrong).rejects.toMatchObject({ code: 'master_key_wrong', message: expect.stringContaining(other) });
  expect(await readdir(home)).toEqual(['other.key']);
});

test('a folder with anything in it is refused and left as it is; what a killed restore left is begun anew', async () => {
  const file = await backUp();
  const target = temporaryFolder();
  await writeFile(join(target, 'letter.txt'), 'mine');
  await expect(restore(file, target)).rejects.toMatchObject({ code: 'folder_not_empty' });
  expect(await readdir(target)).toEqual(['letter.txt']);

  const half = temporaryFolder();
  await copyFile(masterKey(), join(half, 'master.key'));
  await mkdir(join(half, 'restoring'));
  await mkdir(join(half, 'warehouse'));
  await writeFile(join(half, 'warehouse', `${organisations[0]}.duckdb`), 'half');
  await expect(openDataFolder(half)).rejects.toMatchObject({
    code: 'folder_unusable',
    message: expect.stringContaining('illuminate restore'),
  });
  await expect(restore(file, half, join(half, 'master.key'))).resolves.toMatchObject({ stores: 2 });
  expect(await readdir(half)).toContain('master.key');
}, 60_000);

test('of a store that cannot be read its newest sound copy is in the backup, and that is said', async () => {
  const { warehouse, clock } = box.context;
  const organisation = await box.organisation('damaged');
  await load(organisation.id, 1, 10);
  await copyStore(warehouse, organisation.id, clock.now().getTime());
  await load(organisation.id, 20, 5);
  await warehouse.withClosedStore(organisation.id, (file) => writeFile(file, Buffer.alloc(100_000, 7)));
  const lost = await box.organisation('lost');
  await load(lost.id, 1, 10);
  await warehouse.withClosedStore(lost.id, (file) => writeFile(file, Buffer.alloc(100_000, 7)));
  const file = await backUp();
  const warnings = [expect.stringContaining('copy of 2026-05-01'), expect.stringContaining('not in the backup')];
  expect(await readLastBackup(box.context)).toMatchObject({
    failure: null,
    stores: 3,
    warnings: expect.arrayContaining(warnings),
  });
  const target = join(temporaryFolder(), 'new');
  await expect(restore(file, target)).resolves.toMatchObject({ stores: 3, warnings: expect.arrayContaining(warnings) });
  expect(await storesOf(target, [organisation.id])).toEqual([[expect.objectContaining({ orders: 10 })]]);
  await warehouse.destroy(organisation.id);
  await warehouse.destroy(lost.id);
}, 60_000);

test('one is taken at a time; who stops reading ends it, leaves no copy, and it is told as failed', async () => {
  const backups = createBackups(box.context);
  await load(organisations[0] ?? '', 9_000, 3);
  const first = await backups.take('test');
  await first.next();
  await expect(backups.take('test')).rejects.toMatchObject({ code: 'not-possible-now' });
  await first.return?.();
  expect(await readLastBackup(box.context)).toMatchObject({
    failure: expect.stringContaining('broken off'),
    sha256: null,
  });
  const copies = await readdir(join(box.context.config.dataFolder, 'copies', organisations[0] ?? ''));
  expect(copies.filter((name) => name.includes('backup'))).toEqual([]);
  const again = await backups.take('test');
  await again.return?.();
});
