import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CONNECTION, connectInProcess, type InProcessConnection } from '../support/in-process-sync.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import type { SimulatorDoor } from '../support/simulator-door.ts';
import { type StartedSimulator, startSimulator } from '../support/start-simulator.ts';

// The feed of a simulated Ticketsolve, read into a real store, with whatever may go wrong on the way.

const HOUR = 3_600_000;
// Ahead of any day on which this runs: what the feed tells must lie ahead of the store's own clock too.
const NOW = Date.now() - (Date.now() % 60_000);
const world = {
  provider: 'ticketsolve',
  world: 'generated',
  seed: 3,
  shows: 12,
  performances: 40,
  orders: 300,
} as const;

let simulator: StartedSimulator;
let door: SimulatorDoor;
let scratch: Awaited<ReturnType<typeof scratchWarehouse>>;
let nth = 0;
let ours: InProcessConnection;

beforeAll(async () => {
  simulator = await startSimulator({ ...world, until: new Date(NOW).toISOString() });
  door = simulator.door;
  scratch = await scratchWarehouse();
});
afterAll(async () => {
  await simulator[Symbol.asyncDispose]();
  await scratch[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await door.clearFaults();
  await door.setClock(NOW);
  ours = await connect();
});

/** A store of its own for each test. */
async function connect(): Promise<InProcessConnection> {
  nth += 1;
  const config = { account: 'demo1', host: door.origin };
  return connectInProcess({
    door,
    warehouse: scratch.warehouse,
    organisationId: `org_${nth}`,
    zone: 'Europe/London',
    account: { connector: 'ticketsolve', config, currency: 'EUR' },
  });
}

const select = (sql: string) => ours.withStore((store) => store.query(sql));
const live = () => select('SELECT source_id AS id FROM performances WHERE deleted_at IS NULL ORDER BY 1');
const sync = async (options = {}) => {
  await door.advance(60_000);
  return ours.sync({ asked: true, ...options });
};
/** Everything but marks of time. */
const everything = () =>
  Promise.all(
    ['venues', 'events', 'performances', 'ticket_types', 'capacity_snapshots'].map((table) =>
      select(`SELECT * EXCLUDE (first_seen, last_seen, requested_at) FROM ${table} ORDER BY ALL`),
    ),
  );

test('all that the box office lists is stored, and how full it is', async () => {
  const { failed, counts, ending } = await sync();
  expect({ failed, ending }).toEqual({ failed: [], ending: { kind: 'done', moreHistory: false } });
  const listed = (await door.truth()).performances.filter((one) => one.listed);
  expect((await live()).map(({ id }) => id)).toEqual(listed.map(({ id }) => id).sort());
  expect(counts).toMatchObject({ observed: listed.length });
  const sold = await select(
    'SELECT performance_id AS id, capacity, available, sold, sold_is_upper_bound AS bound FROM capacity_snapshots',
  );
  for (const { id, tickets } of listed) {
    const snapshot = sold.find((row) => row.id === id);
    expect(snapshot).toMatchObject({ bound: true, sold: Number(snapshot?.capacity) - Number(snapshot?.available) });
    expect(Number(snapshot?.sold)).toBeGreaterThanOrEqual(tickets);
  }
  const bare = await select(
    'SELECT count(*) AS n FROM performances WHERE capacity IS NULL OR duration_minutes IS NULL',
  );
  expect(bare).toEqual([{ n: 0 }]);
}, 60_000);

test('a second reading asks once, and writes nothing', async () => {
  await sync();
  const before = await everything();
  await door.clearRequests();
  const { requests, counts } = await sync();
  expect({ requests, items: counts?.feedItems }).toEqual({ requests: 1, items: 0 });
  expect((await door.requests()).routes).toMatchObject([{ status: 304, count: 1 }]);
  expect(await everything()).toEqual(before);
}, 60_000);

test('without a name for its state the feed is read, and nothing in it is new', async () => {
  await sync();
  const before = await everything();
  await door.fault({ name: 'etag-ignored' });
  await door.fault({ name: 'version-grows' });
  const { counts } = await sync();
  expect(counts).toMatchObject({ feedItemsChanged: 0 });
  expect(counts?.feedItems).toBeGreaterThan(0);
  expect(await everything()).toEqual(before);
}, 60_000);

test('both generations of the feed say the same', async () => {
  await door.fault({ name: 'old-generation' });
  await sync();
  const old = await everything();
  await door.clearFaults();
  const { counts } = await sync();
  expect(counts).toMatchObject({ feedItemsChanged: 0 });
  expect(await everything()).toEqual(old);
}, 60_000);

test('a waiting room is gone through', async () => {
  await door.fault({ name: 'queue-it' });
  expect((await sync()).failed).toEqual([]);
  expect((await live()).length).toBeGreaterThan(0);
}, 60_000);

describe('what comes in place of the feed changes nothing', () => {
  test.each([
    ['login-page', undefined, 'challenge-page'],
    ['maintenance', 200, 'challenge-page'],
    ['maintenance', 503, 'box-office-failing'],
    ['wrong-root', undefined, 'unexpected-document'],
    ['hostile-xml', 'entities', 'unreadable-document'],
    ['hostile-xml', 'external', 'unreadable-document'],
    ['hostile-xml', 'deep', 'unreadable-document'],
    ['hostile-xml', 'text', 'unreadable-document'],
    ['hostile-xml', 'attributes', 'unreadable-document'],
  ])(
    '%s %s',
    async (name, value, code) => {
      await sync();
      const before = await everything();
      await door.fault({ name, match: 'shows.xml', ...(value === undefined ? {} : { value }) });
      const { failed } = await sync();
      expect(failed.filter(({ stream }) => stream === 'events')).toEqual([{ stream: 'events', code }]);
      expect(await everything()).toEqual(before);
      await door.clearFaults();
      expect((await sync()).failed).toEqual([]);
    },
    60_000,
  );
});

test('"sold out" before the sale is not believed', async () => {
  await door.fault({ name: 'not-yet-on-sale' });
  await sync();
  expect(await select('SELECT DISTINCT sale_state FROM capacity_snapshots')).toEqual([{ sale_state: 'not_on_sale' }]);
}, 60_000);

test('without a time of sale nothing is concluded from a full house', async () => {
  await door.fault({ name: 'onsale-missing' });
  await door.fault({ name: 'status-upper-case' });
  await sync();
  const states = await select(
    "SELECT DISTINCT sale_state FROM capacity_snapshots WHERE available = 0 AND sale_state <> 'unknown'",
  );
  expect(states).toEqual([]);
}, 60_000);

test('doors that open after the start are a warning', async () => {
  await door.fault({ name: 'opening-after-start' });
  const { counts, failed } = await sync();
  expect(failed).toEqual([]);
  expect(counts?.warnings['opens-after-start']).toBe((await live()).length);
}, 60_000);

test('one performance on which the box office fails holds up no other', async () => {
  const [one] = (await door.truth()).performances.filter(({ listed }) => listed);
  await door.fault({ name: 'server-error', match: `events/${one?.id}.xml` });
  const { failed, counts } = await sync();
  expect(failed).toEqual([]);
  expect(counts?.observed).toBe((await live()).length - 1);
  expect((await ours.withStore((store) => store.facts(CONNECTION))).openRejects).toBe(1);
}, 60_000);

test('a feed that is empty all at once deletes nothing until a person says so', async () => {
  await sync();
  const all = await live();
  await door.fault({ name: 'feed-empty' });
  for (let n = 0; n < 3; n++) await sync();
  expect(await live()).toEqual(all);
  const doubts = await ours.withStore((store) => store.facts(CONNECTION));
  expect(doubts.unread).toMatchObject({ doubts: 1, missing: 0 });
  await sync({ acceptAbsent: true });
  expect(await live()).toEqual([]);
}, 60_000);

test('what is over leaves the feed and stays in the store', async () => {
  await sync();
  const all = await live();
  // A day later as far as the box office and we are concerned.
  await door.advance(24 * HOUR);
  for (let n = 0; n < 3; n++) await sync();
  expect((await live()).map(({ id }) => id)).toEqual(expect.arrayContaining(all.map(({ id }) => id)));
}, 60_000);

test('what goes from the feed and comes back is known as well as before, without being asked for again', async () => {
  await sync();
  const before = await everything();
  const all = await live();
  await door.fault({ name: 'performance-gone' });
  for (let n = 0; n < 3; n++) await sync();
  expect(await live()).toHaveLength(all.length - 1);
  await door.clearFaults();
  const { counts } = await sync();
  expect(counts?.observed).toBe(0);
  expect(await live()).toEqual(all);
  expect(await everything()).toEqual(before);
}, 60_000);
