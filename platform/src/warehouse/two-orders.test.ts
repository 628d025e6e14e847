import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Snapshot, startWarehouse, type TestWarehouse } from './made-batches.ts';
import type { LoadRequest } from './store-types.ts';

const MINUTE = 60_000;

let box: TestWarehouse;
let loads = 0;

beforeAll(async () => {
  box = await startWarehouse();
});
afterAll(() => box.close());
beforeEach(() => box.warehouse.destroy('riverside'));

const ticket = { id: '11', total: 500 };
/** Read an hour after the last transaction of either. */
const first: Snapshot = { order: '1', updatedAt: 2_000, requestedAt: 60 * MINUTE, tickets: [ticket] };
const second: Snapshot = { order: '2', updatedAt: 3_000, requestedAt: 60 * MINUTE, tickets: [ticket] };

const load = (snapshots: readonly Snapshot[], changes: Partial<LoadRequest> = {}) => {
  loads += 1;
  return box.load(snapshots, { recordedAt: 100 * MINUTE + loads, ...changes });
};
const facts = () => box.warehouse.withStore('riverside', (store) => store.facts('riverside-office'));
const told = async () => {
  const { rejects } = await box.warehouse.withStore('riverside', (store) =>
    store.rejects('riverside-office', { limit: 20 }),
  );
  return rejects.filter(({ resolvedAt }) => resolvedAt === null);
};

test.each<[string, Snapshot[][]]>([
  ['in one batch', [[first, second]]],
  ['the later order first', [[second], [first]]],
  ['the earlier order first', [[first], [second]]],
  [
    'the earlier one read again, and the same',
    [[{ ...first, requestedAt: 2_500 }], [{ ...first, requestedAt: 60 * MINUTE }], [second]],
  ],
])('a ticket that two orders hold is told of once, and counts in the later one: %s', async (_, batches) => {
  for (const batch of batches) await load(batch);
  expect(await told()).toMatchObject([
    { stream: 'orders', sourceId: '1', part: 'ticket 11', reason: 'in-two-orders', field: 'tickets' },
  ]);
  expect((await told())[0]?.expected).toContain('order 2');
  expect(await facts()).toMatchObject({
    openRejects: 1,
    unread: { missing: 0, tickets: 0, outdated: 0, details: 0, doubts: 0, doubled: 1 },
  });
  expect(await box.query('SELECT source_id, order_id FROM tickets WHERE deleted_at IS NULL')).toEqual([
    { source_id: '11', order_id: '2' },
  ]);
  await load([{ ...first, requestedAt: 90 * MINUTE }], { rejectsResolved: [{ stream: 'orders', sourceId: '1' }] });
  expect(await told()).toMatchObject([{ sourceId: '1', part: 'ticket 11', times: 2 }]);
});

test.each<[string, Snapshot[][]]>([
  ['its old order was read before', [[{ ...first, requestedAt: 2_500 }], [second]]],
  ['both came in one batch', [[{ ...first, requestedAt: 2_500 }, second]]],
  ['an old answer came late', [[second], [{ ...first, requestedAt: 2_500 }]]],
  ['the clocks differ by minutes', [[{ ...first, requestedAt: 3_000 + 9 * MINUTE }], [second]]],
  [
    'its old order has given it up',
    [[{ ...first, requestedAt: 2_500 }], [{ ...first, updatedAt: 3_000, tickets: [] }, second]],
  ],
])('a ticket that moved to another order is not told of: %s', async (_, batches) => {
  for (const batch of batches) await load(batch);
  expect(await told()).toEqual([]);
  expect(await box.query('SELECT order_id FROM tickets WHERE deleted_at IS NULL')).toEqual([{ order_id: '2' }]);
});

test.each<[string, Snapshot, string]>([
  ['the earlier', { ...first, updatedAt: 4_000, requestedAt: 90 * MINUTE, tickets: [] }, '2'],
  ['the later', { ...second, updatedAt: 4_000, requestedAt: 90 * MINUTE, tickets: [] }, '1'],
])('is settled once %s order has given the ticket up', async (_, given, holder) => {
  await load([first, second]);
  await load([given]);
  await load([{ ...first, requestedAt: 95 * MINUTE, tickets: given.order === '1' ? [] : [ticket] }]);
  expect(await told()).toEqual([]);
  expect(await box.query('SELECT order_id FROM tickets WHERE deleted_at IS NULL')).toEqual([{ order_id: holder }]);
});

test('items of an order are not tickets', async () => {
  const items = [{ id: 'd1', amount: 300 }];
  await load([
    { ...first, tickets: [], items },
    { ...second, tickets: [], items },
  ]);
  expect(await told()).toEqual([]);
});
