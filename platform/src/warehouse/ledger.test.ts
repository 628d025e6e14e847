import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NaiveStore } from './ledger-model.ts';
import { type Snapshot, startWarehouse, type TestWarehouse } from './made-batches.ts';

let box: TestWarehouse;

beforeAll(async () => {
  box = await startWarehouse();
});
afterAll(() => box.close());

const LIVE =
  'SELECT source_id AS id, order_id AS "order", total_minor AS total FROM tickets WHERE deleted_at IS NULL ORDER BY id';
const SUMS = `SELECT ticket_id AS id, sum(amount_minor)::BIGINT AS amount, sum(quantity)::BIGINT AS quantity, count(*) AS n,
  max(ordinal) AS last FROM ticket_movements GROUP BY ticket_id ORDER BY id`;

/** What must hold whatever was loaded. */
async function checkInvariants(): Promise<void> {
  const doubled = await box.query(`
    SELECT 'ticket' AS what FROM tickets GROUP BY source_id HAVING count(*) > 1
    UNION ALL SELECT 'order' FROM orders GROUP BY source_id HAVING count(*) > 1
    UNION ALL SELECT 'movement' FROM ticket_movements GROUP BY movement_id HAVING count(*) > 1`);
  expect(doubled).toEqual([]);
  const wrong = await box.query(`
    SELECT t.source_id FROM tickets t LEFT JOIN (${SUMS}) m ON m.id = t.source_id
    WHERE m.amount IS DISTINCT FROM CASE WHEN t.deleted_at IS NULL THEN t.total_minor ELSE 0 END
      OR m.quantity IS DISTINCT FROM CASE WHEN t.deleted_at IS NULL THEN 1 ELSE 0 END
      OR m.n <> t.movements OR m.last <> t.movements`);
  expect(wrong).toEqual([]);
}

const ticketArbitrary = fc.record({
  id: fc.constantFrom('11', '12', '13', '14'),
  total: fc.constantFrom(0, 500, 700),
  performance: fc.constantFrom('p1', 'p1', 'p2'),
});
const snapshotArbitrary: fc.Arbitrary<Snapshot> = fc.record({
  order: fc.constantFrom('1', '2', '3'),
  updatedAt: fc.constantFrom(2_000, 3_000, 4_000, 5_000),
  requestedAt: fc.integer({ min: 10_000, max: 10_020 }),
  tickets: fc.uniqueArray(ticketArbitrary, { maxLength: 3, selector: ({ id }) => id }),
  channel: fc.constantFrom('web', 'counter'),
});

test('any sequence of batches leaves what a naive store has, and a replay adds nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(snapshotArbitrary, { maxLength: 4 }), { maxLength: 6 }), async (batches) => {
      await box.warehouse.destroy('riverside');
      const naive = new NaiveStore();
      for (const batch of batches) {
        const expected = naive.load(batch);
        const { orders, movements } = await box.load(batch);
        expect({ ...orders, movements }).toEqual(expected);
        expect(await box.load(batch)).toMatchObject({ movements: naive.load(batch).movements });
      }
      expect(await box.query(LIVE)).toEqual(naive.live());
      await checkInvariants();
    }),
    { numRuns: 8 },
  );
});

/** A step of the box office's own history, or an answer of ours that was asked for at that moment. */
const stepArbitrary = fc.oneof(
  fc.record({
    kind: fc.constant('sell' as const),
    order: fc.constantFrom('1', '2', '3'),
    total: fc.constantFrom(0, 500, 900),
  }),
  fc.record({
    kind: fc.constantFrom('return', 'reprice', 'move' as const),
    pick: fc.nat(20),
    order: fc.constantFrom('1', '2', '3'),
  }),
  fc.record({ kind: fc.constant('read' as const), order: fc.constantFrom('1', '2', '3') }),
);

test('answers in any order, doubled and split anyhow, end where the box office is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(stepArbitrary, { maxLength: 30 }),
      fc.array(fc.nat(1_000), { minLength: 40, maxLength: 40 }),
      async (steps, chances) => {
        await box.warehouse.destroy('riverside');
        const office = new Map(
          ['1', '2', '3'].map((id) => [id, { updatedAt: 1_000, tickets: new Map<string, number>() }]),
        );
        const answers: Snapshot[] = [];
        let now = 10_000;
        let sold = 0;
        const read = (order: string): void => {
          const { updatedAt, tickets } = office.get(order) ?? { updatedAt: 0, tickets: new Map<string, number>() };
          const rows = [...tickets].map(([id, total]) => ({ id, total }));
          answers.push({ order, updatedAt, requestedAt: now, tickets: rows });
        };
        const touch = (order: string): Map<string, number> => {
          const state = office.get(order);
          if (state === undefined) throw new Error('no such order');
          state.updatedAt = now;
          return state.tickets;
        };
        for (const step of steps) {
          now += 10;
          if (step.kind === 'read') read(step.order);
          else if (step.kind === 'sell') touch(step.order).set(String(++sold + 100), step.total);
          else {
            const all = [...office].flatMap(([order, { tickets }]) =>
              [...tickets].map(([id, total]) => ({ order, id, total })),
            );
            const chosen = all[step.pick % Math.max(1, all.length)];
            if (chosen === undefined) continue;
            if (step.kind === 'reprice') touch(chosen.order).set(chosen.id, chosen.total + 5);
            else touch(chosen.order).delete(chosen.id);
            if (step.kind === 'move') touch(step.order).set(chosen.id, chosen.total);
          }
        }
        now += 10;
        for (const order of office.keys()) read(order);
        const shuffled = answers
          .flatMap((answer, at) => ((chances[at] ?? 0) % 3 === 0 ? [answer, answer] : [answer]))
          .map((answer, at) => ({ answer, by: chances[at % chances.length] ?? 0 }))
          .sort((a, b) => a.by - b.by)
          .map(({ answer }) => answer);
        for (let at = 0; at < shuffled.length; ) {
          const size = 1 + ((chances[at % chances.length] ?? 0) % 4);
          await box.load(shuffled.slice(at, at + size));
          at += size;
        }
        const truth = [...office].flatMap(([order, { tickets }]) =>
          [...tickets].map(([id, total]) => ({ id, order, total })),
        );
        expect(await box.query(LIVE)).toEqual(truth.sort((a, b) => (a.id < b.id ? -1 : 1)));
        await checkInvariants();
      },
    ),
    { numRuns: 8 },
  );
});
