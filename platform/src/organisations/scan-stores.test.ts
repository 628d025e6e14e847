import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeConnection } from '../connections/describe-connection.ts';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { copyStore } from './copy-store.ts';
import { loadOneOrder } from './one-order-for-tests.ts';
import { restoreStore } from './restore-store.ts';
import { scanStores } from './scan-stores.ts';

const { signal } = new AbortController();
let box: ContextForTests;
let riverside: { readonly organisation: Organisation; readonly connection: Connection };
let mill: typeof riverside;

beforeAll(async () => {
  box = await openContextForTests();
});
afterAll(() => box.close());
beforeEach(async () => {
  await box.reset();
  riverside = await organisationWithOneOrder('riverside');
  mill = await organisationWithOneOrder('mill');
});

async function organisationWithOneOrder(slug: string): Promise<typeof riverside> {
  const organisation = await box.organisation(slug);
  await loadOneOrder(box.context, organisation.id);
  const connection = await box.claim(organisation, slug);
  await box.context.db.updateTable('connections').set({ state: 'active' }).where('id', '=', connection.id).execute();
  return { organisation, connection };
}

async function headlineOf({ connection: { id } }: typeof riverside) {
  const now = await box.context.db.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  return (await describeConnection(box.context, now)).headline;
}

/** Turns one bit in every block that holds data, while nobody has the store open. */
const damage = ({ organisation }: typeof riverside) =>
  box.context.warehouse.withClosedStore(organisation.id, async (file) => {
    const bytes = await readFile(file);
    for (let at = 3 * 4096 + 1_000; at < bytes.length; at += 262_144) bytes[at] = (bytes[at] ?? 0) ^ 0x40;
    await writeFile(file, bytes);
  });

test('a byte that went bad is found by the nightly reading, told on that organisation alone, and gone with a copy', async () => {
  await copyStore(box.context, { organisation: riverside.organisation, actor: 'test' });
  await scanStores(box.context, signal);
  expect((await headlineOf(riverside)).code).not.toBe('STORE_DAMAGED');
  await damage(riverside);
  await expect(scanStores(box.context, signal)).rejects.toMatchObject({ code: 'store-damaged' });
  expect(await headlineOf(riverside)).toMatchObject({
    code: 'STORE_DAMAGED',
    sentence: expect.stringContaining('illuminate stores restore riverside'),
    action: { kind: 'restore-store' },
  });
  expect((await headlineOf(mill)).code).not.toBe('STORE_DAMAGED');
  await restoreStore(box.context, { organisation: riverside.organisation, copy: null, actor: 'test' });
  expect((await headlineOf(riverside)).code).not.toBe('STORE_DAMAGED');
  await scanStores(box.context, signal);
});

test('damage that somebody comes upon between two nights is told as well, until the store is read whole', async () => {
  await copyStore(box.context, { organisation: riverside.organisation, actor: 'test' });
  const file = join(box.context.warehouse.folders.folder, `${riverside.organisation.id}.duckdb`);
  await box.context.warehouse.release(riverside.organisation.id);
  const whole = await readFile(file);
  await damage(riverside);
  const select = 'SELECT count(*) FROM (SELECT DISTINCT * FROM orders)';
  await expect(
    box.context.warehouse.withStore(riverside.organisation.id, (store) => store.query(select)),
  ).rejects.toMatchObject({ code: 'store-damaged' });
  await expect.poll(() => headlineOf(riverside)).toMatchObject({ code: 'STORE_DAMAGED' });
  // Put right by hand while the server was down: read again when it starts.
  await box.context.warehouse.withClosedStore(riverside.organisation.id, () => writeFile(file, whole));
  await scanStores(box.context, signal, 'damaged');
  expect((await headlineOf(riverside)).code).not.toBe('STORE_DAMAGED');
});

test('a store that is gone while there are copies of it is damaged, and one that never was is none', async () => {
  await copyStore(box.context, { organisation: riverside.organisation, actor: 'test' });
  await box.organisation('empty');
  await box.context.warehouse.withClosedStore(riverside.organisation.id, (file) => rm(file));
  await expect(scanStores(box.context, signal)).rejects.toMatchObject({ code: 'store-damaged' });
  expect((await headlineOf(riverside)).code).toBe('STORE_DAMAGED');
});
