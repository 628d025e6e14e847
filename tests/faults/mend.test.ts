import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkDeliveries } from '../../platform/src/reconciliation/check-deliveries.ts';
import {
  batchOf,
  type Snapshot,
  startWarehouse,
  type TestWarehouse,
} from '../../platform/src/warehouse/made-batches.ts';
import { brokenRules } from '../support/read-store.ts';

let box: TestWarehouse;

beforeAll(async () => {
  box = await startWarehouse();
});
afterAll(() => box.close());
beforeEach(() => box.warehouse.destroy('riverside'));

const snapshots: readonly Snapshot[] = ['1', '2'].map((order) => ({
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
  box.query(`SELECT t.source_id, t.order_id, t.total_minor, t.deleted_at IS NULL AS live, t.movements, o.row_hash, i.amount_minor
    FROM tickets t JOIN orders o ON o.source_id = t.order_id JOIN order_items i ON i.order_id = o.source_id ORDER BY 1`);
const ledger = () => box.query('SELECT ticket_id, ordinal, kind, amount_minor FROM ticket_movements ORDER BY 1, 2');

/** What a fault of the disk, or a hand, may do to a store that nobody has open. */
async function behindOurBack(sql: string): Promise<void> {
  await box.warehouse.release('riverside');
  const instance = await DuckDBInstance.create(join(box.options.folder, 'riverside.duckdb'));
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}
const rules = async () =>
  (await brokenRules((sql) => box.query(sql), { catalogueRead: false })).filter((rule) => !rule.includes('not there'));

describe('what was lost is put right by the same orders, read once more', () => {
  const losses: readonly (readonly [string, string])[] = [
    ['a ticket', "DELETE FROM tickets WHERE source_id = '11'"],
    ['all tickets of an order', "DELETE FROM tickets WHERE order_id = '1'"],
    [
      'a ticket with its ledger',
      "DELETE FROM tickets WHERE source_id = '11'; DELETE FROM ticket_movements WHERE ticket_id = '11'",
    ],
    ['an order without its parts', "DELETE FROM orders WHERE source_id = '1'"],
    ['an order and its tickets', "DELETE FROM orders WHERE source_id = '1'; DELETE FROM tickets WHERE order_id = '1'"],
    [
      'an order with everything of it',
      "DELETE FROM orders WHERE source_id = '1'; DELETE FROM tickets WHERE order_id = '1'; DELETE FROM order_items WHERE order_id = '1'; DELETE FROM ticket_movements WHERE order_id = '1'",
    ],
    ['the ledger of a ticket', "DELETE FROM ticket_movements WHERE ticket_id = '11'"],
    ['a price', "UPDATE tickets SET total_minor = 1 WHERE source_id = '12'"],
    ['a mark that it was returned', "UPDATE tickets SET deleted_at = last_seen WHERE source_id = '12'"],
    ['an item', "DELETE FROM order_items WHERE order_id = '2'"],
  ];
  test.each(losses)('%s', async (_what, sql) => {
    await box.load(snapshots);
    const [before, movements] = [await state(), await ledger()];
    await behindOurBack(sql);
    await box.load(again, { recordedAt: 60_000, mend: true });
    expect(await state()).toEqual(before);
    expect(await ledger()).toEqual(movements);
    expect(await rules()).toEqual([]);
    const last = await box.load(again, { recordedAt: 70_000, mend: true });
    expect(last).toMatchObject({ orders: { changed: 0, unchanged: 2 }, movements: 0 });
  });

  test('which a plain reading would pass by', async () => {
    await box.load(snapshots);
    await behindOurBack("DELETE FROM tickets WHERE source_id = '11'");
    expect((await box.load(again, { recordedAt: 60_000 })).orders.changed).toBe(0);
    expect(await state()).toHaveLength(3);
  });

  test.each([
    ['the row of a ticket that had been returned', "DELETE FROM tickets WHERE source_id = '11'"],
    ['all that the ledger told of it', "DELETE FROM ticket_movements WHERE ticket_id = '11'"],
  ])('%s, too', async (_what, sql) => {
    const [first, second] = snapshots;
    if (first === undefined || second === undefined) throw new Error('two orders');
    const left = { ...first, updatedAt: 3_000, requestedAt: 15_000, tickets: first.tickets.slice(1) };
    await box.load(snapshots);
    await box.load([left], { recordedAt: 55_000 });
    const [before, movements] = [await state(), await ledger()];
    await behindOurBack(sql);
    await box.load([{ ...left, requestedAt: 20_000 }], { recordedAt: 60_000, mend: true });
    expect(await state()).toEqual(before);
    expect(await ledger()).toEqual(movements);
    expect(await rules()).toEqual([]);
    const last = await box.load([{ ...left, requestedAt: 30_000 }], { recordedAt: 70_000, mend: true });
    expect(last).toMatchObject({ orders: { changed: 0, unchanged: 1 }, movements: 0 });
  });

  test('and an order whose last transaction was struck out is as it was read last', async () => {
    const [first] = snapshots;
    if (first === undefined) throw new Error('an order');
    const struck = { ...first, updatedAt: 1_500, requestedAt: 20_000, tickets: first.tickets.slice(1) };
    await box.load(snapshots);
    // By itself it may be an answer from before, which comes late.
    expect((await box.load([struck], { recordedAt: 60_000 })).orders).toMatchObject({ changed: 0, stale: 1 });
    expect((await box.load([struck], { recordedAt: 70_000, mend: true })).orders).toMatchObject({ changed: 1 });
    expect((await ledger()).filter(({ ticket_id: id }) => id === '11')).toMatchObject([
      { kind: 'issue', amount_minor: 500 },
      { kind: 'return', amount_minor: -500 },
    ]);
    expect(await rules()).toEqual([]);
    const older = { ...first, updatedAt: 1_200, requestedAt: 15_000 };
    expect((await box.load([older], { recordedAt: 80_000, mend: true })).orders).toMatchObject({
      changed: 0,
      stale: 1,
    });
  });

  test('and what was returned meanwhile is returned in the ledger', async () => {
    await box.load(snapshots);
    await behindOurBack("DELETE FROM tickets WHERE source_id = '11'");
    const [first, second] = again;
    if (first === undefined || second === undefined) throw new Error('two orders');
    const left = { ...first, updatedAt: 3_000, tickets: first.tickets.slice(1) };
    await box.load([left, second], { recordedAt: 60_000, mend: true });
    expect((await state()).filter(({ live }) => live)).toHaveLength(3);
    expect((await ledger()).filter(({ ticket_id: id }) => id === '11')).toMatchObject([
      { kind: 'issue', amount_minor: 500 },
      { kind: 'return', amount_minor: -500 },
    ]);
    expect(await rules()).toEqual([]);
  });
});

describe('what was delivered and is lost', () => {
  const deliver = (sequence: number, delivered: readonly Snapshot[]) =>
    box.warehouse.withStore('riverside', (store) =>
      store.loadDelivery(
        {
          ...{
            connectionId: 'riverside-office',
            fence: 1,
            recordedAt: sequence * 100_000,
            batch: `b${sequence}`,
            sequence,
          },
          ...{ manifestHash: 'h', keyId: 'dk_1', periodFrom: sequence, periodTo: sequence + 1, parts: 1 },
          ...{ orders: delivered.length, tickets: 2 * delivered.length, performances: 0 },
        },
        (async function* () {
          yield batchOf(delivered);
        })(),
      ),
    );
  const short = async () =>
    (await box.warehouse.withStore('riverside', (store) => checkDeliveries(store, 'riverside-office')))?.short;

  test('is told by the delivery that brought it, and put right by delivering it once more', async () => {
    await deliver(1, snapshots);
    const [before, movements] = [await state(), await ledger()];
    expect(await short()).toEqual([]);
    await behindOurBack("DELETE FROM orders WHERE source_id = '1'; DELETE FROM tickets WHERE order_id IN ('1', '2')");
    expect(await short()).toEqual([{ batch: 'b1', sequence: 1, orders: 2, ordersHeld: 1, tickets: 4, ticketsHeld: 0 }]);
    await deliver(2, again);
    expect(await short()).toEqual([]);
    expect(await state()).toEqual(before);
    expect(await ledger()).toEqual(movements);
  });
});
