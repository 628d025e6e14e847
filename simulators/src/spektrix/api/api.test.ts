import { afterAll, beforeAll, expect, test } from 'vitest';
import { askSigned } from '../ask-for-tests.ts';
import { type OrderSeen, type StartedForTest, type SyncSeen, startForTest } from '../start-for-tests.ts';

let box: StartedForTest;

beforeAll(async () => {
  box = await startForTest();
});
afterAll(() => box.running.close());

test('lists of orders need a signature; a wrong one is refused everywhere', async () => {
  expect((await box.ask('orders?DateFrom=2025-01-01&DateTo=2025-01-02', null)).status).toBe(401);
  expect((await box.ask('events', null)).status).toBe(200);
  const wrong = { login: box.account.login, secret: Buffer.from('not the key').toString('base64') };
  expect((await box.ask('events', wrong)).status).toBe(401);
});

test('a clock that is twenty minutes off is refused, one that is five minutes off is not', async () => {
  const ask = (minutes: number) => askSigned(`${box.api}venues`, { account: box.account, clockOff: minutes * 60_000 });
  expect((await ask(5)).status).toBe(200);
  expect((await ask(-20)).status).toBe(401);
});

test('owner mode shows more than web mode', async () => {
  const groups = async (account: typeof box.account | null) =>
    JSON.parse((await box.ask('tag-groups', account)).text).length;
  expect(await groups(box.account)).toBeGreaterThan(await groups(null));
  const web = JSON.parse((await box.ask('events', null)).text)[0];
  const owner = (await box.askJson<Record<string, unknown>[]>(`events`)).find((each) => each.id === web.id);
  expect(owner).toHaveProperty('attribute_InternalNotes');
  expect(web).not.toHaveProperty('attribute_InternalNotes');
});

test('a customer is answered by the id that orders name and by the short number that people see, with both in it', async () => {
  const orders = await box.askJson<{ customer?: { id?: string } | null }[]>(
    'orders?DateFrom=2024-01-01&DateTo=2026-12-31',
  );
  const id = orders.map(({ customer }) => customer?.id).find((one) => one !== undefined) ?? '';
  const byId = await box.ask(`customers/${id}`);
  const customer = JSON.parse(byId.text) as { id: string; friendlyId: string };
  expect(customer).toMatchObject({ id, friendlyId: expect.stringMatching(/^I-[0-9A-Z]{4}-[0-9A-Z]{4}$/) });
  expect((await box.ask(`customers/${customer.friendlyId}`)).text).toBe(byId.text);
  expect((await box.ask(`customers/${customer.friendlyId}`, null)).status).toBe(401);
});

test('what is unknown answers 404 with a message, never an empty list', async () => {
  for (const path of [
    'customers?email=nobody%40example.org',
    'customers/I-AAAA-AAAA',
    'orders/1',
    'events/1',
    'nothing',
  ]) {
    const received = await box.ask(path);
    expect(received.status).toBe(404);
    expect(JSON.parse(received.text)).toHaveProperty('message');
  }
});

test('robots meet an HTML page: no User-Agent, a library posting, the singular endpoints', async () => {
  const refused = [
    await askSigned(`${box.api}events`, { account: box.account, headers: { 'user-agent': '' } }),
    await askSigned(`${box.api}customers`, {
      account: box.account,
      method: 'POST',
      body: '{}',
      headers: { 'user-agent': 'undici' },
    }),
    await box.ask('customer'),
  ];
  for (const received of refused) {
    expect(received.status).toBe(403);
    expect(received.headers['content-type']).toContain('text/html');
  }
});

test('a window holds each order with a transaction in it once, and ignores page and pageSize', async () => {
  const window = 'orders?DateFrom=2025-03-01&DateTo=2025-03-31';
  const orders = await box.askJson<OrderSeen[]>(window);
  expect(orders.length).toBeGreaterThan(10);
  expect(new Set(orders.map((each) => each.id)).size).toBe(orders.length);
  expect(await box.askJson(`${window}&page=2&pageSize=5`)).toEqual(orders);
});

test('an order edited weeks later comes back in the windows of both days, as it stands now', async () => {
  const days = (order: OrderSeen) => Date.parse(order.lastTransactionDate) - Date.parse(order.firstTransactionDate);
  const all = await box.askJson<OrderSeen[]>('orders?DateFrom=2015-01-01&DateTo=2030-01-01');
  const edited = all.find((each) => days(each) > 14 * 86_400_000);
  expect(edited).toBeDefined();
  for (const text of [edited?.firstTransactionDate ?? '', edited?.lastTransactionDate ?? '']) {
    const day = text.slice(0, 10);
    const window = await box.askJson<OrderSeen[]>(`orders?DateFrom=${day}&DateTo=${day}`);
    expect(window.find((each) => each.id === edited?.id)).toEqual(edited);
  }
});

