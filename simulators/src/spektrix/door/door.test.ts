import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OrderSeen, type StartedForTest, type SyncSeen, startForTest } from '../start-for-tests.ts';

interface Truth {
  readonly at: string;
  readonly totals: {
    readonly orders: number;
    readonly tickets: number;
    readonly amount: string;
    readonly movements: Readonly<Record<'issue' | 'return' | 'price', number>>;
  };
  readonly performances: readonly {
    readonly id: string;
    readonly tickets: number;
    readonly amount: string;
    readonly orders: number;
  }[];
}

interface Entry {
  readonly ticket: string;
  readonly order: string;
  readonly kind: 'issue' | 'return' | 'price';
  readonly before: string | null;
  readonly after: string | null;
  readonly at: string;
}

const EVERYTHING = 'orders?DateFrom=2015-01-01&DateTo=2030-01-01';
let box: StartedForTest;

beforeEach(async () => {
  box = await startForTest({ orders: 800 });
});
afterEach(() => box.running.close());

test('the truth is what the windows add up to, before and after changes', async () => {
  for (const changes of [0, 200]) {
    if (changes > 0) await box.door('changes', { count: changes, scattered: true });
    const truth = await box.door<Truth>('truth');
    const orders = await box.askJson<OrderSeen[]>(EVERYTHING);
    const tickets = orders.flatMap((each) => each.tickets);
    expect(truth.totals.orders).toBe(orders.length);
    expect(truth.totals.tickets).toBe(tickets.length);
    expect(truth.totals.amount).toBe(
      (Math.round(tickets.reduce((sum, each) => sum + each.total * 100, 0)) / 100).toFixed(2),
    );
    const counts = new Map<string, number>();
    for (const { instance } of tickets) counts.set(instance.id, (counts.get(instance.id) ?? 0) + 1);
    const expected = truth.performances
      .filter((each) => each.tickets > 0)
      .map((each) => [each.id, each.tickets] as const);
    expect(counts).toEqual(new Map(expected));
  }
});

test('the journal tells how every ticket came and went', async () => {
  await box.door('changes', { count: 300 });
  const journal = await box.door<Entry[]>('journal');
  const truth = await box.door<Truth>('truth');
  const live = new Map<string, string>();
  const torn: Entry[] = [];
  for (const entry of journal) {
    if (entry.before !== (live.get(entry.ticket) ?? null)) torn.push(entry);
    if (entry.after === null) live.delete(entry.ticket);
    else live.set(entry.ticket, entry.after);
  }
  expect(torn).toEqual([]);
  const orders = await box.askJson<OrderSeen[]>(EVERYTHING);
  const seen = orders.flatMap((each) => each.tickets).map((each) => [each.id, each.total.toFixed(2)] as const);
  expect(live).toEqual(new Map(seen));
  const count = (kind: string) => journal.filter((entry) => entry.kind === kind).length;
  expect(truth.totals.movements).toEqual({ issue: count('issue'), return: count('return'), price: count('price') });
});

test('changes asked for change exactly that many orders, each at a time of its own, and the feed shows them', async () => {
  const before = await box.door<Truth>('truth');
  const { orders } = await box.door<{ orders: string[] }>('changes', { client: 'demo1', count: 90 });
  expect(new Set(orders).size).toBe(90);
  const page = await box.askJson<SyncSeen>(`orders/sync?since=${before.at.replace('Z', '0001')}`);
  expect(page.values.map((row) => row.orderId)).toEqual(orders);
});

test('the clock can be stepped, set and frozen, and the world follows', async () => {
  await box.door('clock', { now: '2024-06-01T00:00:00Z', frozen: true });
  const early = await box.door<Truth>('truth');
  expect(early.at).toBe('2024-06-01T00:00:00.000Z');
  await box.door('clock', { advanceSeconds: 86_400 * 30 });
  const later = await box.door<Truth>('truth');
  expect(later.at).toBe('2024-07-01T00:00:00.000Z');
  expect(later.totals.orders).toBeGreaterThan(early.totals.orders);
  const real = await box.door<{ now: string; frozen: boolean }>('clock', { now: null });
  expect(real.frozen).toBe(false);
  expect(Math.abs(Date.parse(real.now) - Date.now())).toBeLessThan(60_000);
});

test('changes are refused while the clock stands before the last one', async () => {
  await box.door('changes', { count: 1 });
  await box.door('clock', { advanceSeconds: -3_600 });
  await expect(box.door('changes', { count: 1 })).rejects.toThrow('409');
});

test('requests are counted by route and status', async () => {
  await box.askJson('events');
  await box.ask('orders/sync?since=2025-01-01', null);
  const report = await box.door<{ routes: unknown[] }>('requests');
  expect(report.routes).toEqual(
    expect.arrayContaining([
      { route: 'events', status: 200, count: 1 },
      { route: 'orders/sync', status: 401, count: 1 },
    ]),
  );
});

test('the personal texts are those of customers and orders, in several scripts, within the limit', async () => {
  const texts = await box.door<string[]>('personal?limit=4000');
  expect(texts.length).toBeGreaterThan(2_000);
  expect(texts.length).toBeLessThanOrEqual(4_000);
  for (const script of [
    /\p{Script=Cyrillic}{5}/u,
    /\p{Script=Han}{5}/u,
    /\p{Script=Arabic}{5}/u,
    /\p{Mark}/u,
    /\p{Emoji_Presentation}/u,
  ]) {
    expect(texts.some((text) => script.test(text))).toBe(true);
  }
  const [order] = await box.askJson<OrderSeen[]>(EVERYTHING);
  expect(await box.door<string[]>('personal?limit=100000')).toContain(order?.customer.id);
});

test('the accounts at the door open the API', async () => {
  const accounts = await box.door<{ clients: { client: string; login: string; secret: string }[] }>('accounts');
  expect(accounts.clients[0]).toMatchObject({ client: 'demo1', ...box.account });
});

test('the door takes JSON only, and says what it offers', async () => {
  const url = `${box.running.origin}/__simulator/`;
  expect((await fetch(`${url}consent`, { method: 'POST', body: '{}' })).status).toBe(415);
  expect(await (await fetch(`${url}nothing`)).text()).toContain('POST changes');
});
