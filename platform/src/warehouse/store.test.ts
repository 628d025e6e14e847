import type { CapacitySnapshot } from '@illuminate/model';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FencedError } from './errors.ts';
import { requestOf, type Snapshot, startWarehouse, type TestWarehouse } from './made-batches.ts';
import { createPacker } from './pack.ts';
import type { Reject } from './store-types.ts';

let box: TestWarehouse;

beforeAll(async () => {
  box = await startWarehouse();
});
afterAll(() => box.close());
beforeEach(() => box.warehouse.destroy('riverside'));

const order = (changes: Partial<Snapshot> = {}): Snapshot => ({
  order: '1',
  updatedAt: 2_000,
  requestedAt: 10_000,
  tickets: [
    { id: '11', total: 500 },
    { id: '12', total: 700 },
  ],
  ...changes,
});
const live = () =>
  box.query('SELECT source_id, order_id, total_minor FROM tickets WHERE deleted_at IS NULL ORDER BY 1');
const ledger = () =>
  box.query(
    'SELECT ticket_id, ordinal, kind, amount_minor, order_id, effective_at, effective_basis FROM ticket_movements ORDER BY 1, 2',
  );

describe('an order snapshot', () => {
  test('stops at its hash when nothing changed', async () => {
    await box.load([order()]);
    const again = await box.load([order({ requestedAt: 11_000 })]);
    expect(again).toMatchObject({ orders: { changed: 0, unchanged: 1, stale: 0 }, rows: {}, movements: 0 });
    expect(await box.query('SELECT requested_at FROM orders')).toEqual([{ requested_at: 11_000 }]);
  });

  test('has the same hash however its tickets are listed, and another when anything changes', async () => {
    const { tickets } = order();
    const hashes: unknown[] = [];
    for (const snapshot of [
      order(),
      order({ tickets: [...tickets].reverse() }),
      order({ channel: 'counter' }),
      order({ tickets: tickets.slice(1) }),
      order({ tickets: [{ id: '11', total: 501 }, ...tickets.slice(1)] }),
      order({ tickets: [{ id: '11', total: 700 }, ...tickets.slice(1)] }),
      order({ tickets: [{ id: '11', total: 500, performance: 'p' }, ...tickets.slice(1)] }),
      order({ items: [{ id: 'i', amount: 1 }] }),
      order({ tickets: [] }),
    ]) {
      await box.warehouse.destroy('riverside');
      await box.load([snapshot]);
      hashes.push(...(await box.query('SELECT row_hash FROM orders')).map(({ row_hash: hash }) => hash));
    }
    expect(hashes[1]).toBe(hashes[0]);
    expect(new Set(hashes).size).toBe(8);
  });

  test('is laid out by number', async () => {
    await box.load(['100', '9', '20'].map((id) => order({ order: id, tickets: [{ id: `${id}0`, total: 1 }] })));
    expect(await box.query('SELECT source_id FROM orders')).toEqual(
      ['9', '20', '100'].map((id) => ({ source_id: id })),
    );
    expect(await box.query('SELECT source_id FROM tickets')).toEqual(
      ['90', '200', '1000'].map((id) => ({ source_id: id })),
    );
  });

  test('does not replace a newer one', async () => {
    await box.load([order({ updatedAt: 3_000, tickets: [] })]);
    const late = await box.load([order({ requestedAt: 20_000 })]);
    expect(late.orders).toEqual({ changed: 0, unchanged: 0, stale: 1 });
    expect(await live()).toEqual([]);
  });

  test('of the same transaction is judged by when it was asked for, even after an unchanged one', async () => {
    await box.load([order({ requestedAt: 10_000 })]);
    await box.load([order({ requestedAt: 30_000 })]);
    const late = await box.load([order({ requestedAt: 20_000, channel: 'counter' })]);
    expect(late.orders.stale).toBe(1);
  });

  test('loaded twice adds nothing', async () => {
    const snapshots = [order({ items: [{ id: 'd1', amount: 300 }] })];
    await box.load(snapshots);
    const before = await ledger();
    expect((await box.load(snapshots)).orders).toEqual({ changed: 0, unchanged: 1, stale: 0 });
    expect(await ledger()).toEqual(before);
    expect(await box.query('SELECT count(*) AS n FROM order_items')).toEqual([{ n: 1 }]);
  });

  test('that lacks a ticket returns it, and one that has it again issues it again', async () => {
    await box.load([order()]);
    await box.load([order({ updatedAt: 3_000, requestedAt: 11_000, tickets: [{ id: '11', total: 500 }] })]);
    expect(await live()).toMatchObject([{ source_id: '11' }]);
    expect(await box.query("SELECT deletion_evidence FROM tickets WHERE source_id = '12'")).toEqual([
      { deletion_evidence: 'absent-from-order' },
    ]);
    await box.load([order({ updatedAt: 4_000, requestedAt: 12_000 })]);
    expect((await ledger()).filter((row) => row.ticket_id === '12')).toMatchObject([
      { ordinal: 1, kind: 'issue', amount_minor: 700, effective_at: 1_000, effective_basis: 'order_first' },
      { ordinal: 2, kind: 'return', amount_minor: -700, effective_at: 3_000, effective_basis: 'order_last' },
      { ordinal: 3, kind: 'issue', amount_minor: 700, effective_at: 4_000, effective_basis: 'order_last' },
    ]);
    expect(await live()).toHaveLength(2);
  });

  test('with another price and no new transaction is bounded by when it was asked for', async () => {
    await box.load([order()]);
    await box.load([
      order({
        requestedAt: 11_000,
        tickets: [
          { id: '11', total: 450 },
          { id: '12', total: 700 },
        ],
      }),
    ]);
    expect((await ledger()).filter((row) => row.kind === 'price_change')).toMatchObject([
      { ticket_id: '11', amount_minor: -50, effective_at: 11_000, effective_basis: 'bounded' },
    ]);
  });

  test('drops the items that it lacks', async () => {
    await box.load([
      order({
        items: [
          { id: 'd1', amount: 300 },
          { id: 'd2', amount: 100 },
        ],
      }),
    ]);
    await box.load([order({ updatedAt: 3_000, items: [{ id: 'd2', amount: 150 }] })]);
    expect(
      await box.query('SELECT source_id, amount_minor, deleted_at IS NULL AS live FROM order_items ORDER BY 1'),
    ).toEqual([
      { source_id: 'd1', amount_minor: 300, live: false },
      { source_id: 'd2', amount_minor: 150, live: true },
    ]);
  });
});

