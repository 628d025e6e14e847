import { expect, test } from 'vitest';
import { connectInProcess } from '../support/in-process-sync.ts';
import { readState, selectFrom } from '../support/read-store.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { finish } from './finish.ts';

/** Five pages of the feed of changes, and all on one day. */
const CHANGED = 450;

test('a day on which hundreds of orders changed is read once, however many pages tell of them', async () => {
  await using simulator = await startSimulator({
    ...{ seed: 5, events: 5, orders: 600, years: 0.4, until: '2026-04-20T10:17:00Z' },
  });
  const { door } = simulator;
  await using scratch = await scratchWarehouse();
  const connection = await connectInProcess({
    ...{ door, warehouse: scratch.warehouse, organisationId: 'org_a', zone: 'Europe/London' },
  });
  await finish(connection);
  await door.change(CHANGED);
  await door.clearRequests();
  const { counts, caughtUp } = await connection.sync({ asked: true });
  expect(caughtUp).toBe(true);
  const { routes } = await door.requests();
  expect(routes.find(({ route }) => route === 'orders/sync')?.count).toBeGreaterThanOrEqual(CHANGED / 100);
  // The day once, and once more when the last days are gone through; not once for each page.
  expect(counts?.ordersRead).toBeGreaterThanOrEqual(CHANGED);
  expect(counts?.ordersRead).toBeLessThan(2.5 * CHANGED);
  await finish(connection);
  const state = await connection.withStore((store) => readState(selectFrom(store)));
  expect(state.tickets).toHaveLength((await door.truth()).totals.tickets);
});

test('more changes at one moment than a page of the feed names are read by their days, and it is said that some may be missing', async () => {
  await using simulator = await startSimulator({
    ...{ seed: 6, events: 5, orders: 600, years: 0.4, until: '2026-04-20T10:17:00Z' },
  });
  const { door } = simulator;
  await using scratch = await scratchWarehouse();
  const connection = await connectInProcess({
    ...{ door, warehouse: scratch.warehouse, organisationId: 'org_a', zone: 'Europe/London' },
  });
  await finish(connection);
  await door.fault({ name: 'same-timestamp', value: 250, times: 1 });
  await door.change(1);
  const { counts, caughtUp } = await connection.sync({ asked: true });
  expect(caughtUp).toBe(true);
  expect(Object.keys(counts?.warnings ?? {})).toContain('more-changed-at-one-moment-than-the-feed-tells');
});
