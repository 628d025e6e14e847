// What a box office says of itself against what is held: what was lost is found, named and brought back.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Client, Reconciliation } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { collectAll, connectOrganisation } from '../support/connect-organisation.ts';
import { readStores } from '../support/read-stores.ts';
import type { Truth } from '../support/simulator-door.ts';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';

const LOST = 'lost-spektrix';
const HIDDEN = 'hidden-spektrix';
const WITHIN_MS = 60_000;

const show = (api: Client, connection: string): Promise<Reconciliation> =>
  api.call('showReconciliation', { params: { connection } });
const headlineOf = async (api: Client, connection: string) =>
  (await api.call('showConnection', { params: { connection } })).headline;

/** Compares once, and waits for the outcome. */
async function compared(api: Client, connection: string): Promise<Reconciliation> {
  const before = (await show(api, connection)).last?.at;
  await api.call('compareNow', { params: { connection } });
  return done(api, connection, before);
}

async function done(api: Client, connection: string, before: string | undefined): Promise<Reconciliation> {
  let seen: unknown;
  return until(
    `${connection} is compared`,
    WITHIN_MS,
    async () => {
      const now = await show(api, connection);
      seen = now;
      return now.last !== null && now.last.at !== before && !now.comparing && now.readingAgain === null && now;
    },
    () => JSON.stringify(seen),
  );
}

async function readAgain(api: Client, connection: string): Promise<Reconciliation> {
  const before = (await show(api, connection)).last?.at;
  await api.call('readAgain', { params: { connection } });
  return done(api, connection, before);
}