describe('a ticket that moves to another order', () => {
  const one = order({ tickets: [{ id: '11', total: 500 }] });
  const two = order({ order: '2', updatedAt: 3_000, requestedAt: 12_000, tickets: [{ id: '11', total: 500 }] });
  const emptied = order({ updatedAt: 3_000, requestedAt: 12_000, tickets: [] });
  const moved = [
    { ordinal: 1, kind: 'issue', order_id: '1' },
    { ordinal: 2, kind: 'return', order_id: '1' },
    { ordinal: 3, kind: 'issue', order_id: '2' },
  ];

  test.each([
    ['its new order first', [[two], [emptied]]],
    ['its old order first', [[emptied], [two]]],
    ['both at once', [[two, emptied]]],
  ])('is returned there and issued here: %s', async (_, batches) => {
    await box.load([one]);
    for (const batch of batches) await box.load(batch);
    expect(await ledger()).toMatchObject(moved);
    expect(await live()).toEqual([{ source_id: '11', order_id: '2', total_minor: 500 }]);
  });

  test('stays there when an older answer of its old order comes late', async () => {
    await box.load([two]);
    await box.load([one]);
    expect(await live()).toMatchObject([{ order_id: '2' }]);
    // The old order does not hold what its hash says, so it is looked at again and not taken for unchanged.
    const again = await box.load([{ ...one, requestedAt: 20_000 }]);
    expect(again.orders.changed).toBe(1);
  });

  test('goes to the newer of two orders in one batch', async () => {
    await box.load([one, two]);
    expect(await live()).toMatchObject([{ order_id: '2' }]);
    expect(await box.query('SELECT source_id FROM orders WHERE row_hash IS NULL')).toEqual([{ source_id: '1' }]);
  });
});

