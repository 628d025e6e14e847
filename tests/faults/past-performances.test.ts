import { expect, test } from 'vitest';
import { connectInProcess, type InProcessConnection } from '../support/in-process-sync.ts';
import { brokenRules, differences, readState, selectFrom } from '../support/read-store.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { finish } from './finish.ts';

const zone = 'Europe/London';
const small = { seed: 4, events: 8, orders: 80, years: 0.6 };
const stateOf = (connection: InProcessConnection) =>
  connection.withStore(async (store) => ({
    state: await readState(selectFrom(store)),
    broken: await brokenRules(selectFrom(store), { catalogueRead: true }),
  }));

test('performances that are over are known, whether or not a box office lists them or shows them one by one', async () => {
  await using simulator = await startSimulator(small);
  const { door } = simulator;
  await using scratch = await scratchWarehouse();
  const { warehouse } = scratch;
  const read = async (organisationId: string) => {
    const connection = await connectInProcess({ door, warehouse, organisationId, zone });
    await finish(connection);
    return stateOf(connection);
  };
  const all = await read('org_all');

  await door.fault({ name: 'upcoming-only' });
  await door.fault({ name: 'server-error', value: 404, match: '/instances/' });
  const within = await read('org_within');
  expect(within.broken).toEqual([]);
  expect(differences(within.state, all.state)).toEqual([]);

  // Nor are they shown within their events, and those that are over are not shown at all.
  await door.fault({ name: 'server-error', value: 404, match: '/events/' });
  const least = await read('org_least');
  expect(least.broken).toEqual([]);
  expect(least.state.tickets).toHaveLength(all.state.tickets.length);
  const undated = least.state.performances.filter(({ starts_at: at }) => at === null);
  expect(undated.length).toBeGreaterThan(0);
  const byId = new Map(all.state.performances.map((row) => [row.source_id, row]));
  for (const { source_id: id, event_id: event } of undated) expect(byId.get(id)?.event_id).toBe(event);
});
