import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { copyStore } from './copy-store.ts';
import { loadOneOrder } from './one-order-for-tests.ts';
import { setZone } from './set-zone.ts';

let box: ContextForTests;
let organisation: Organisation;
beforeAll(async () => {
  box = await openContextForTests();
});
afterAll(() => box.close());
beforeEach(async () => {
  await box.reset();
  organisation = await box.organisation('riverside', 'Riverside');
});

const set = (zone: string, loadAgain = false) => setZone(box.context, { organisation, zone, loadAgain, actor: 'test' });
const zone = async () =>
  (await box.context.db.selectFrom('organisations').select('zone').where('id', '=', organisation.id).executeTakeFirst())
    ?.zone;
const held = () =>
  box.context.warehouse.withStore(organisation.id, (store) => store.query('SELECT count(*) AS n FROM orders'));

test('a zone is set while nothing is stored, and only one that exists', async () => {
  expect(await set('America/Winnipeg')).toMatchObject({ slug: 'riverside', zone: 'America/Winnipeg' });
  await expect(set('Mars/Phobos')).rejects.toMatchObject({ code: 'invalid-input' });
  expect(await zone()).toBe('America/Winnipeg');
});

test('stored times are not moved to another zone: the refusal says what to do', async () => {
  await loadOneOrder(box.context, organisation.id);
  await expect(set('America/Winnipeg')).rejects.toMatchObject({
    code: 'conflict',
    parts: { nextStep: expect.stringContaining('--load-again') },
  });
  expect([await zone(), await held()]).toEqual(['Europe/London', [{ n: 1 }]]);
});

test('with consent all is put aside, copies too, and read again from the start', async () => {
  const connection = await box.claim(organisation, 'riverside');
  await box.context.db.updateTable('connections').set({ state: 'active' }).execute();
  await loadOneOrder(box.context, organisation.id);
  await copyStore(box.context, { organisation, actor: 'test' });
  await set('America/Winnipeg', true);
  expect([await zone(), await held()]).toEqual(['America/Winnipeg', [{ n: 0 }]]);
  const { warehouse } = box.context;
  expect(await warehouse.withStore(organisation.id, (store) => store.cursors('riverside-office'))).toEqual({});
  for (const folder of [warehouse.folders.folder, warehouse.folders.copiesFolder]) {
    const aside = (await readdir(folder)).filter((name) => name.startsWith(organisation.id) && /replaced-/.test(name));
    expect(aside).toHaveLength(1);
  }
  const queued = await box.context.db.selectFrom('syncs').select(['connection_id', 'state']).execute();
  expect(queued).toEqual([{ connection_id: connection.id, state: 'queued' }]);
});

test('what was delivered cannot be read again, and is not put aside', async () => {
  await loadOneOrder(box.context, organisation.id);
  await box.context.warehouse.withOpenStore(organisation.id, ({ writer }) =>
    writer.run(
      `INSERT INTO deliveries SELECT 'riverside-office', 'b', 1, 'h', 'k', now()::TIMESTAMP, now()::TIMESTAMP, 1, 1, 1, 0, 0,
         now()::TIMESTAMP`,
    ),
  );
  await expect(set('America/Winnipeg', true)).rejects.toMatchObject({ code: 'not-possible-now' });
  expect([await zone(), await held()]).toEqual(['Europe/London', [{ n: 1 }]]);
});