describe('the catalogue', () => {
  const event = (name: string, requestedAt: number) => {
    const packer = createPacker();
    packer.add(
      { events: [{ source_id: 'e', source_number: 1, name, duration_minutes: null, web_event_id: null }] },
      requestedAt,
    );
    return requestOf({ packed: packer.take() });
  };
  const load = (name: string, at: number) =>
    box.warehouse.withStore('riverside', (store) => store.load(event(name, at)));

  test('keeps the row that was asked for last', async () => {
    await load('Macbeth', 10);
    await load('Hamlet', 30);
    expect((await load('Macbeth', 20)).rows).toEqual({ events: 0 });
    expect((await load('Hamlet', 40)).rows).toEqual({ events: 0 });
    expect(await box.query('SELECT name, requested_at FROM events')).toEqual([{ name: 'Hamlet', requested_at: 40 }]);
  });

  test('adds a snapshot of capacity when it differs from the one before, and when a day is over', async () => {
    for (const [sold, day, at] of [
      [1, 0, 10],
      [1, 0, 20],
      [2, 0, 30],
      [2, 0, 40],
      [1, 0, 50],
      [1, 1, 60],
      [1, 1, 70],
    ] as const) {
      const packer = createPacker();
      const snapshot: CapacitySnapshot = {
        performance_id: 'p',
        observed_on: day * 86_400_000,
        capacity: 9,
        available: 9 - sold,
        sold,
        sold_is_upper_bound: true,
        held: null,
        sale_state: 'on_sale',
        lowest_price_minor: null,
        highest_price_minor: null,
        currency: null,
      };
      packer.add({ capacity_snapshots: [snapshot] }, at);
      await box.warehouse.withStore('riverside', (store) => store.load(requestOf({ packed: packer.take() })));
    }
    expect(await box.query('SELECT sold, requested_at FROM capacity_snapshots ORDER BY 2')).toEqual([
      { sold: 1, requested_at: 20 },
      { sold: 2, requested_at: 40 },
      { sold: 1, requested_at: 50 },
      { sold: 1, requested_at: 70 },
    ]);
  });

  test('tells which keys are unknown', async () => {
    await load('Macbeth', 10);
    const asked = await box.warehouse.withStore('riverside', (store) =>
      store.unknownKeys('riverside-office', 'events', ['x', 'e', 'x', "y'; DROP TABLE events"]),
    );
    expect(asked).toEqual(['x', "y'; DROP TABLE events"]);
  });
});

