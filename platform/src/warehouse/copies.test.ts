import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyIfChanged, copyStore, listCopies } from './copies.ts';
import { requestOf, type Snapshot, startWarehouse, type TestWarehouse } from './made-batches.ts';
import { restoreStore } from './restore.ts';

let box: TestWarehouse;
const NIGHT = Date.UTC(2026, 10, 24, 2, 15);
const DAY = 86_400_000;

beforeEach(async () => {
  box = await startWarehouse();
});
afterEach(() => box.close());

const order = (id: number): Snapshot => ({
  order: String(id),
  updatedAt: 2_000,
  requestedAt: 10_000,
  tickets: [{ id: `${id}1`, total: 500 }],
});
const orders = () => box.query('SELECT source_id FROM orders ORDER BY 1');
const folder = () => join(box.options.copiesFolder, 'riverside');

/** Turns one byte in the middle of every block that holds data. */
async function damage(file: string): Promise<void> {
  const bytes = await readFile(file);
  for (let at = 3 * 4096 + 100_000; at < bytes.length; at += 262_144) bytes[at] = (bytes[at] ?? 0) ^ 0x40;
  await writeFile(file, bytes);
}

test('a copy is made while a report reads, and put in the place of the store', async () => {
  await box.load([order(1), order(2)], { cursors: { orders: 'a' } });
  await box.warehouse.withStore('riverside', async (store) => {
    await copyStore(box.warehouse, 'riverside', NIGHT);
    expect(await store.query('SELECT count(*) AS n FROM orders')).toEqual([{ n: 2 }]);
  });
  await box.load([order(3)], { cursors: { orders: 'b' } });
  const { restored, keptAside } = await restoreStore(box.warehouse, 'riverside', { now: NIGHT + DAY });
  expect(restored).toMatchObject({ name: '2026-11-24T021500Z.duckdb', madeAt: NIGHT, tickets: 2 });
  expect(keptAside).toBe('riverside.duckdb.replaced-2026-11-25T021500Z');
  expect(await orders()).toEqual([{ source_id: '1' }, { source_id: '2' }]);
  expect(await box.warehouse.withStore('riverside', (store) => store.cursors('riverside-office'))).toEqual({
    orders: 'a',
  });
  await box.load([order(3)]);
  expect(await orders()).toHaveLength(3);
});

test("two that are asked for in the same second do not get in each other's way", async () => {
  await box.load([order(1)]);
  const asked = Promise.all([NIGHT, NIGHT, NIGHT].map((now) => copyStore(box.warehouse, 'riverside', now)));
  expect((await asked).map(({ tickets }) => tickets)).toEqual([1, 1, 1]);
  expect(await listCopies(box.warehouse, 'riverside')).toHaveLength(1);
  expect((await readdir(folder())).filter((name) => name.includes('unfinished'))).toEqual([]);
});

test('seven are kept, and only of a store that changed', async () => {
  for (let night = 0; night < 9; night += 1) {
    await box.load([order(night)]);
    expect(await copyIfChanged(box.warehouse, 'riverside', NIGHT + night * DAY)).not.toBeNull();
    expect(await copyIfChanged(box.warehouse, 'riverside', NIGHT + night * DAY + 1_000)).toBeNull();
  }
  const copies = await listCopies(box.warehouse, 'riverside');
  expect(copies.map(({ tickets }) => tickets)).toEqual([9, 8, 7, 6, 5, 4, 3]);
  expect(await readdir(folder())).toHaveLength(14);
});

test('a damaged copy is refused and the store stays as it is', async () => {
  await box.load([order(1)]);
  const { name } = await copyStore(box.warehouse, 'riverside', NIGHT);
  await damage(join(folder(), name));
  await box.load([order(2)]);
  await expect(restoreStore(box.warehouse, 'riverside', { copy: name, now: NIGHT })).rejects.toMatchObject({
    code: 'copy-damaged',
  });
  await expect(restoreStore(box.warehouse, 'riverside', { copy: '../x', now: NIGHT })).rejects.toMatchObject({
    code: 'copy-missing',
  });
  expect(await orders()).toHaveLength(2);
});

test('a damaged store is found by the nightly copy and comes back from the one before', async () => {
  await box.load([order(1)]);
  await copyStore(box.warehouse, 'riverside', NIGHT);
  await box.load([order(2)]);
  await box.warehouse.withClosedStore('riverside', damage);
  await expect(copyIfChanged(box.warehouse, 'riverside', NIGHT + DAY)).rejects.toMatchObject({ code: 'store-damaged' });
  expect(await listCopies(box.warehouse, 'riverside')).toHaveLength(1);
  await restoreStore(box.warehouse, 'riverside', { now: NIGHT + DAY });
  expect(await orders()).toEqual([{ source_id: '1' }]);
});

test('a store that is gone comes back, and one restored with its log left behind is the copy', async () => {
  await box.load([order(1)]);
  await copyStore(box.warehouse, 'riverside', NIGHT);
  await box.warehouse.withClosedStore('riverside', async (file) => {
    await rm(file);
    await writeFile(`${file}.wal`, 'left behind');
  });
  await restoreStore(box.warehouse, 'riverside', { now: NIGHT + DAY });
  expect(await orders()).toHaveLength(1);
  await box.warehouse.withStore('riverside', (store) => store.load(requestOf({})));
});
