import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONNECTION, connectInProcess, type InProcessConnection } from '../support/in-process-sync.ts';
import { brokenRules, selectFrom } from '../support/read-store.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import { runs, seed } from '../support/seeds.ts';
import type { JournalEntry } from '../support/simulator-door.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { finish } from './finish.ts';
import { minor } from './store-against-truth.ts';

const OPENED = '2026-04-20T10:17:00Z';
const numRuns = runs(4);

interface Round {
  readonly changes: number;
  readonly minutes: number;
  readonly fault: string | null;
}

const round: fc.Arbitrary<Round> = fc.record({
  changes: fc.integer({ min: 1, max: 6 }),
  minutes: fc.integer({ min: 0, max: 200 }),
  fault: fc.constantFrom(null, null, 'reset', 'truncated', 'duplicate', 'reorder', 'server-error', 'repeat-page'),
});

test(`where a sync finished between any two edits, the movements are the box office's own journal (seed ${seed}, ${numRuns} lives)`, async () => {
  const life = fc.record(
    {
      worldSeed: fc.integer({ min: 1, max: 1_000_000 }),
      // Few orders, so that the same ones are changed again and again.
      orders: fc.integer({ min: 8, max: 30 }),
      rounds: fc.array(round, { minLength: 6, maxLength: 14 }),
    },
    { noNullPrototype: true },
  );
  await fc.assert(fc.asyncProperty(life, followed), { seed, numRuns, endOnFailure: true });
});

async function followed({
  worldSeed,
  orders,
  rounds,
}: {
  worldSeed: number;
  orders: number;
  rounds: readonly Round[];
}) {
  await using simulator = await startSimulator({ seed: worldSeed, events: 5, orders, years: 0.4, until: OPENED });
  const { door } = simulator;
  await using scratch = await scratchWarehouse();
  const zone = 'Europe/London';
  const connection = await connectInProcess({ door, warehouse: scratch.warehouse, organisationId: 'org_a', zone });
  await finish(connection);
  const before = new Set((await movements(connection)).map(({ id }) => id));
  for (const { changes, minutes, fault } of rounds) {
    await door.advance(minutes * 60_000);
    await door.change(changes, { scattered: true });
    if (fault !== null) await door.fault({ name: fault, times: 1 });
    await finish(connection);
    await door.clearFaults();
  }
  const journal = await door.journal(undefined, new Date(Date.parse(OPENED) + 1).toISOString());
  const ours = (await movements(connection)).filter(({ id }) => !before.has(id));
  expect(ours.map(({ line }) => line)).toEqual(journal.map(lineOf).sort());
  expect(await connection.withStore((store) => brokenRules(selectFrom(store), { catalogueRead: true }))).toEqual([]);
}

/** The ledger, a line each: ticket, instant, kind and amount, which is all that the journal tells. */
async function movements(connection: InProcessConnection): Promise<{ id: string; line: string }[]> {
  const rows = await connection.withStore((store) =>
    store.query(
      `SELECT movement_id, ticket_id, kind, quantity, amount_minor, effective_at, effective_basis FROM ticket_movements
       WHERE connection_id = $1`,
      [CONNECTION],
    ),
  );
  return rows
    .map((row) => ({
      id: String(row.movement_id),
      line: `${row.ticket_id} ${new Date(Number(row.effective_at)).toISOString()} ${row.kind} ${row.quantity} ${row.amount_minor}`,
    }))
    .sort((a, b) => (a.line < b.line ? -1 : 1));
}

function lineOf({ ticket, at, kind, before, after }: JournalEntry): string {
  const [had, has] = [minor(before ?? '0'), minor(after ?? '0')];
  const [name, quantity] = { issue: ['issue', 1], return: ['return', -1], price: ['price_change', 0] }[kind];
  return `${ticket} ${at} ${name} ${quantity} ${has - had}`;
}