describe('a load', () => {
  const reject: Reject = {
    stream: 'orders',
    sourceId: '7',
    part: null,
    reason: 'wrong-type',
    field: 'total',
    expected: 'a number',
    nextStep: 'Nothing',
    page: 'record 1 of 2',
    at: 40_000,
  };
  const inStore: TestWarehouse['warehouse']['withStore'] = (id, work) => box.warehouse.withStore(id, work);

  test('writes cursors with the rows, and an empty batch moves only them', async () => {
    await box.load([order()], { cursors: { orders: { next: 'a\u0000"b' }, events: null } });
    await box.load([], { packed: null, cursors: { events: 5 } });
    expect(await inStore('riverside', (store) => store.cursors('riverside-office'))).toEqual({
      orders: { next: 'a\u0000"b' },
      events: 5,
    });
  });

  test('of an overtaken claim writes nothing', async () => {
    await box.load([order()], { fence: 5 });
    await expect(box.load([order({ order: '2', tickets: [] })], { fence: 4, cursors: { a: 1 } })).rejects.toThrow(
      FencedError,
    );
    expect(await box.query('SELECT count(*) AS n FROM orders')).toEqual([{ n: 1 }]);
    await box.load([], { fence: 5 });
    await box.load([], { fence: 1, connectionId: 'another' });
  });

  test('is never recorded before the one before it', async () => {
    await box.load([order()], { recordedAt: 90_000 });
    await box.load([order({ order: '2', tickets: [{ id: '21', total: 1 }] })], { recordedAt: 80_000 });
    expect(await box.query('SELECT DISTINCT recorded_at FROM ticket_movements')).toEqual([{ recorded_at: 90_000 }]);
  });

  test('keeps one row for a record that is refused again, and settles it when the record goes through', async () => {
    await box.load([], { rejects: [reject, { ...reject, sourceId: null }] });
    await box.load([], {
      rejects: [
        { ...reject, reason: 'missing', at: 41_000 },
        { ...reject, sourceId: null, at: 41_000 },
      ],
    });
    const page = await inStore('riverside', (store) => store.rejects('riverside-office', { limit: 1 }));
    const rest = await inStore('riverside', (store) =>
      store.rejects('riverside-office', { limit: 9, cursor: page.nextCursor }),
    );
    expect([...page.rejects, ...rest.rejects]).toMatchObject([
      { sourceId: '7', reason: 'missing', times: 2, firstAt: 40_000, at: 41_000, resolvedAt: null },
      { sourceId: null, times: 2 },
    ]);
    await box.load([], { rejectsResolved: [{ stream: 'orders', sourceId: '7' }] });
    expect((await inStore('riverside', (store) => store.facts('riverside-office'))).openRejects).toBe(1);
  });

  test('keeps rejects of parts apart, names their record once, and settles them with it', async () => {
    const first = { ...reject, part: 'ticket 71' };
    await box.load([], {
      rejects: [first, { ...reject, part: 'ticket 72' }, { ...reject, sourceId: '8', at: 30_000 }],
    });
    const open = async () => (await inStore('riverside', (store) => store.facts('riverside-office'))).openRejects;
    expect(await open()).toBe(3);
    expect(await inStore('riverside', (store) => store.refused('riverside-office', 9))).toEqual([
      { stream: 'orders', id: '8' },
      { stream: 'orders', id: '7' },
    ]);
    // Read again, one of them is still wrong.
    await box.load([], {
      rejectsResolved: [{ stream: 'orders', sourceId: '7' }],
      rejects: [{ ...first, at: 41_000 }],
    });
    expect(await open()).toBe(2);
    await box.load([], { rejectsResolved: [{ stream: 'orders', sourceId: '7' }] });
    expect(await open()).toBe(1);
  });

  test('tells rejects apart by what figures lack for them', async () => {
    const packer = createPacker();
    packer.add(
      { events: [{ source_id: 'e', source_number: 1, name: 'A', duration_minutes: null, web_event_id: null }] },
      10,
    );
    await box.warehouse.withStore('riverside', (store) => store.load(requestOf({ packed: packer.take() })));
    await box.load([order()], {
      rejects: [
        { ...reject, sourceId: '1' },
        { ...reject, sourceId: '2' },
        { ...reject, sourceId: '1', part: 'ticket 3' },
        { ...reject, stream: 'events', sourceId: 'e' },
        { ...reject, stream: 'events', sourceId: 'x' },
        { ...reject, stream: 'customers', sourceId: 'pseudonym' },
      ],
    });
    expect(await inStore('riverside', (store) => store.facts('riverside-office'))).toMatchObject({
      openRejects: 6,
      unread: { missing: 2, tickets: 1, outdated: 1, details: 2, doubts: 0, doubled: 0 },
    });
  });

  test('tells which tickets of an order are live', async () => {
    await box.load([order(), order({ order: '2', tickets: [{ id: '21', total: 1 }] })]);
    await box.load([order({ tickets: [], updatedAt: 9_000 })], { recordedAt: 60_000 });
    const live = (orders: string[]) => inStore('riverside', (store) => store.liveTickets('riverside-office', orders));
    expect(await live(['1', '2', '3', '2'])).toEqual([['2', '21']]);
    expect(await live([])).toEqual([]);
  });

  test('knows how long it usually is from one sale to the next', async () => {
    const day = 86_400_000;
    const on = (days: number[]) => days.map((at) => order({ order: `${at}`, firstAt: at * day + 1_000, tickets: [] }));
    const sales = async () => (await inStore('riverside', (store) => store.facts('riverside-office'))).sales;
    await box.load(on([300, 301, 302, 303]));
    expect(await sales()).toBeNull();
    // Two orders of one day are one day with sales; what is more than half a year before the last does not count.
    await box.load([
      ...on([1, 90]),
      ...on([304, 305, 306, 307, 309, 310, 311, 317]),
      order({ order: 'x', firstAt: 317 * day, tickets: [] }),
    ]);
    expect(await sales()).toEqual({ latestAt: 317 * day + 1_000, usualGapMs: 2 * day });
  });

  test('says what the store holds', async () => {
    await box.load([order(), order({ order: '2', updatedAt: 9_000, tickets: [] })]);
    expect(await inStore('riverside', (store) => store.facts('riverside-office'))).toMatchObject({
      counts: { orders: 2, tickets: 2, events: 0 },
      earliestOrder: 1_000,
      latestOrderUpdate: 9_000,
      earliestPerformance: null,
      openRejects: 0,
      lastLoadAt: 50_000,
    });
    expect(await inStore('riverside', (store) => store.knownKeys('riverside-office', 'orders'))).toHaveLength(2);
  });
});
