import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { parseFault } from '../../faults/fault-board.ts';
import { askSigned, type Received } from '../ask-for-tests.ts';
import { type OrderSeen, type StartedForTest, type SyncSeen, startForTest } from '../start-for-tests.ts';
import { FAULTS } from './fault-names.ts';

const WINDOW = 'orders?DateFrom=2025-03-01&DateTo=2025-03-31';
const SYNC = 'orders/sync?since=2025-03-01T00:00:00.0000000';
let box: StartedForTest;

beforeAll(async () => {
  box = await startForTest();
});
afterEach(() => box.door('faults', undefined, 'DELETE'));
afterAll(() => box.running.close());

const fault = (name: keyof typeof FAULTS, more: object = {}) => box.door('faults', { name, ...more });
const partnerList = (): Promise<Received> =>
  askSigned(`${box.running.origin}/partner/api/v1/clients`, { account: box.partner });
const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test('rate-limit answers 429 with Retry-After as often as asked, then no more', async () => {
  await fault('rate-limit', { value: 2, times: 2 });
  const answers = [await box.ask('events'), await box.ask('events'), await box.ask('events')];
  expect(answers.map((each) => each.status)).toEqual([429, 429, 200]);
  expect(answers[0]?.headers['retry-after']).toBe('2');
});

test('rate-limit-silent answers 429 without Retry-After', async () => {
  await fault('rate-limit-silent');
  const answer = await box.ask('events');
  expect([answer.status, answer.headers['retry-after']]).toEqual([429, undefined]);
});

test('server-error answers with the status asked for, only on requests that match, and only every n-th', async () => {
  await fault('server-error', { value: 503, match: '/venues', every: 2 });
  const statuses: number[] = [];
  for (const path of ['venues', 'venues', 'plans', 'venues']) statuses.push((await box.ask(path)).status);
  expect(statuses).toEqual([200, 503, 200, 200]);
});

test('hang never answers', async () => {
  await fault('hang', { times: 1 });
  const signal = AbortSignal.timeout(300);
  await expect(fetch(`${box.api}events`, { headers: { 'user-agent': 'test/1' }, signal })).rejects.toThrow('aborted');
});

test('slow-body sends the same body in small pieces', async () => {
  const path = 'ticket-types';
  const before = (await box.ask(path)).text;
  await fault('slow-body', { value: 1 });
  expect((await box.ask(path)).text).toBe(before);
});

test('reset breaks the connection in mid-body', async () => {
  await fault('reset', { times: 1 });
  await expect(box.ask(WINDOW)).rejects.toThrow(/ECONNRESET|aborted|hang up/);
});

test('truncated is complete as far as HTTP can tell, and no JSON', async () => {
  await fault('truncated', { times: 1 });
  const answer = await box.ask(WINDOW);
  expect([answer.status, Number(answer.headers['content-length']) > 100, parses(answer.text)]).toEqual([
    200,
    true,
    false,
  ]);
});

test.each([
  ['challenge-200', 200],
  ['challenge-403', 403],
] as const)('%s is an HTML page', async (name, status) => {
  await fault(name, { times: 1 });
  const answer = await box.ask(WINDOW);
  expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/html; charset=UTF-8']);
});

test('slow-windows keeps a long window waiting, while a short one has come and gone', async () => {
  await fault('slow-windows', { value: 10 });
  const order: string[] = [];
  await Promise.all([
    box.ask('orders?DateFrom=2025-03-01&DateTo=2025-04-09').then(() => order.push('long')),
    box.ask('orders?DateFrom=2025-03-01&DateTo=2025-03-01').then(() => order.push('short')),
  ]);
  expect(order).toEqual(['short', 'long']);
});

test('stale-answer comes later than a newer answer, with less in it', async () => {
  const own = await startForTest({ orders: 300 });
  try {
    const window = 'orders?DateFrom=2025-11-20&DateTo=2025-11-20';
    await own.door('faults', { name: 'stale-answer', value: 400, times: 1 });
    const late = own.askJson<OrderSeen[]>(window);
    await own.door('changes', { count: 5 });
    const early = await own.askJson<OrderSeen[]>(window);
    expect(early.length - (await late).length).toBeGreaterThanOrEqual(5);
  } finally {
    await own.running.close();
  }
});

test('reorder gives the same orders in another order; duplicate gives some twice', async () => {
  const plain = await box.askJson<OrderSeen[]>(WINDOW);
  await fault('reorder', { times: 1 });
  const other = await box.askJson<OrderSeen[]>(WINDOW);
  expect(other).not.toEqual(plain);
  expect(new Set(other.map((each) => each.id))).toEqual(new Set(plain.map((each) => each.id)));
  await fault('duplicate');
  const twice = await box.askJson<OrderSeen[]>(WINDOW);
  expect(twice.length).toBeGreaterThan(plain.length);
  expect(new Set(twice.map((each) => each.id)).size).toBe(plain.length);
  expect((await box.askJson<SyncSeen>(SYNC)).values).toHaveLength(200);
});

