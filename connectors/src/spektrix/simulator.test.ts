import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { NormaliseContext, Stream } from '@illuminate/connector-kit';
import type { Order, Ticket } from '@illuminate/model';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectSpektrix, type SpektrixClient } from './client.ts';
import { spektrix } from './index.ts';
import { contextFor } from './normalise/records-for-tests.ts';
import { providerConsent } from './provider-consent.ts';
import type { SpektrixReferences } from './references.ts';

// Another hand wrote the simulator, from the same facts and never from this code: where the two agree, both may be right.
const main = fileURLToPath(new URL('../../../simulators/src/main.ts', import.meta.url));
const signal = new AbortController().signal;
const io = { allowLoopback: true, onRequest: () => undefined };
const DAY = 86_400_000;

interface Accounts {
  readonly partner: { readonly login: string; readonly secret: string };
  readonly clients: readonly { readonly client: string; readonly login: string; readonly secret: string }[];
}
interface Truth {
  readonly totals: { readonly orders: number; readonly tickets: number; readonly performances: number };
  readonly performances: readonly { readonly id: string; readonly tickets: number; readonly amount: string }[];
}

describe.skipIf(!existsSync(main))('the Spektrix simulator', () => {
  let simulator: ChildProcess;
  let host = '';
  let accounts: Accounts;
  let client: SpektrixClient;
  let context: NormaliseContext<SpektrixReferences>;

  beforeAll(async () => {
    const world = [
      '--clients',
      '1',
      '--events',
      '12',
      '--orders',
      '600',
      '--years',
      '1',
      '--until',
      '2026-06-30T12:00:00Z',
    ];
    const tsx = createRequire(import.meta.url).resolve('tsx/cli');
    simulator = spawn(process.execPath, [tsx, main, 'spektrix', '--port', '0', ...world, '--exit-with-parent'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    host = await new Promise<string>((resolve, reject) => {
      let text = '';
      simulator.once('exit', () => reject(new Error('the simulator did not start')));
      simulator.stdout?.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const ready = /is ready: (http:\S+)/.exec(text)?.[1];
        if (ready !== undefined) resolve(ready);
      });
    });
    accounts = await door<Accounts>('GET', 'accounts');
    const [account] = accounts.clients;
    if (account === undefined) throw new Error('the simulator has no client');
    client = connectSpektrix({ client: account.client, login: account.login, secret: account.secret, host }, io);
    context = { ...contextFor(), references: await spektrix.references(client, signal) };
  }, 20_000);
  afterAll(async () => {
    await client?.close();
    simulator.stdin?.end();
    simulator.kill();
  });
  beforeEach(() => door('DELETE', 'faults'));

  async function door<T>(method: string, name: string, body?: object): Promise<T> {
    const answer = await fetch(`${host}/__simulator/${name}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return (await answer.json()) as T;
  }
  const fault = (name: string, more: object = {}) => door('POST', 'faults', { name, ...more });

  function stream(name: string) {
    const found = spektrix.streams.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no stream ${name}`);
    return found as Stream<SpektrixClient, object, SpektrixReferences>;
  }

  async function readAllOrders(): Promise<{ orders: Map<string, Order>; tickets: Map<string, Ticket> }> {
    const orders = new Map<string, Order>();
    const tickets = new Map<string, Ticket>();
    const last = Date.UTC(2026, 6, 1);
    for (let from = last - 450 * DAY; from <= last; from += 30 * DAY) {
      const [first, end] = [from, from + 29 * DAY].map((at) => new Date(at).toISOString().slice(0, 10));
      const page = await stream('orders').window?.(client, { from: first ?? '', to: end ?? '' }, signal);
      for (const record of page?.records ?? []) {
        const { rows } = stream('orders').normalise(record, context);
        for (const row of rows.orders ?? []) orders.set(row.source_id, row);
        for (const row of rows.tickets ?? []) tickets.set(row.source_id, row);
      }
    }
    return { orders, tickets };
  }

  interface Sums {
    readonly orders: number;
    readonly tickets: number;
    readonly byPerformance: Record<string, readonly [tickets: number, minor: number]>;
  }

  async function whatWeRead(): Promise<Sums> {
    const { orders, tickets } = await readAllOrders();
    const byPerformance: Record<string, readonly [number, number]> = {};
    for (const { performance_id: id, total_minor: minor } of tickets.values()) {
      const [sold, amount] = byPerformance[id] ?? [0, 0];
      byPerformance[id] = [sold + 1, amount + minor];
    }
    return { orders: orders.size, tickets: tickets.size, byPerformance };
  }

  async function whatIsTrue(): Promise<Sums> {
    const { totals, performances } = await door<Truth>('GET', 'truth');
    const sold = performances.filter((performance) => performance.tickets > 0);
    const byPerformance = Object.fromEntries(
      sold.map(({ id, tickets, amount }) => [id, [tickets, Math.round(Number(amount) * 100)] as const]),
    );
    return { orders: totals.orders, tickets: totals.tickets, byPerformance };
  }

  it('is probed', async () => {
    const probe = await spektrix.probe(client, signal);
    expect(probe.ways).toEqual(expect.arrayContaining(['orders.changedSince', 'orders.window', 'events.crawl']));
  });

  it('has as many tickets and as much money per performance as we read', async () => {
    expect(await whatWeRead()).toEqual(await whatIsTrue());
  });

  it('is read alike where it fails now and then', async () => {
    await fault('server-error', { every: 5, match: 'orders' });
    await fault('rate-limit-silent', { every: 7, match: 'orders' });
    await fault('reset', { every: 6, match: 'orders' });
    await fault('truncated', { every: 8, match: 'orders' });
    await fault('duplicate', { match: 'orders' });
    await fault('reorder', { match: 'orders' });
    expect(await whatWeRead()).toEqual(await whatIsTrue());
  }, 30_000);

  it('shows every performance, also those of events that are listed no more', async () => {
    const truth = await door<Truth>('GET', 'truth');
    // Apart: an event and a performance may have the same id.
    const events = new Set<string>();
    const performances = new Set<string>();
    const mentioned = new Set<string>();
    for (const name of ['events', 'performances']) {
      for await (const page of stream(name).crawl?.(client, signal) ?? []) {
        for (const record of page.records) {
          const { rows, mentions } = stream(name).normalise(record, context);
          for (const row of rows.events ?? []) events.add(row.source_id);
          for (const row of rows.performances ?? []) performances.add(row.source_id);
          for (const { id, stream: of } of mentions) if (of === 'events') mentioned.add(id);
        }
      }
    }
    const { tickets } = await readAllOrders();
    for (const { event_id } of tickets.values()) mentioned.add(event_id);
    for (const id of mentioned) {
      if (events.has(id)) continue;
      const page = await stream('events').byId?.(client, id, signal);
      for (const record of page?.records ?? []) {
        for (const row of stream('events').normalise(record, context).rows.performances ?? []) {
          performances.add(row.source_id);
        }
      }
    }
    const sold = truth.performances.filter((performance) => performance.tickets > 0);
    expect(sold.filter(({ id }) => !performances.has(id))).toEqual([]);
  });

  it('is signed in to though its clock is 20 minutes off', async () => {
    await fault('clock-skew', { value: 20 });
    const probe = await spektrix.probe(client, signal);
    expect(Math.round((probe.clockOffsetMs ?? 0) / 60_000)).toBe(20);
  });

  it.each(['challenge-200', 'challenge-403'])('is left alone for a while after a %s that stays', async (name) => {
    await fault(name, { times: 2 });
    await expect(stream('venues').crawl?.(client, signal)[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      name: 'RetryLaterError',
      fault: { code: 'challenge-page' },
    });
  });

  it('has a feed that is followed over 250 orders of one moment', async () => {
    await fault('same-timestamp', { value: 250, times: 1 });
    let cursor = stream('orders').cursorAt?.(Date.UTC(2026, 5, 29), context.zone) ?? '';
    const windows: unknown[] = [];
    for (let rounds = 0; rounds < 20; rounds++) {
      const notices = await stream('orders').changedSince?.(client, cursor, signal);
      if (notices === undefined) break;
      cursor = notices.cursor;
      if (notices.readWindow !== undefined) windows.push(notices.readWindow);
      if (notices.caughtUp) break;
    }
    expect(windows).toEqual([{ from: '2026-06-29', to: '2026-07-01' }]);
  });

  it('tells a toggle that is off', async () => {
    const { client: name } = client.config;
    const partner = { ...accounts.partner, host };
    const list = () => providerConsent.listConsentingClients(partner, io, signal);
    const asPartner = connectSpektrix(providerConsent.configFor(partner, name), io);
    try {
      await door('POST', 'consent', { client: name, allowed: true });
      expect((await list()).map((one) => one.client)).toEqual([name]);
      expect((await spektrix.probe(asPartner, signal)).ways).toContain('orders.window');
      await door('POST', 'consent', { client: name, allowed: false });
      expect(await list()).toEqual([]);
      await expect(spektrix.probe(asPartner, signal)).rejects.toMatchObject({ name: 'ConsentWithdrawnError' });
    } finally {
      await asPartner.close();
    }
  });
});
