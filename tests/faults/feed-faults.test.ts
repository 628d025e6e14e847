import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectInProcess, type InProcessConnection } from '../support/in-process-sync.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import { type StartedSimulator, startSimulator } from '../support/start-simulator.ts';

// What a feed of what is on may do wrong, beside what public-feed.test.ts has: told by its code, and gone when the feed is well.

const NOW = Date.now() - (Date.now() % 60_000);

let simulator: StartedSimulator;
let scratch: Awaited<ReturnType<typeof scratchWarehouse>>;
let ours: InProcessConnection;

beforeAll(async () => {
  const world = {
    provider: 'ticketsolve',
    world: 'generated',
    seed: 3,
    shows: 8,
    performances: 16,
    orders: 60,
  } as const;
  simulator = await startSimulator({ ...world, until: new Date(NOW).toISOString() });
  scratch = await scratchWarehouse();
  ours = await connectInProcess({
    door: simulator.door,
    warehouse: scratch.warehouse,
    organisationId: 'org_a',
    zone: 'Europe/London',
    account: { connector: 'ticketsolve', config: { account: 'demo1', host: simulator.door.origin }, currency: 'EUR' },
  });
  await sync();
});
afterAll(async () => {
  await simulator[Symbol.asyncDispose]();
  await scratch[Symbol.asyncDispose]();
});
beforeEach(() => simulator.door.clearFaults());

async function sync() {
  await simulator.door.advance(60_000);
  return ours.sync({ asked: true });
}

/** What is on, without marks of time. */
const programme = () =>
  ours.withStore(async (store) => ({
    performances: await store.query(
      // What only a look at the performance itself tells comes back with its next look, a day later.
      `SELECT * EXCLUDE (first_seen, last_seen, requested_at, row_hash, source_updated_at, capacity, duration_minutes,
         on_sale_at) FROM performances ORDER BY ALL`,
    ),
    events: await store.query(
      'SELECT * EXCLUDE (first_seen, last_seen, requested_at, row_hash, source_updated_at) FROM events ORDER BY ALL',
    ),
  }));

test.each([
  ['rate-limit', 120, 'rate-limited'],
  ['rate-limit-silent', undefined, 'rate-limited'],
  ['server-error', undefined, 'box-office-failing'],
  ['reset', undefined, 'connection-lost'],
  ['truncated', undefined, 'answer-cut'],
  ['challenge-200', undefined, 'challenge-page'],
  ['challenge-403', undefined, 'challenge-page'],
  ['hostile-xml', 'endless:70', 'answer-too-big'],
])(
  '%s %s in place of the feed changes nothing, and is over with it',
  async (name, value, code) => {
    const before = await programme();
    // An answer that nothing has changed has no body to spoil.
    await simulator.door.fault({ name: 'etag-ignored' });
    await simulator.door.fault({ name, match: 'shows.xml', ...(value === undefined ? {} : { value }) });
    const { failed } = await sync();
    expect(failed.find(({ stream }) => stream === 'events')).toEqual({ stream: 'events', code });
    expect(await programme()).toEqual(before);
    await simulator.door.clearFaults();
    expect((await sync()).failed).toEqual([]);
    expect(await programme()).toEqual(before);
  },
  90_000,
);

test.each([
  'slow-body',
  'new-generation',
  'properties-empty',
  'prices-changed',
  'show-gone',
  'venue-empty',
  'venue-gone',
])(
  '%s is no failure, and all is as before when it is over',
  async (name) => {
    const before = await programme();
    await simulator.door.fault({ name, ...(name === 'slow-body' ? { value: 1 } : {}) });
    expect((await sync()).failed).toEqual([]);
    expect((await sync()).failed).toEqual([]);
    await simulator.door.clearFaults();
    expect((await sync()).failed).toEqual([]);
    expect(await programme()).toEqual(before);
  },
  90_000,
);
