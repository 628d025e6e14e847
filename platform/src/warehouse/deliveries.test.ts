import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LoadDeliveryRequest } from './delivery-types.ts';
import { AWAITED_EVENT } from './load/follow-performances.ts';
import { requestOf, rowsOf, type Snapshot, startWarehouse, type TestWarehouse } from './made-batches.ts';
import { createPacker, type PackedBatch } from './pack.ts';

const CONNECTION = 'riverside-office';
const HOUR = 3_600_000;

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
  tickets: [{ id: '11', total: 500 }],
  ...changes,
});

const requestFor = (changes: Partial<LoadDeliveryRequest> = {}): LoadDeliveryRequest => {
  const sequence = changes.sequence ?? 1;
  return {
    connectionId: CONNECTION,
    fence: 1,
    recordedAt: 50_000,
    batch: `b${sequence}`,
    sequence,
    manifestHash: 'h',
    keyId: 'dk_1',
    periodFrom: (sequence - 1) * HOUR,
    periodTo: sequence * HOUR,
    parts: 1,
    orders: 1,
    tickets: 1,
    performances: 0,
    ...changes,
  };
};

/** As deliveries are packed: tickets that name their performance alone. */
function packed(snapshots: readonly Snapshot[]): PackedBatch {
  const packer = createPacker();
  for (const snapshot of snapshots) {
    const { tickets = [], ...rows } = rowsOf(snapshot);
    packer.add(
      { ...rows, tickets: tickets.map((ticket) => ({ ...ticket, event_id: AWAITED_EVENT })) },
      snapshot.requestedAt,
    );
  }
  return packer.take();
}

function performance(id: string, event: string, requestedAt: number): PackedBatch {
  const packer = createPacker();
  const none = {
    source_number: null,
    plan_id: null,
    plan_name: null,
    venue_id: null,
    capacity: null,
    on_sale_at: null,
    duration_minutes: null,
  };
  const at = { starts_at: 9 * HOUR, starts_local: 9 * HOUR, zone: 'Europe/London', cancelled: false };
  packer.add(
    {
      performances: [{ source_id: id, event_id: event, ...none, ...at }],
      events: [{ source_id: event, source_number: null, name: event, duration_minutes: null, web_event_id: null }],
    },
    requestedAt,
  );
  return packer.take();
}

async function* each(...chunks: readonly (PackedBatch | Error)[]) {
  for (const chunk of chunks) {
    if (chunk instanceof Error) throw chunk;
    yield chunk;
  }
}

const deliver = (request: LoadDeliveryRequest, ...chunks: (PackedBatch | Error)[]) =>
  box.warehouse.withStore('riverside', (store) => store.loadDelivery(request, each(...chunks)));
const facts = () => box.warehouse.withStore('riverside', (store) => store.deliveries(CONNECTION));
const held = () => box.warehouse.withStore('riverside', (store) => store.facts(CONNECTION));
const catalogue = (chunk: PackedBatch) =>
  box.warehouse.withStore('riverside', (store) => store.load(requestOf({ packed: chunk, fence: 7 })));
const pointed = async () => ({
  tickets: await box.query('SELECT source_id, event_id FROM tickets ORDER BY 1'),
  ledger: await box.query(
    'SELECT ticket_id, event_id, sum(quantity)::INTEGER AS standing FROM ticket_movements GROUP BY ALL ORDER BY ALL',
  ),
  live: await box.query('SELECT source_id, event_id FROM performances WHERE deleted_at IS NULL ORDER BY 1'),
  dangling:
    await box.query(`SELECT t.source_id FROM tickets t LEFT JOIN performances p ON p.source_id = t.performance_id
    LEFT JOIN events e ON e.source_id = t.event_id WHERE p.source_id IS NULL OR e.source_id IS NULL
    UNION ALL SELECT source_id FROM events WHERE source_id = '${AWAITED_EVENT}' AND NOT EXISTS (FROM tickets WHERE event_id = '${AWAITED_EVENT}')`),
});

describe('a delivered batch', () => {
  test('is loaded once, however often it is asked for', async () => {
    const first = await deliver(requestFor(), packed([order()]));
    const again = await deliver(
      requestFor({ recordedAt: 90_000, fence: 2 }),
      packed([order({ updatedAt: 9_000, tickets: [] })]),
    );
    expect(again).toEqual(first);
    expect(await box.query('SELECT count(*) AS n FROM tickets WHERE deleted_at IS NULL')).toEqual([{ n: 1 }]);
    expect(await box.query('SELECT count(*) AS n FROM deliveries')).toEqual([{ n: 1 }]);
  });

  test('leaves nothing when a later chunk of it fails', async () => {
    await expect(deliver(requestFor(), packed([order()]), new Error('the second part'))).rejects.toThrow(
      'the second part',
    );
    for (const table of ['orders', 'tickets', 'ticket_movements', 'deliveries', 'loads', 'performances', 'fence']) {
      expect(await box.query(`SELECT count(*) AS n FROM ${table}`), table).toEqual([{ n: 0 }]);
    }
    await expect(deliver(requestFor(), packed([order()]))).resolves.toMatchObject({ unchanged: 0 });
  });

  test('is the same in one chunk and in many', async () => {
    const snapshots = Array.from({ length: 12 }, (_, n) =>
      order({
        order: `${n}`,
        tickets: [
          { id: `1${n}`, total: n },
          { id: `2${n}`, total: 3 },
        ],
        items: [{ id: `${n}/d`, amount: n }],
      }),
    );
    const content = async () => ({
      orders: await box.query('SELECT source_id, row_hash, total_minor FROM orders ORDER BY 1'),
      tickets: await box.query('SELECT source_id, total_minor, movements FROM tickets ORDER BY 1'),
      items: await box.query('SELECT source_id, amount_minor FROM order_items ORDER BY 1'),
      ledger: await box.query('SELECT movement_id, kind, amount_minor FROM ticket_movements ORDER BY 1'),
    });
    await deliver(requestFor(), packed(snapshots));
    const whole = await content();
    await box.warehouse.destroy('riverside');
    await deliver(requestFor(), ...snapshots.map((snapshot) => packed([snapshot])));
    expect(await content()).toEqual(whole);
  });

  test('counts what changed nothing', async () => {
    await deliver(
      requestFor({ sequence: 2 }),
      packed([order({ updatedAt: 5_000 }), order({ order: '2', tickets: [] })]),
    );
    const late = await deliver(
      requestFor(),
      packed([order({ requestedAt: 9_000 }), order({ order: '2', tickets: [] })]),
    );
    expect(late.unchanged).toBe(2);
  });

  test('does not end a sync of the same connection, which has a fence of its own', async () => {
    await catalogue(performance('p1', 'e1', 1));
    await deliver(requestFor({ fence: 99 }), packed([order()]));
    await expect(catalogue(performance('p2', 'e2', 2))).resolves.toMatchObject({ rows: { performances: 1 } });
    await expect(deliver(requestFor({ sequence: 2, fence: 98 }), packed([order()]))).rejects.toMatchObject({
      code: 'store-fenced',
    });
  });
});

