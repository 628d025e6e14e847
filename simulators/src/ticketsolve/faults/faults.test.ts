import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type StartedForTest, startForTest } from '../start-for-tests.ts';
import { findAll, readXml, textAt } from '../xml-for-tests.ts';
import type { FaultName } from './fault-names.ts';

let box: StartedForTest;

beforeAll(async () => {
  box = await startForTest();
});
afterEach(() => box.door('faults', undefined, 'DELETE'));
afterAll(() => box.running.close());

const fault = (name: FaultName, more: object = {}) => box.door('faults', { name, ...more });
const text = async (path = '/shows.xml'): Promise<string> => (await box.ask(path)).text();
const detail = async () =>
  readXml(await (await fetch(textAt((await box.events())[0] as never, 'feed/url') ?? '')).text());
const ids = async (name: string): Promise<(string | undefined)[]> =>
  findAll(await box.askXml('/shows.xml'), name).map((each) => each.attributes.id);

/** Follows redirects as a client with a cookie jar does (or without one); at most twelve of them. */
async function follow(url: string, carries: boolean) {
  const jar = new Map<string, string>();
  const hops: string[] = [];
  for (let hop = 0; hop < 12; hop += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: carries && cookie ? { cookie } : {} });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      jar.set(name, value);
    }
    if (response.status !== 302) return { status: response.status, hops, jar, body: await response.text() };
    url = response.headers.get('location') ?? '';
    hops.push(url);
  }
  return { status: 302, hops, jar, body: '' };
}

