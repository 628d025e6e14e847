import { expect, test } from 'vitest';
import { connectInProcess } from '../support/in-process-sync.ts';
import { readState, selectFrom } from '../support/read-store.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { finish } from './finish.ts';
import { untrue } from './store-against-truth.ts';

const zone = 'Europe/London';
const small = { seed: 8, events: 4, orders: 60, years: 0.5, until: '2026-04-20T10:17:00Z' };

test('a box office without venues, plans and ticket types, and with 404 for days without orders, is read whole', async () => {
  await using simulator = await startSimulator(small);
  const { door } = simulator;
  await using scratch = await scratchWarehouse();
  for (const list of ['venues', 'plans', 'ticket-types']) {
    await door.fault({ name: 'server-error', value: 404, match: `/${list}` });
  }
  await door.fault({ name: 'empty-window-404' });
  await door.fault({ name: 'sync-absent' });
  const ours = await connectInProcess({ door, warehouse: scratch.warehouse, organisationId: 'org_a', zone });
  await finish(ours);
  const state = await ours.withStore((store) => readState(selectFrom(store)));
  expect(untrue(state, await door.truth())).toEqual([]);
  expect(state.venues).toEqual([]);
  const { routes } = await door.requests();
  expect(routes.find(({ route, status }) => route === 'orders' && status === 404)?.count).toBeGreaterThan(20);
});
