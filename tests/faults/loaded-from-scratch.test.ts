import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LoadFreshRequest } from '../../platform/src/warehouse/load/load-fresh.ts';
import {
  batchOf,
  requestOf,
  type Snapshot,
  startWarehouse,
  type TestWarehouse,
} from '../../platform/src/warehouse/made-batches.ts';
import type { LoadRequest } from '../../platform/src/warehouse/store-types.ts';
import { brokenRules } from '../support/read-store.ts';

const OF = { organisationId: 'riverside', connectionId: 'riverside-office' };
let box: TestWarehouse;

beforeAll(async () => {
  box = await startWarehouse();
});
afterAll(() => box.close());
beforeEach(async () => {
  await box.warehouse.destroy('riverside');
});

const snapshots: readonly Snapshot[] = ['1', '2', '3'].map((order) => ({
  order,
  updatedAt: 2_000,
  requestedAt: 10_000,
  items: [{ id: `${order}9`, amount: 300 }],
  tickets: [
    { id: `${order}1`, total: 500 },
    { id: `${order}2`, total: 700 },
  ],
}));
const again = snapshots.map((each) => ({ ...each, requestedAt: 20_000 }));
const state = () =>
  box.query(`SELECT o.source_id AS order_id, o.channel, o.row_hash, t.source_id, t.seat_name, t.total_minor, i.amount_minor,
      o.deleted_at IS NULL AND t.deleted_at IS NULL AS live, t.movements
    FROM orders o LEFT JOIN tickets t ON t.order_id = o.source_id LEFT JOIN order_items i ON i.order_id = o.source_id ORDER BY ALL`);
const ledger = () =>
  box.query('SELECT ticket_id, ordinal, kind, quantity, amount_minor FROM ticket_movements ORDER BY 1, 2');
const rules = async () =>
  (await brokenRules((sql) => box.query(sql), { catalogueRead: false })).filter((rule) => !rule.includes('not there'));
const loadFresh = (of: readonly Snapshot[], changes: Partial<LoadRequest> = {}) =>
  box.warehouse.withFresh(OF, (store) => store.load(requestOf({ packed: batchOf(of), fence: 2, ...changes })));
const take = (changes: Partial<LoadFreshRequest> = {}) =>
  box.warehouse.takeFresh(OF, {
    ...{ fence: 3, syncId: 'sync-3', recordedAt: 90_000, since: 15_000, readFrom: '1970-01-01', acceptMissing: false },
    ...changes,
  });

