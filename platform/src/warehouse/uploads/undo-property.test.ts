// Random uploads, taken back and put back in any order, against the plainest model: a pile of layers.
import type { Rows } from '@illuminate/model';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AWAITED_EVENT } from '../load/follow-performances.ts';
import { rowsOf, type Snapshot, startWarehouse, type TestWarehouse } from '../made-batches.ts';
import { createPacker, type PackedBatch } from '../pack.ts';

let box: TestWarehouse;

beforeAll(async () => {
  box = await startWarehouse();
});
afterAll(() => box.close());

const CONNECTION = 'riverside-upload';

interface MadeCount {
  readonly id: string;
  readonly tickets: number;
}

interface MadePerformance {
  readonly id: string;
  readonly event: string;
  readonly capacity: number;
}

interface MadeUpload {
  /** A list of performances knows them better than sales do, whichever came last. */
  readonly kind: 'sales' | 'events';
  readonly orders: readonly Snapshot[];
  readonly counts: readonly MadeCount[];
  readonly performances: readonly MadePerformance[];
}

type Step = { readonly load: MadeUpload } | { readonly turn: number } | { readonly again: number };

class Pile {
  readonly layers: { readonly made: MadeUpload; undone: boolean }[] = [];

  top(): { tickets: unknown[]; counts: unknown[]; performances: unknown[]; events: unknown[] } {
    const orders = new Map<string, Snapshot>();
    const counts = new Map<string, number>();
    const performances = new Map<string, MadePerformance>();
    const standing = this.layers.filter(({ undone }) => !undone).map(({ made }) => made);
    for (const made of standing) {
      for (const one of made.orders) orders.set(one.order, one);
      for (const { id, tickets } of made.counts) counts.set(id, tickets);
    }
    for (const made of standing.toSorted((one, two) => Number(one.kind === 'events') - Number(two.kind === 'events'))) {
      for (const one of made.performances) performances.set(one.id, one);
    }
    const events = new Set(standing.flatMap((made) => made.performances.map(({ event }) => event)));
    return {
      tickets: [...orders.values()]
        .flatMap(({ order, tickets }) =>
          tickets.map(({ id, total }) => ({ id, order, total, event: performances.get('p1')?.event ?? AWAITED_EVENT })),
        )
        .sort(byId),
      counts: [...counts].map(([id, tickets]) => ({ id, tickets })).sort(byId),
      performances: [...performances.values()].sort(byId),
      events: [...events].sort().map((id) => ({ id })),
    };
  }
}

const byId = (one: { readonly id: string }, two: { readonly id: string }): number => (one.id < two.id ? -1 : 1);

async function* packed({ orders, counts, performances }: MadeUpload): AsyncGenerator<PackedBatch> {
  const packer = createPacker();
  for (const snapshot of orders) {
    const { tickets = [], ...rows } = rowsOf(snapshot);
    packer.add({ ...rows, tickets: tickets.map((ticket) => ({ ...ticket, event_id: AWAITED_EVENT })) }, 0);
  }
  packer.add(rowsOfPerformances(performances), 0);
  const rows = counts.map(({ id, tickets }) => ({
    source_id: id,
    performance_id: id,
    counted_on: null,
    tickets,
    income_minor: null,
    currency: null,
  }));
  packer.add({ performance_counts: rows }, 0);
  if (!packer.isEmpty) yield packer.take();
}

const rowsOfPerformances = (performances: readonly MadePerformance[]): Rows => ({
  events: [...new Set(performances.map(({ event }) => event))].map((id) => ({
    ...{ source_id: id, source_number: null, name: id, duration_minutes: null, web_event_id: null },
  })),
  performances: performances.map(({ id, event, capacity }) => ({
    ...{
      source_id: id,
      source_number: null,
      event_id: event,
      venue_id: null,
      plan_id: null,
      plan_name: null,
      capacity,
    },
    ...{ starts_at: 9_000, starts_local: 9_000, zone: 'Europe/London', cancelled: false },
    ...{ on_sale_at: null, duration_minutes: null },
  })),
});

const LIVE =
  'SELECT source_id AS id, order_id AS "order", total_minor AS total, event_id AS event FROM tickets WHERE deleted_at IS NULL ORDER BY id';
const PERFORMANCES = `SELECT source_id AS id, event_id AS event, capacity FROM performances
  WHERE event_id <> '${AWAITED_EVENT}' ORDER BY id`;
const EVENTS = `SELECT source_id AS id FROM events WHERE source_id <> '${AWAITED_EVENT}' ORDER BY id`;
/** What happened, as the ledger has it once reversals are taken from what they reverse. When a change was found is of its load alone. */
const HAPPENED = `SELECT ticket_id AS ticket, kind, quantity * n AS quantity, amount_minor * n AS amount, order_id AS "order", event_id AS event,
    CASE WHEN bool_or(effective_basis = 'bounded') THEN NULL ELSE effective_at END AS effective, sum(n)::INTEGER AS times
  FROM (SELECT *, CASE effective_basis WHEN 'reversal' THEN -1 ELSE 1 END AS n FROM ticket_movements)
  GROUP BY ticket_id, kind, quantity * n, amount_minor * n, order_id, event_id, effective_at HAVING sum(n) <> 0 ORDER BY ALL`;
const COUNTS = 'SELECT source_id AS id, tickets FROM performance_counts WHERE deleted_at IS NULL ORDER BY id';