test('windows of single days together hold what the window of all of them holds', async () => {
  const days = await Promise.all(
    [28, 29, 30, 31].map((day) => box.askJson<OrderSeen[]>(`orders?DateFrom=2024-12-${day}&DateTo=2024-12-${day}`)),
  );
  const whole = await box.askJson<OrderSeen[]>('orders?DateFrom=2024-12-28&DateTo=2024-12-31');
  expect(new Set(days.flat().map((each) => each.id))).toEqual(new Set(whole.map((each) => each.id)));
});

test('orders confirmed on a day are orders of that day', async () => {
  const orders = await box.askJson<OrderSeen[]>('orders?confirmedOn=2025-06-12');
  const window = await box.askJson<OrderSeen[]>('orders?DateFrom=2025-06-12&DateTo=2025-06-12');
  const ids = new Set(window.map((each) => each.id));
  expect(orders.every((each) => ids.has(each.id))).toBe(true);
});

test('the feed of changes leads through every confirmed order, inclusive, a hundred at a time', async () => {
  const seen = new Set<string>();
  let path: string | null = 'orders/sync?since=2015-01-01T00:00:00.0000000';
  let pages = 0;
  let repeated = 0;
  while (path) {
    const page: SyncSeen = await box.askJson(path);
    pages += 1;
    expect(page.values.length).toBeLessThanOrEqual(100);
    expect(page.paging.next).toMatch(/^\/api\/v3\/orders\/sync\?since=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}$/);
    if (pages > 1 && seen.has(page.values[0]?.orderId ?? '')) repeated += 1;
    for (const row of page.values) seen.add(row.orderId);
    path = page.values.length < 100 ? null : (page.paging.next ?? '').replace('/api/v3/', '');
  }
  expect(repeated).toBe(pages - 1);
  const all = await box.askJson<OrderSeen[]>('orders?DateFrom=2015-01-01&DateTo=2030-01-01');
  expect(seen).toEqual(new Set(all.map((each) => each.id)));
});

test('customers are found by id, friendly id and e-mail address', async () => {
  const page = await box.askJson<{ values: { customerId: string; customerFriendlyId: string }[] }>(
    'orders/sync?since=2025-01-01',
  );
  const byEmail: [unknown, unknown][] = [];
  for (const row of page.values.slice(0, 20)) {
    const customer = await box.askJson<{ id: string; email: string | null }>(`customers/${row.customerId}`);
    expect(await box.askJson(`customers/${row.customerFriendlyId}`)).toEqual(customer);
    if (!customer.email) continue;
    byEmail.push([customer, await box.askJson(`customers?email=${encodeURIComponent(customer.email)}`)]);
  }
  expect(byEmail.length).toBeGreaterThan(5);
  expect(byEmail.map(([, found]) => found)).toEqual(byEmail.map(([customer]) => customer));
});

test('closed events are in no list, but there by id, and tickets name them', async () => {
  const listed = new Set((await box.askJson<{ id: string }[]>('events')).map((each) => each.id));
  const all = await box.askJson<{ tickets: { event: { id: string } }[] }[]>(
    'orders?DateFrom=2015-01-01&DateTo=2030-01-01',
  );
  const named = new Set(all.flatMap((order) => order.tickets.map((ticket) => ticket.event.id)));
  const closed = [...named].filter((id) => !listed.has(id));
  expect(closed.length).toBeGreaterThan(0);
  expect(await box.askJson(`events/${closed[0]}?$expand=instances`)).toHaveProperty('instances');
});

test('amounts are decimals with at least one digit, and an order is the sum of its parts', async () => {
  const { text } = await box.ask('orders?DateFrom=2025-05-01&DateTo=2025-05-20');
  expect(text).toMatch(/"total":\d+\.\d/);
  expect(text).not.toMatch(/"total":\d+[,}]/);
  for (const order of JSON.parse(text)) {
    const parts = [...order.tickets, ...order.ticketSubscriptions].map((each) => each.total);
    parts.push(order.totalTransactionCharges, ...order.donations.map((each: { amount: number }) => each.amount));
    expect(Math.round(parts.reduce((sum, each) => sum + each * 100, 0))).toBe(Math.round(order.total * 100));
  }
});

test('requests from elsewhere are refused: another Host, another Origin', async () => {
  for (const headers of [{ host: 'example.org' }, { origin: 'http://example.org' }]) {
    for (const path of ['/', '/demo1/api/v3/events', '/__simulator/truth']) {
      const received = await askSigned(`${box.running.origin}${path}`, { account: null, headers });
      expect(received.status).toBe(403);
    }
  }
});
