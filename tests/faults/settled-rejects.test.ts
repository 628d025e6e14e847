import { connectors } from '@illuminate/connectors';
import { expect, test } from 'vitest';
import { CONNECTION, connectInProcess } from '../support/in-process-sync.ts';
import { brokenRules, selectFrom } from '../support/read-store.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import type { SimulatorDoor } from '../support/simulator-door.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { finish } from './finish.ts';

const zone = 'Europe/London';
const small = { seed: 5, events: 5, orders: 120, years: 0.3, until: '2026-04-20T10:17:00Z' };
const { signal } = new AbortController();

/** A booker's id at the box office, as an order names it. */
async function someBooker(door: SimulatorDoor): Promise<string> {
  const connector = connectors.find(({ id }) => id === 'spektrix');
  if (connector === undefined) throw new Error('no connector');
  const { clients } = await door.accounts();
  const client = connector.connect({ ...clients[0], host: door.origin }, { allowLoopback: true, onRequest() {} });
  try {
    const orders = connector.streams.find(({ name }) => name === 'orders');
    const page = await orders?.window?.(client, { from: '2026-03-01', to: '2026-04-20' }, signal);
    const [first] = (page?.records ?? []) as { customer: { id: string } }[];
    if (first === undefined) throw new Error('no order');
    return first.customer.id;
  } finally {
    await connector.close(client);
  }
}

test('a booker on whom the box office fails lacks an area only, and is settled as soon as it answers', async () => {
  await using simulator = await startSimulator(small);
  const { door } = simulator;
  await using scratch = await scratchWarehouse();
  const ours = await connectInProcess({ door, warehouse: scratch.warehouse, organisationId: 'org_a', zone });
  const facts = () => ours.withStore((store) => store.facts(CONNECTION));
  const booker = await someBooker(door);

  await door.fault({ name: 'server-error', match: `/customers/${booker}` });
  await ours.sync({ asked: true });
  expect(await facts()).toMatchObject({
    openRejects: 1,
    unread: { missing: 0, tickets: 0, outdated: 0, details: 1, doubts: 0, doubled: 0 },
  });
  const stored = await ours.withStore((store) => store.query('SELECT * FROM rejects'));
  expect(JSON.stringify(stored)).not.toContain(booker);

  await door.clearFaults();
  await door.clearRequests();
  await finish(ours);
  expect((await facts()).openRejects).toBe(0);
  // Nobody else was asked for again, and nobody by a pseudonym.
  const asked = (await door.requests()).routes.filter(({ route }) => route === 'customers/{}');
  expect(asked).toMatchObject([{ status: 200, count: 1 }]);
  expect(await ours.withStore((store) => brokenRules(selectFrom(store), { catalogueRead: true }))).toEqual([]);
}, 60_000);