async function checkInvariants(): Promise<void> {
  expect(
    await box.query(`SELECT 'ticket' AS what FROM tickets GROUP BY source_id HAVING count(*) > 1
      UNION ALL SELECT 'order' FROM orders GROUP BY source_id HAVING count(*) > 1
      UNION ALL SELECT 'movement' FROM ticket_movements GROUP BY movement_id HAVING count(*) > 1`),
  ).toEqual([]);
  expect(
    await box.query(`SELECT t.source_id FROM tickets t LEFT JOIN (SELECT ticket_id AS id, sum(amount_minor)::BIGINT AS amount,
        sum(quantity)::BIGINT AS quantity, count(*) AS n FROM ticket_movements GROUP BY ticket_id) m ON m.id = t.source_id
      WHERE m.amount IS DISTINCT FROM CASE WHEN t.deleted_at IS NULL THEN t.total_minor ELSE 0 END
        OR m.quantity IS DISTINCT FROM CASE WHEN t.deleted_at IS NULL THEN 1 ELSE 0 END OR m.n <> t.movements`),
  ).toEqual([]);
}

const snapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    order: fc.constantFrom('1', '2', '3'),
    updatedAt: fc.constantFrom(2_000, 3_000, 4_000),
    totals: fc.array(fc.constantFrom(0, 500, 700), { maxLength: 3 }),
    channel: fc.constantFrom('web', 'counter'),
  })
  .map(({ order, updatedAt, totals, channel }) => ({
    order,
    updatedAt,
    requestedAt: 0,
    channel,
    tickets: totals.map((total, at) => ({ id: `${order}${at}`, total })),
  }));
const made: fc.Arbitrary<MadeUpload> = fc.record({
  kind: fc.constantFrom('sales', 'events'),
  performances: fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('p1', 'p2'),
      event: fc.constantFrom('e1', 'e2'),
      capacity: fc.constantFrom(100, 200),
    }),
    { maxLength: 2, selector: ({ id }) => id },
  ),
  orders: fc.uniqueArray(snapshot, { maxLength: 3, selector: ({ order }) => order }),
  counts: fc.uniqueArray(fc.record({ id: fc.constantFrom('p8', 'p9'), tickets: fc.nat({ max: 3 }) }), {
    maxLength: 2,
    selector: ({ id }) => id,
  }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: made.map((load) => ({ load })) },
  { weight: 4, arbitrary: fc.nat({ max: 5 }).map((turn) => ({ turn })) },
  { weight: 1, arbitrary: fc.nat({ max: 5 }).map((again) => ({ again })) },
);

test('any sequence of uploads, undos and redos leaves what a pile of layers has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 9 }), async (steps) => {
      await box.warehouse.destroy('riverside');
      const pile = new Pile();
      let before: unknown[] = [];
      const load = async (given: MadeUpload): Promise<void> => {
        pile.layers.push({ made: given, undone: false });
        const uploadId = `upl_${pile.layers.length}`;
        const request = { connectionId: CONNECTION, uploadId, kind: given.kind, sha256: 'h', fence: 1 } as const;
        await box.warehouse.withStore('riverside', async (store) => {
          await store.loadUpload({ ...request, recordedAt: 50_000 }, packed(given));
          // Nothing of it is loaded a second time.
          await store.loadUpload({ ...request, recordedAt: 60_000 }, packed(given));
        });
      };
      for (const one of steps) {
        if ('load' in one) await load(one.load);
        else if ('again' in one) {
          const known = pile.layers[one.again];
          if (known !== undefined) await load(known.made);
        } else {
          const layer = pile.layers[one.turn];
          if (layer === undefined) continue;
          layer.undone = !layer.undone;
          const { undone } = layer;
          const uploadId = `upl_${one.turn + 1}`;
          const turned = await box.warehouse.withStore('riverside', (store) =>
            store.turnUpload({ connectionId: CONNECTION, uploadId, undone, fence: 1, recordedAt: 50_000 }),
          );
          expect(turned?.undone).toBe(undone);
        }
        expect({
          tickets: await box.query(LIVE),
          counts: await box.query(COUNTS),
          performances: await box.query(PERFORMANCES),
          events: await box.query(EVENTS),
        }).toEqual(pile.top());
        await checkInvariants();
        const movements = await box.query('SELECT movement_id FROM ticket_movements ORDER BY ALL');
        expect(movements, 'no movement of before is touched').toEqual(expect.arrayContaining(before));
        before = movements;
      }
      const happened = await box.query(HAPPENED);
      await box.warehouse.destroy('riverside');
      const standing = pile.layers.filter(({ undone }) => !undone);
      for (const [at, { made: given }] of standing.entries()) {
        const request = { connectionId: CONNECTION, uploadId: `upl_${at}`, kind: given.kind, sha256: 'h', fence: 1 };
        await box.warehouse.withStore('riverside', (store) =>
          store.loadUpload({ ...request, recordedAt: 50_000 }, packed(given)),
        );
      }
      expect(happened, 'as if only the standing files had been loaded').toEqual(await box.query(HAPPENED));
    }),
    { numRuns: 12 },
  );
}, 60_000);

test('what was taken back leaves nothing on the clock of what happened', async () => {
  await fc.assert(
    fc.asyncProperty(made, async (given) => {
      await box.warehouse.destroy('riverside');
      const request = { connectionId: CONNECTION, uploadId: 'upl_1', fence: 1, recordedAt: 50_000 } as const;
      await box.warehouse.withStore('riverside', async (store) => {
        await store.loadUpload({ ...request, kind: 'sales', sha256: 'h' }, packed(given));
        for (const undone of [true, false, true]) await store.turnUpload({ ...request, undone });
      });
      expect(await box.query(HAPPENED)).toEqual([]);
      expect(
        await box.query('SELECT DISTINCT kind, effective_basis AS basis FROM ticket_movements WHERE quantity < 0'),
      ).toEqual(given.orders.some(({ tickets }) => tickets.length > 0) ? [{ kind: 'issue', basis: 'reversal' }] : []);
    }),
    { numRuns: 4 },
  );
}, 60_000);