test('type-change and missing-field bend one order in seven and leave the others', async () => {
  await fault('type-change', { times: 1 });
  const bent = await box.askJson<OrderSeen[]>(WINDOW);
  expect(new Set(bent.map((each) => typeof each.total))).toEqual(new Set(['number', 'string', 'object']));
  await fault('missing-field', { value: 'lastTransactionDateUtc', times: 1 });
  const missing = await box.askJson<OrderSeen[]>(WINDOW);
  const without = missing.filter((each) => each.lastTransactionDateUtc === undefined).length;
  expect(without).toBeGreaterThan(0);
  expect(without).toBeLessThan(missing.length / 2);
});

test('fine-amount gives amounts a third decimal; same-ticket has several orders hold one ticket', async () => {
  await fault('fine-amount', { value: 'tickets.total', times: 1 });
  const fine = (await box.askJson<OrderSeen[]>(WINDOW)).flatMap(({ tickets }) => tickets.map(({ total }) => total));
  expect(fine.filter((total) => Math.round(total * 1000) % 10 === 5).length).toBeGreaterThan(1);
  await fault('same-ticket', { times: 1 });
  const ids = (await box.askJson<OrderSeen[]>(WINDOW)).flatMap(({ tickets }) => tickets.map(({ id }) => id));
  expect(ids.length - new Set(ids).size).toBeGreaterThan(1);
});

test('same-timestamp makes the next of a page the page itself', async () => {
  const own = await startForTest({ orders: 600 });
  try {
    await own.door('faults', { name: 'same-timestamp', value: 250 });
    const { now } = await own.door<{ now: string }>('clock');
    const path = `orders/sync?since=${now.replace('Z', '0000')}`;
    const page = await own.askJson<SyncSeen>(path);
    expect(page.values).toHaveLength(100);
    expect(page.paging.next).toBe(`/api/v3/${path}`);
  } finally {
    await own.running.close();
  }
});

test('repeat-page points a page at itself; sync-absent takes the feed away', async () => {
  await fault('repeat-page', { times: 1 });
  expect((await box.askJson<SyncSeen>(SYNC)).paging.next).toBe(`/api/v3/${SYNC}`);
  await fault('sync-absent');
  expect((await box.ask(SYNC)).status).toBe(404);
});

test('clock-skew moves the Date header and the check of signatures', async () => {
  await fault('clock-skew', { value: 20 });
  const answer = await box.ask('events');
  expect(answer.status).toBe(401);
  const off = Date.parse(String(answer.headers.date)) - Date.now();
  expect(Math.round(off / 60_000)).toBe(20);
  const corrected = await askSigned(`${box.api}events`, { account: box.account, clockOff: off });
  expect(corrected.status).toBe(200);
});

test('consent-withdrawn-after lets the partner in a few more times', async () => {
  await box.door('consent', { client: 'demo1', allowed: true });
  await fault('consent-withdrawn-after', { value: 2 });
  const statuses: number[] = [];
  for (let n = 0; n < 4; n += 1) statuses.push((await box.ask('events', box.partner)).status);
  expect(statuses).toEqual([200, 200, 401, 401]);
  expect(JSON.parse((await partnerList()).text)).toEqual({ clients: [] });
});

test('partner-list-empty and partner-list-broken spoil the list of clients', async () => {
  await box.door('consent', { client: 'demo1', allowed: true });
  await fault('partner-list-empty', { times: 1 });
  expect(JSON.parse((await partnerList()).text)).toEqual({ clients: [] });
  await fault('partner-list-broken', { times: 1 });
  expect((await partnerList()).status).toBe(500);
  await fault('partner-list-broken', { value: 'html', times: 1 });
  expect((await partnerList()).headers['content-type']).toContain('text/html');
  await fault('partner-list-broken', { value: 'truncated', times: 1 });
  expect(parses((await partnerList()).text)).toBe(false);
  expect(JSON.parse((await partnerList()).text).clients).toHaveLength(1);
});

test('faults are read from the command line, and a wrong one is named', () => {
  expect(parseFault(FAULTS, 'rate-limit=5,times=2,match=/orders')).toMatchObject({
    name: 'rate-limit',
    value: '5',
    times: 2,
    match: '/orders',
  });
  expect(() => parseFault(FAULTS, 'nonsense')).toThrow('nonsense');
  expect(() => parseFault(FAULTS, 'hang,often=2')).toThrow('often');
});
