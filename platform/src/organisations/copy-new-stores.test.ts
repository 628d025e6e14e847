import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import { json } from '../control/json.ts';
import { newId } from '../control/new-id.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { listCopies } from '../warehouse/copies.ts';
import { copyNewStores } from './copy-new-stores.ts';
import { loadOneOrder } from './one-order-for-tests.ts';

const { signal } = new AbortController();
let box: ContextForTests;
let organisation: Organisation;
beforeAll(async () => {
  box = await openContextForTests();
});
afterAll(() => box.close());
beforeEach(async () => {
  await box.reset();
  organisation = await box.organisation('riverside');
  await loadOneOrder(box.context, organisation.id);
});

/** A sync that has loaded, whose history is complete or not. */
async function synced(complete: boolean): Promise<void> {
  const connection = await box.claim(organisation, 'riverside');
  await box.context.db
    .insertInto('syncs')
    .values({
      id: newId('syn'),
      connection_id: connection.id,
      trigger: 'start',
      ...{ state: 'succeeded', queued_at: box.clock.now(), started_at: box.clock.now(), ended_at: box.clock.now() },
      counts: json({ store: { performances: 3 } }),
      progress: json({ complete }),
    })
    .execute();
}
const copies = () => listCopies(box.context.warehouse, organisation.id);

test('a store has a copy as soon as its history is complete, and no second one by this', async () => {
  await copyNewStores(box.context, signal);
  expect(await copies()).toEqual([]);
  await synced(true);
  await copyNewStores(box.context, signal);
  expect(await copies()).toMatchObject([{ tickets: 1 }]);
  await box.clock.advance(7_200_000);
  await copyNewStores(box.context, signal);
  expect(await copies()).toHaveLength(1);
});

test('a store whose history takes long has one after an hour', async () => {
  await synced(false);
  await copyNewStores(box.context, signal);
  expect(await copies()).toEqual([]);
  await box.clock.advance(3_601_000);
  await copyNewStores(box.context, signal);
  expect(await copies()).toHaveLength(1);
});