test('the queue takes three redirects, one of them on plain http, and comes back with its parameters', async () => {
  await fault('queue-it');
  const passed = await follow(`${box.base}/shows.xml?tag=members`, true);
  expect([passed.status, passed.hops.length]).toEqual([200, 3]);
  const [queue = '', plain = '', back = ''] = passed.hops.map((each) => new URL(each));
  expect([new URL(queue).pathname, new URL(plain).pathname]).toEqual(['/queue-it/', '/queue-it/http/']);
  expect(new URL(queue).searchParams.get('t')).toBe(`${box.base}/shows.xml?tag=members`);
  const names = ['tag', 'TSLVq', 'TSLVp', 'TSLVts', 'TSLVc', 'TSLVe', 'TSLVrt', 'TSLVh'];
  expect([...new URL(back).searchParams.keys()]).toEqual(names);
  expect(passed.body).toContain('<venues>');
  const cookie = [...passed.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  expect((await box.ask('/shows.xml', { cookie })).status).toBe(200);
});

test('without its cookies the queue goes round and round', async () => {
  await fault('queue-it');
  expect((await follow(`${box.base}/shows.xml`, false)).status).toBe(302);
});

test.each(['challenge-200', 'login-page'] as const)('%s is a page with status 200', async (name) => {
  await fault(name);
  const answer = await box.ask('/shows.xml');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
});

test('maintenance is a page with the status asked for', async () => {
  await fault('maintenance', { times: 1 });
  expect((await box.ask('/shows.xml')).status).toBe(503);
  await fault('maintenance', { value: 200 });
  expect((await box.ask('/shows.xml')).headers.get('content-type')).toContain('text/html');
});

test('wrong-root is XML, but not this feed', async () => {
  await fault('wrong-root', { value: 'rss' });
  expect((await box.askXml('/shows.xml')).name).toBe('rss');
});

test('one performance can fail while the others answer', async () => {
  const [one, other] = (await box.events()).map((each) => textAt(each, 'feed/url') ?? '');
  await fault('server-error', { match: `/${one?.split('/').at(-1)}` });
  expect([
    (await fetch(one ?? '')).status,
    (await fetch(other ?? '')).status,
    (await box.ask('/shows.xml')).status,
  ]).toEqual([500, 200, 200]);
});

test('truncated is complete as far as HTTP can tell; reset breaks off', async () => {
  await fault('truncated', { times: 1 });
  const cut = await text();
  expect(() => readXml(cut)).toThrow();
  await fault('reset', { times: 1 });
  await expect(text()).rejects.toThrow();
});

test('rate limits come with a Retry-After and without', async () => {
  await fault('rate-limit', { value: 7, times: 1 });
  await fault('rate-limit-silent', { times: 1 });
  const answers = [await box.ask('/shows.xml'), await box.ask('/shows.xml'), await box.ask('/shows.xml')];
  expect(answers.map((each) => [each.status, each.headers.get('retry-after')])).toEqual([
    [429, '7'],
    [429, null],
    [200, null],
  ]);
});

test('etag-ignored answers 200 to what it answered 304 before', async () => {
  const etag = (await box.ask('/shows.xml')).headers.get('etag') ?? '';
  await fault('etag-ignored', { times: 1 });
  expect((await box.ask('/shows.xml', { 'if-none-match': etag })).status).toBe(200);
  expect((await box.ask('/shows.xml', { 'if-none-match': etag })).status).toBe(304);
});

test('a show disappears and comes back; a performance, a venue and all of them can go as well', async () => {
  const shows = await ids('show');
  await fault('show-gone', { times: 2 });
  expect([await ids('show'), await ids('show'), await ids('show')]).toEqual([shows.slice(1), shows.slice(1), shows]);
  const events = await ids('event');
  await fault('performance-gone', { value: events[3], times: 1 });
  expect(await ids('event')).toEqual(events.filter((each) => each !== events[3]));
  const venues = await ids('venue');
  await fault('venue-empty', { times: 1 });
  const root = await box.askXml('/shows.xml');
  expect(findAll(root, 'venue').map((each) => findAll(each, 'show').length > 0)).toEqual([false, true]);
  await fault('venue-gone', { value: venues[1], times: 1 });
  expect(await ids('venue')).toEqual(venues.slice(0, 1));
  await fault('feed-empty');
  expect(await ids('venue')).toEqual([]);
});

test('not-yet-on-sale says "sold out" with every seat free, four days ahead', async () => {
  await fault('not-yet-on-sale');
  expect(new Set((await box.events()).map((each) => textAt(each, 'status')))).toEqual(new Set(['sold out']));
  const one = await detail();
  expect(textAt(one, 'available')).toBe(textAt(one, 'capacity'));
  expect(Date.parse(textAt(one, 'onsale_time') ?? '')).toBe(Date.UTC(2026, 10, 28, 15));
});

test('details can miss their on-sale time, shout their status and change their prices', async () => {
  const before = Number(textAt(await detail(), 'prices/price/face_price'));
  await fault('onsale-missing');
  await fault('status-upper-case');
  await fault('prices-changed', { value: 200 });
  const bent = await detail();
  expect(textAt(bent, 'onsale_time')).toBeNull();
  expect(textAt(bent, 'status')).toMatch(/^[A-Z ]+$/);
  expect(Number(textAt(bent, 'prices/price/face_price'))).toBe(before * 2);
});

test('doors can open after the start; properties can be empty; the schema can change', async () => {
  await fault('opening-after-start');
  const [event] = await box.events();
  expect((textAt(event as never, 'opening_time_iso') ?? '') > (textAt(event as never, 'date_time_iso') ?? '')).toBe(
    true,
  );
  await fault('properties-empty');
  expect(await text()).not.toContain('<property>');
  await fault('old-generation');
  expect(await text()).not.toContain('event_attribute');
});

test('version-grows changes versions and nothing else', async () => {
  const plain = (feed: string): string => feed.replace(/<version>\d+/g, '');
  await fault('version-grows');
  const [one, two] = [await text(), await text()];
  expect(one).not.toBe(two);
  expect(plain(one)).toBe(plain(two));
});

test.each([
  ['entities', '<!ENTITY l9 "&l8;'],
  ['external', 'SYSTEM "file:///etc/passwd"'],
  ['deep', '<venue><venue><venue>'],
  ['text:1', 'xxxxxxxxxx'],
  ['attributes', ' a199999="199999"'],
  ['endless:1', '<show id="1000">'],
])('hostile-xml %s', async (value, mark) => {
  await fault('hostile-xml', { value });
  expect((await text()).includes(mark)).toBe(true);
});

test('shows come the other way round, or twice', async () => {
  const usual = await ids('show');
  await fault('reorder');
  const turned = await ids('show');
  expect(new Set(turned)).toEqual(new Set(usual));
  expect(turned).not.toEqual(usual);
  await box.door('faults', undefined, 'DELETE');
  await fault('duplicate');
  expect((await ids('show')).length).toBeGreaterThan(usual.length);
});

test('an element of every second performance holds words, or is missing', async () => {
  const usual = await text();
  const count = (of: string): number => of.split('<date_time_iso').length - 1;
  await fault('type-change');
  expect(await text()).toContain('>in the evening</date_time_iso>');
  await box.door('faults', undefined, 'DELETE');
  await fault('missing-field');
  const left = count(await text());
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(count(usual));
  await box.door('faults', undefined, 'DELETE');
  await fault('missing-field', { value: 'capacity' });
  const bent = await Promise.all(
    (await box.events()).map(async (each) => (await fetch(textAt(each as never, 'feed/url') ?? '')).text()),
  );
  expect(bent.some((one) => !one.includes('<capacity>'))).toBe(true);
});
