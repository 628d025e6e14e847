// Tickets that cannot be what they seem: in two orders at once, or at a price that no coin pays.
import { expect, test } from 'vitest';
import { sayGaps } from '../../platform/src/connections/say-gaps.ts';
import { CONNECTION, connectInProcess } from '../support/in-process-sync.ts';
import { brokenRules, selectFrom } from '../support/read-store.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { finish } from './finish.ts';

const zone = 'Europe/London';
const small = { seed: 11, events: 6, orders: 150, years: 0.4, until: '2026-04-20T10:17:00Z' };
const HOUR = 3_600_000;

async function begin() {
  const simulator = await startSimulator(small);
  const scratch = await scratchWarehouse();
  const { door } = simulator;
  const ours = await connectInProcess({ door, warehouse: scratch.warehouse, organisationId: 'org_a', zone });
  return {
    door,
    ours,
    async open() {
      const { rejects } = await ours.withStore((store) => store.rejects(CONNECTION, { limit: 200 }));
      return rejects.filter(({ resolvedAt }) => resolvedAt === null);
    },
    unread: async () => (await ours.withStore((store) => store.facts(CONNECTION))).unread,
    tickets: async () =>
      (await ours.withStore((store) => store.query('SELECT * FROM tickets WHERE deleted_at IS NULL'))).length,
    async [Symbol.asyncDispose]() {
      await scratch[Symbol.asyncDispose]();
      await simulator[Symbol.asyncDispose]();
    },
  };
}

test('a ticket that several orders hold counts once, is told of for each other order, and comes right', async () => {
  await using box = await begin();
  const { door, ours } = box;
  const { totals } = await door.truth();
  // So much later than any sale that no clock explains it.
  await door.advance(HOUR);
  await door.fault({ name: 'same-ticket' });
  await ours.sync({ asked: true });
  const told = await box.open();
  expect(told.length).toBeGreaterThan(5);
  expect(new Set(told.map(({ part, reason, field }) => [part, reason, field].join()))).toHaveProperty('size', 1);
  expect(told[0]).toMatchObject({ stream: 'orders', reason: 'in-two-orders', field: 'tickets' });
  expect(told[0]?.expected).toMatch(/^each ticket in one order; order \S+, which is the later one, holds it too/);
  expect(await box.tickets()).toBe(totals.tickets - told.length);
  const unread = await box.unread();
  expect(unread).toEqual({ missing: 0, tickets: 0, outdated: 0, details: 0, doubts: 0, doubled: told.length });
  expect(sayGaps(unread)).toContain(`${told.length} tickets stand in two orders: the later order has them`);

  await door.clearFaults();
  await door.advance(2 * HOUR);
  await finish(ours);
  expect([await box.open(), await box.tickets()]).toEqual([[], totals.tickets]);
  expect(await ours.withStore((store) => brokenRules(selectFrom(store), { catalogueRead: true }))).toEqual([]);
});

test('a ticket whose amount is finer than its currency is refused by itself, in words that say so, and counted', async () => {
  await using box = await begin();
  const { door, ours } = box;
  const { totals } = await door.truth();
  await door.fault({ name: 'fine-amount', value: 'tickets.total' });
  await ours.sync({ asked: true });
  const refused = await box.open();
  expect(refused.length).toBeGreaterThan(5);
  for (const reject of refused) {
    expect(reject).toMatchObject({
      stream: 'orders',
      part: expect.stringMatching(/^ticket \S+$/),
      reason: 'unreadable-amount',
      field: 'tickets[0].total',
      expected: 'an amount in GBP, to 2 decimals at most',
      nextStep: expect.stringMatching(/^The rest of the record is loaded\. .* look at it in the box office/),
    });
  }
  expect(await box.tickets()).toBe(totals.tickets - refused.length);
  const unread = await box.unread();
  expect(unread).toEqual({ missing: 0, tickets: refused.length, outdated: 0, details: 0, doubts: 0, doubled: 0 });
  expect(sayGaps(unread)).toContain(`${refused.length} tickets could not be read and are not in your figures`);

  await door.clearFaults();
  await finish(ours);
  expect([await box.open(), await box.tickets()]).toEqual([[], totals.tickets]);
});
