// A box office that always fails on single records, whatever it does to them, and answers for all others.
import { connectors } from '@illuminate/connectors';
import { expect, test } from 'vitest';
import { CONNECTION, connectInProcess, type InProcessConnection } from '../support/in-process-sync.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import type { SimulatorDoor } from '../support/simulator-door.ts';
import { startSimulator } from '../support/start-simulator.ts';

const zone = 'Europe/London';
const small = { seed: 11, events: 16, orders: 200, years: 2, until: '2026-04-20T10:17:00Z' };
const HOUR = 3_600_000;
/** What fails is tried four times, and what hangs is waited for twice: a sync has more time for both. */
const hasty = { retry: { firstWaitMs: 25 } };
const impatient = { ...hasty, deadlines: { firstByteMs: 3_000 } };

/** A booker of the box office, and a performance that is to come. */
async function someOf(door: SimulatorDoor): Promise<{ readonly booker: string; readonly performance: string }> {
  const spektrix = connectors.find(({ id }) => id === 'spektrix');
  const [client] = (await door.accounts()).clients;
  if (spektrix === undefined || client === undefined) throw new Error('no client');
  const config = { client: client.client, login: client.login, secret: client.secret, host: door.origin };
  const connection = spektrix.connect(config, { allowLoopback: true, onRequest: () => undefined });
  const { signal } = new AbortController();
  const streamOf = (name: string) => spektrix.streams.find((stream) => stream.name === name);
  try {
    const orders = await streamOf('orders')?.window?.(connection, { from: '2025-01-01', to: '2027-01-01' }, signal);
    const bookers = [...(orders?.records ?? [])].flatMap((order) => order.customer?.id ?? []);
    const today = new Date(await door.now()).toISOString();
    const ahead: string[] = [];
    for await (const { records } of streamOf('performances')?.crawl?.(connection, signal) ?? []) {
      for (const { id, start, cancelled } of records) if (start.slice(0, 10) > today && !cancelled) ahead.push(id);
    }
    return { booker: bookers[5], performance: ahead[0] ?? '' };
  } finally {
    await spektrix.close(connection);
  }
}

const openRejects = async (ours: InProcessConnection) =>
  (await ours.withStore((store) => store.rejects(CONNECTION, { limit: 200 }))).rejects.filter(
    ({ resolvedAt }) => resolvedAt === null,
  );
const reasons = async (ours: InProcessConnection) =>
  (await openRejects(ours)).map(({ stream, reason }) => `${stream} ${reason}`).sort();
const held = (ours: InProcessConnection) =>
  ours.withStore(async (store) => {
    const count = async (table: string) =>
      Number((await store.query(`SELECT count(*) AS n FROM ${table} WHERE deleted_at IS NULL`))[0]?.n);
    return { orders: await count('orders'), tickets: await count('tickets') };
  });

test.concurrent.each([
  ['hang', 'no-answer'],
  ['reset', 'connection-lost'],
  ['challenge-200', 'challenge-page'],
  ['rate-limit-silent', 'rate-limited'],
  ['server-error', 'box-office-failing'],
])(
  'records that end in %s are named and hold up nothing, and are read once they can be',
  async (name, code) => {
    const patience = name === 'hang' ? impatient : hasty;
    await using simulator = await startSimulator(small);
    const { door } = simulator;
    await using scratch = await scratchWarehouse();
    const ours = await connectInProcess({ door, warehouse: scratch.warehouse, organisationId: 'org_a', zone });
    const { totals, performances } = await door.truth();
    const { booker, performance } = await someOf(door);
    const unlisted = performances.find(({ listed, tickets }) => !listed && tickets > 0)?.event ?? '';
    expect(unlisted).not.toBe('');

    await door.fault({ name, match: `/customers/${booker}` });
    await door.fault({ name, match: `/events/${unlisted}` });
    await door.fault({ name, match: `/instances/${performance}/status` });
    const first = await ours.sync({ asked: true, budgetMs: 240_000, patience });
    expect([first.failed, first.historyComplete]).toEqual([[], true]);
    expect(await held(ours)).toEqual({ orders: totals.orders, tickets: totals.tickets });
    expect(first.counts?.observed).toBeGreaterThan(0);
    expect(await reasons(ours)).toEqual([`capacity-snapshots ${code}`, `customers ${code}`, `events ${code}`]);

    await door.clearFaults();
    await door.advance(2 * HOUR);
    expect((await ours.sync({ asked: true, patience })).failed).toEqual([]);
    expect(await openRejects(ours)).toEqual([]);

    const [order, ...others] = await door.change(3);
    await door.fault({ name, match: `/orders/${order}` });
    const second = await ours.sync({ asked: true, budgetMs: 240_000, patience });
    expect([second.failed, second.caughtUp, others.length]).toEqual([[], true, 2]);
    expect(await reasons(ours)).toEqual([`orders ${code}`]);
    await door.clearFaults();
    await ours.sync({ asked: true, patience });
    expect(await openRejects(ours)).toEqual([]);
    expect(await held(ours)).toEqual(
      await door.truth().then(({ totals: { orders, tickets } }) => ({ orders, tickets })),
    );
  },
  240_000,
);

test.concurrent('an outage is none of theirs', async () => {
  await using simulator = await startSimulator(small);
  const { door } = simulator;
  await using scratch = await scratchWarehouse();
  const ours = await connectInProcess({ door, warehouse: scratch.warehouse, organisationId: 'org_a', zone });
  await door.fault({ name: 'rate-limit-silent', match: '/customers/' });
  const { failed } = await ours.sync({ asked: true, patience: hasty });
  expect(failed).toContainEqual({ stream: 'orders', code: 'rate-limited' });
  expect(await openRejects(ours)).toEqual([]);
}, 60_000);