/** What a fault of the disk, or a hand, may do to a store that nobody has open. */
async function behindOurBack(sql: string): Promise<void> {
  await box.warehouse.release('riverside');
  const instance = await DuckDBInstance.create(join(box.options.folder, 'riverside.duckdb'));
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

describe('what is damaged or lost is as it was, once it has been loaded from scratch', () => {
  test.each([
    ['a channel, under the same hash', "UPDATE orders SET channel = 'phone' WHERE source_id = '1'"],
    ['a seat', "UPDATE tickets SET seat_name = 'Z9' WHERE source_id = '11'"],
    ['a price', "UPDATE tickets SET total_minor = 1 WHERE source_id = '12'"],
    ['an item', "DELETE FROM order_items WHERE order_id = '2'"],
    ['a ticket', "DELETE FROM tickets WHERE source_id = '11'"],
    ['an order without its parts', "DELETE FROM orders WHERE source_id = '1'"],
    ['an order and its tickets', "DELETE FROM orders WHERE source_id = '1'; DELETE FROM tickets WHERE order_id = '1'"],
    ['the ledger of a ticket', "DELETE FROM ticket_movements WHERE ticket_id = '11'"],
    ['everything', 'DELETE FROM orders; DELETE FROM tickets; DELETE FROM order_items; DELETE FROM ticket_movements'],
  ])('%s', async (_what, sql) => {
    await box.load(snapshots);
    const [before, movements] = [await state(), await ledger()];
    await behindOurBack(sql);
    await loadFresh(again);
    expect(await take()).toMatchObject({ doubt: null, gone: 0 });
    expect(await state()).toEqual(before);
    expect(await ledger()).toEqual(movements);
    expect(await rules()).toEqual([]);
    // Taken twice, as after a kill between the commit and the end of the sync, it changes nothing.
    expect(await take({ fence: 4 })).toMatchObject({ orders: 0, gone: 0, catalogue: 0, movements: 0 });
  });
});

test('an order that changed since is left as it is now', async () => {
  await box.load(snapshots);
  await loadFresh(again);
  const [first] = snapshots;
  if (first === undefined) throw new Error('no order');
  await box.load([{ ...first, updatedAt: 9_000, requestedAt: 30_000, tickets: [{ id: '11', total: 400 }] }], {
    fence: 2,
  });
  const [before, movements] = [await state(), await ledger()];
  expect(await take()).toMatchObject({ orders: 0, movements: 0 });
  expect(await state()).toEqual(before);
  expect(await ledger()).toEqual(movements);
});

test('an order whose last transaction was struck out is as the box office has it now', async () => {
  await box.load(snapshots);
  const [first, ...others] = again;
  if (first === undefined) throw new Error('no order');
  await loadFresh([{ ...first, updatedAt: 1_500, tickets: first.tickets.slice(1) }, ...others]);
  expect(await take()).toMatchObject({ orders: 1, movements: 1 });
  expect((await ledger()).filter(({ ticket_id: id }) => id === '11')).toMatchObject([
    { kind: 'issue' },
    { kind: 'return', quantity: -1 },
  ]);
  expect(await rules()).toEqual([]);
  expect(await take({ fence: 4 })).toMatchObject({ orders: 0, movements: 0 });
});

test('an order that the box office has no more is gone, with the evidence, and lives again when it is shown again', async () => {
  await box.load(snapshots);
  await loadFresh(again.slice(1));
  expect(await take()).toMatchObject({ orders: 0, gone: 1, movements: 2 });
  const gone = await box.query(
    `SELECT source_id, deletion_evidence FROM orders WHERE deleted_at IS NOT NULL
     UNION ALL SELECT source_id, deletion_evidence FROM tickets WHERE deleted_at IS NOT NULL ORDER BY 1`,
  );
  expect(gone).toEqual(['1', '11', '12'].map((id) => ({ source_id: id, deletion_evidence: 'resync of 1970-01-01' })));
  expect(await rules()).toEqual([]);
  await box.load(
    again.map((each) => ({ ...each, requestedAt: 99_000 })),
    { fence: 4, recordedAt: 99_000 },
  );
  expect(await box.query('SELECT source_id FROM orders WHERE deleted_at IS NOT NULL')).toEqual([]);
  expect(await rules()).toEqual([]);
});

test.each([
  ['of days that were not read', { readFrom: '1970-01-02' }],
  ['where orders are not read at all', { readFrom: null }],
  ['that was seen since it was asked for', { since: 5_000 }],
])('nothing is concluded from the absence of an order %s', async (_what, changes) => {
  await box.load(snapshots);
  await loadFresh(again.slice(1));
  expect(await take(changes)).toMatchObject({ gone: 0 });
});

test('nor of one that was refused, nor where a record without an id was', async () => {
  const reject = { stream: 'orders', part: null, reason: 'missing-field', field: 'total', expected: 'an amount' };
  const told = { ...reject, nextStep: 'Wait.', page: 'record 1 of 1', at: 20_000 };
  for (const sourceId of ['1', 'days 1970-01-01 to 1970-01-28']) {
    await box.warehouse.destroy('riverside');
    await box.load(snapshots);
    await loadFresh(again.slice(1), { rejects: [{ ...told, sourceId }] });
    expect(await take()).toMatchObject({ gone: 0 });
  }
});

test('where too much would be gone nothing is touched until a person has looked', async () => {
  const many = Array.from(
    { length: 60 },
    (_, nth): Snapshot => ({
      ...(snapshots[0] as Snapshot),
      order: `${nth + 100}`,
      items: [],
      tickets: [{ id: `${nth + 1000}`, total: 100 }],
    }),
  );
  await box.load(many);
  await loadFresh(many.slice(0, 30).map((each) => ({ ...each, requestedAt: 20_000 })));
  const before = await state();
  expect(await take()).toMatchObject({ doubt: { missing: 30, of: 60 }, gone: 0 });
  expect(await state()).toEqual(before);
  expect(await take({ acceptMissing: true })).toMatchObject({ doubt: null, gone: 30, movements: 30 });
  expect(await rules()).toEqual([]);
});

test('a newer claim keeps an older one out, and what was loaded from scratch is no copy of the store', async () => {
  await box.load(snapshots, { fence: 9 });
  await loadFresh(again);
  await expect(take({ fence: 8 })).rejects.toMatchObject({ code: 'store-fenced' });
  await box.warehouse.dropFresh(OF);
  await box.warehouse.destroy('riverside');
  await loadFresh(again);
  // A store that is not there yet is made all the same.
  expect(await box.query('SELECT count(*) AS n FROM orders')).toEqual([{ n: 0 }]);
});