/** What a hand or a fault of the disk may do to the store of a server that is stopped. */
async function behindItsBack(data: string, organisation: string, sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(join(data, 'warehouse', `${organisation}.duckdb`));
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

/** Performances by how many tickets they have, the fullest first. */
const fullest = ({ performances }: Truth) => [...performances].sort((a, b) => b.tickets - a.tickets);

test('rows that are lost here, and orders that are left out there, are found, named and brought back', async () => {
  const data = await mkdtemp(join(tmpdir(), 'illuminate-reconcile-'));
  try {
    await using simulator = await startSimulator({ seed: 4, events: 8, orders: 120, years: 0.6, clients: 2 });
    const { door } = simulator;
    // One box office leaves orders out of whatever it is asked, and keeps their seats among those sold.
    await door.fault({ name: 'orders-left-out', value: 12, match: '/demo2/' });
    await using first = await startPlatform({ data });
    const lost = await connectOrganisation(first.api, door, { slug: 'lost', client: 'demo1' });
    const hidden = await connectOrganisation(first.api, door, { slug: 'hidden', client: 'demo2' });
    const organisations = await first.api.call('listOrganisations', {});
    await Promise.all([collectAll(first.api, lost.name), collectAll(first.api, hidden.name)]);

    await door.clearRequests();
    const truth = await door.truth('demo1');
    const whole = await compared(first.api, LOST);
    expect(whole.compares).toMatchObject({ says: 'exactly', label: 'observed' });
    expect(whole.last).toMatchObject({ differs: 0, official: truth.totals.tickets, held: truth.totals.tickets });
    expect(whole.last?.equal).toBe(truth.performances.length);
    const asked = (await door.requests()).routes.filter(({ route }) => route.includes('availability'));
    expect(asked.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(16);

    await saysNothing(first, door, whole);

    await salesGoOn(first, door);

    // Behind our back: the other one never sent some orders.
    const short = await compared(first.api, HIDDEN);
    expect(short.last?.differs).toBeGreaterThan(0);
    expect((await headlineOf(first.api, HIDDEN)).code).toBe('OK');
    await compared(first.api, HIDDEN);
    expect(await headlineOf(first.api, HIDDEN)).toMatchObject({ code: 'DIFFERS', action: { kind: 'read-again' } });
    // A night without an answer takes nothing back of what was found.
    for (const route of ['/availability', '/status']) await door.fault({ name: 'server-error', match: route });
    expect((await compared(first.api, HIDDEN)).last?.differs).toBe(short.last?.differs);
    await door.clearFaults();
    await door.fault({ name: 'orders-left-out', value: 12, match: '/demo2/' });
    // As long as they are left out, reading them again brings nothing back, and the difference stays.
    expect((await readAgain(first.api, HIDDEN)).last?.differs).toBe(short.last?.differs);
    await door.clearFaults();
    expect((await readAgain(first.api, HIDDEN)).last).toMatchObject({ differs: 0 });
    expect((await headlineOf(first.api, HIDDEN)).code).toBe('OK');
    await first.process.stop();

    const [most, second, third] = fullest(await door.truth('demo1'));
    const organisation = organisations.items.find(({ slug }) => slug === 'lost');
    if (most === undefined || second === undefined || third === undefined) throw new Error('three performances');
    if (organisation === undefined) throw new Error('an organisation');
    const folder = organisation.id;
    const orders = (performance: string): string =>
      `(SELECT DISTINCT order_id FROM ticket_movements WHERE performance_id = '${performance}' ORDER BY 1 LIMIT 3)`;
    await behindItsBack(
      data,
      folder,
      `CREATE TEMP TABLE gone AS FROM ${orders(most.id)};
       DELETE FROM orders WHERE source_id IN (FROM gone);
       DELETE FROM order_items WHERE order_id IN (FROM gone);
       DELETE FROM ticket_movements WHERE order_id IN (FROM gone);
       DELETE FROM tickets WHERE order_id IN (FROM gone);
       DELETE FROM tickets WHERE performance_id = '${second.id}';
       DELETE FROM ticket_movements WHERE performance_id = '${third.id}' AND order_id IN ${orders(third.id)}
         AND ticket_id IN (SELECT source_id FROM tickets WHERE deleted_at IS NULL)`,
    );

    await using again = await startPlatform({ data });
    await compared(again.api, LOST);
    const found = await compared(again.api, LOST);
    const named = new Map(found.worst.map((each) => [each.performance, each]));
    expect(named.get(most.id)).toMatchObject({ verdict: 'differs', reason: 'fewer-here', official: most.tickets });
    expect(named.get(second.id)).toMatchObject({ verdict: 'differs', held: 0, reason: 'own-records' });
    expect(named.get(third.id)).toMatchObject({
      verdict: 'differs',
      reason: 'own-records',
      likely: ['rows-lost-here'],
    });
    expect(found.worst[0]?.eventName).not.toBeNull();
    expect(await headlineOf(again.api, LOST)).toMatchObject({ code: 'DIFFERS', action: { kind: 'read-again' } });

    const mended = await readAgain(again.api, LOST);
    expect(mended.last).toMatchObject({ differs: 0 });
    expect((await headlineOf(again.api, LOST)).code).toBe('OK');
    const now = await door.truth('demo1');
    expect(mended.last?.held).toBe(now.totals.tickets);
    await again.process.stop();
    const [store] = await readStores(data, [folder]);
    expect(store?.broken).toEqual([]);
    expect(store?.state.tickets).toHaveLength(now.totals.tickets);
    expect(store?.state.orders).toHaveLength(now.totals.orders);
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});

/** Orders are changed and returned after the box office has been asked for its totals, and before changes are read. */
async function salesGoOn(
  { api }: StartedPlatform,
  door: Awaited<ReturnType<typeof startSimulator>>['door'],
): Promise<void> {
  await door.fault({ name: 'rate-limit', value: 2, match: '/demo1/api/v3/orders/sync', times: 1 });
  const before = (await show(api, LOST)).last?.at;
  await door.clearRequests();
  await api.call('compareNow', { params: { connection: LOST } });
  await until('totals have been asked for', WITHIN_MS, async () => {
    const { routes } = await door.requests();
    return routes.some(({ route }) => route.includes('availability'));
  });
  await door.change(40, { client: 'demo1', scattered: true });
  expect((await done(api, LOST, before)).last).toMatchObject({ differs: 0 });
}

/** A box office that fails on what it counts, or has no such numbers: why nothing was compared is told as it is. */
async function saysNothing(
  { api }: StartedPlatform,
  door: Awaited<ReturnType<typeof startSimulator>>['door'],
  whole: Reconciliation,
): Promise<void> {
  const performances = whole.last?.equal;
  for (const [value, reason] of [
    [404, 'not-told'],
    [500, 'not-answered'],
  ] as const) {
    for (const route of ['/availability', '/status']) await door.fault({ name: 'server-error', value, match: route });
    const { last } = await compared(api, LOST);
    expect(last).toMatchObject({ equal: 0, differs: 0, reasons: [{ reason, performances }] });
  }
  await door.clearFaults();
  await door.fault({ name: 'orders-left-out', value: 12, match: '/demo2/' });
  expect((await compared(api, LOST)).last?.equal).toBe(performances);
}