describe('a ticket', () => {
  const known = {
    tickets: [{ source_id: '11', event_id: 'e1' }],
    ledger: [{ ticket_id: '11', event_id: 'e1', standing: 1 }],
    live: [{ source_id: 'p1', event_id: 'e1' }],
    dangling: [],
  };

  test('of a performance that is not known waits for it, and points right once the catalogue brings it', async () => {
    await deliver(requestFor(), packed([order()]));
    expect(await pointed()).toMatchObject({
      tickets: [{ event_id: AWAITED_EVENT }],
      live: [{ source_id: 'p1', event_id: AWAITED_EVENT }],
      dangling: [],
    });
    expect(await held()).toMatchObject({ counts: { performances: 0, events: 0 }, earliestPerformance: null });
    expect((await facts()).waitingTickets).toBe(1);
    await catalogue(performance('p1', 'e1', 5));
    expect(await pointed()).toEqual(known);
    expect((await facts()).waitingTickets).toBe(0);
  });

  test('of a performance that is known points right at once', async () => {
    await catalogue(performance('p1', 'e1', 5));
    await deliver(requestFor(), packed([order()]));
    expect(await pointed()).toEqual(known);
  });

  test('and its performance may come in one batch, in either order', async () => {
    await deliver(requestFor(), packed([order()]), performance('p1', 'e1', 5));
    expect(await pointed()).toEqual(known);
    await box.warehouse.destroy('riverside');
    await deliver(requestFor(), performance('p1', 'e1', 5), packed([order()]));
    expect(await pointed()).toEqual(known);
  });

  test('that is delivered again is the same ticket, whether or not its performance was known then', async () => {
    await deliver(requestFor(), packed([order()]));
    await catalogue(performance('p1', 'e1', 5));
    const again = await deliver(requestFor({ sequence: 2 }), packed([order({ requestedAt: 11_000 })]));
    expect(again.unchanged).toBe(1);
    await deliver(requestFor({ sequence: 3 }), packed([order({ updatedAt: 3_000, channel: 'counter' })]));
    expect((await pointed()).ledger).toEqual(known.ledger);
    expect(await box.query('SELECT count(*) AS n FROM ticket_movements')).toEqual([{ n: 1 }]);
  });

  test('stays as the later of two said that count from the same millisecond on, whichever comes first', async () => {
    await deliver(requestFor({ sequence: 1_001 }), packed([order({ requestedAt: 10_001.001, channel: 'counter' })]));
    const late = await deliver(
      requestFor({ sequence: 1_000 }),
      packed([order({ requestedAt: 10_001, channel: 'online' })]),
    );
    expect(late.unchanged).toBe(1);
    expect(await box.query('SELECT channel FROM orders')).toEqual([{ channel: 'counter' }]);
  });

  test('goes with its performance to another event', async () => {
    await deliver(requestFor(), performance('p1', 'e1', 5), packed([order()]));
    await catalogue(performance('p1', 'e2', 6));
    expect(await pointed()).toMatchObject({ tickets: [{ event_id: 'e2' }], ledger: [{ event_id: 'e2', standing: 1 }] });
  });
});

test('a connection knows which numbers and which times were delivered', async () => {
  expect(await facts()).toEqual({
    batches: 0,
    lastSequence: null,
    lastLoadedAt: null,
    coveredTo: null,
    sequences: [],
    periods: [],
    gapPeriods: [],
    rhythmMs: null,
    waitingTickets: 0,
  });
  for (const sequence of [5, 1, 2, 7, 8]) await deliver(requestFor({ sequence, orders: 0, tickets: 0 }));
  // Its period joins none of the others.
  await deliver(requestFor({ sequence: 9, periodFrom: 11 * HOUR, periodTo: 12 * HOUR }));
  expect(await facts()).toEqual({
    batches: 6,
    lastSequence: 9,
    lastLoadedAt: 50_000,
    coveredTo: 12 * HOUR,
    sequences: [
      [1, 2],
      [5, 5],
      [7, 9],
    ],
    periods: [
      [0, 2 * HOUR],
      [4 * HOUR, 5 * HOUR],
      [6 * HOUR, 8 * HOUR],
      [11 * HOUR, 12 * HOUR],
    ],
    gapPeriods: [
      [2 * HOUR, 4 * HOUR],
      [5 * HOUR, 6 * HOUR],
    ],
    rhythmMs: 2 * HOUR,
    waitingTickets: 0,
  });
});
