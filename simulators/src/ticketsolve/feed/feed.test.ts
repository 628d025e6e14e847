import { get } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedForTest, startForTest } from '../start-for-tests.ts';
import { findAll, readXml, textAt } from '../xml-for-tests.ts';

let box: StartedForTest;

beforeAll(async () => {
  box = await startForTest();
});
afterAll(() => box.running.close());

const startOf = (event: Parameters<typeof textAt>[0]): number => Date.parse(textAt(event, 'date_time_iso') ?? '');

test('an account lists its venues, and upcoming performances only, each with an address of its own feed', async () => {
  const root = await box.askXml('/shows.xml');
  expect([root.name, findAll(root, 'venue').length]).toEqual(['venues', 2]);
  const events = findAll(root, 'event');
  expect(events.length).toBeGreaterThan(40);
  const starts = events.map(startOf);
  expect(Math.min(...starts)).toBeGreaterThan(Date.UTC(2026, 10, 24, 14, 30));
  expect(Math.max(...starts)).toBeGreaterThan(Date.UTC(2027, 4, 1));
  for (const event of events)
    expect(textAt(event, 'feed/url')).toMatch(new RegExp(`^${box.base}/shows/\\d+/events/\\d+\\.xml$`));
});

test('a performance is gone soon after it has started, later the same day', async () => {
  const other = await startForTest();
  try {
    const [first] = (await other.events()).sort((a, b) => startOf(a) - startOf(b));
    const id = first?.attributes.id;
    const at = async (minutes: number): Promise<boolean> => {
      await other.door('clock', { now: new Date(startOf(first as never) + minutes * 60_000).toISOString() });
      return (await other.events()).some((each) => each.attributes.id === id);
    };
    expect([await at(-1), await at(10), await at(45)]).toEqual([true, true, false]);
  } finally {
    await other.running.close();
  }
});

test('the zone is IST in summer and GMT in winter, by the offset, also on the nights when the clocks change', async () => {
  const found = (await box.events()).map((each) => {
    const [time] = each.children.filter(({ name }) => name === 'date_time_iso');
    return `${time?.attributes.zone} ${time?.text.slice(-6)}`;
  });
  expect(new Set(found)).toEqual(new Set(['IST +01:00', 'GMT +00:00']));
  await box.door('clock', { now: '2026-10-20T12:00:00Z' });
  const night = (await box.events())
    .map((each) => textAt(each, 'date_time_iso') ?? '')
    .filter((each) => each.startsWith('2026-10-25T01:30'));
  expect(night.sort()).toEqual(['2026-10-25T01:30:00+00:00', '2026-10-25T01:30:00+01:00']);
  await box.door('clock', { now: '2026-11-24T15:00:00Z' });
});

test('"sold out" also means not yet on sale: every seat free, and an onsale_time to come', async () => {
  const seen = new Set<string>();
  for (const event of await box.events()) {
    const detail = readXml(await (await fetch(textAt(event, 'feed/url') ?? '')).text());
    const free = Number(textAt(detail, 'available'));
    const capacity = Number(textAt(detail, 'capacity'));
    const onSale = Date.parse(textAt(detail, 'onsale_time') ?? '');
    expect(free).toBeLessThanOrEqual(capacity);
    expect(textAt(detail, 'status')).toBe(textAt(event, 'status'));
    if (textAt(event, 'status') === 'available') seen.add(free > 0 ? 'available' : 'wrong');
    else seen.add(onSale > Date.UTC(2026, 10, 24, 15) && free > 0 ? 'not yet' : free === 0 ? 'full' : 'no time');
  }
  expect([...seen]).toEqual(expect.arrayContaining(['available', 'not yet', 'full']));
  expect(seen).not.toContain('wrong');
});

test('seats fall as sales go on, and the feed of a performance tells prices in euros', async () => {
  const other = await startForTest();
  try {
    const free = async (): Promise<number> => {
      let sum = 0;
      for (const event of (await other.events()).slice(0, 30))
        sum += Number(textAt(readXml(await (await fetch(textAt(event, 'feed/url') ?? '')).text()), 'available'));
      return sum;
    };
    const before = await free();
    await other.door('clock', { advanceSeconds: 6 * 3_600 });
    expect(await free()).toBeLessThan(before);
    const [event] = await other.events();
    const detail = await (await fetch(textAt(event as never, 'feed/url') ?? '')).text();
    const price = findAll(readXml(detail), 'price').find((each) => textAt(each, 'type')?.startsWith('Full Price'));
    expect(price?.children.map(({ name, attributes }) => `${name} ${attributes.currency ?? ''}`)).toEqual([
      'type ',
      'face_price EUR',
      'selling_price EUR',
    ]);
  } finally {
    await other.running.close();
  }
});

test('the two generations differ in what only the newer one has', async () => {
  const old = await (await fetch(`${box.running.origin}/oldhall/shows.xml`)).text();
  const modern = await (await box.ask('/shows.xml')).text();
  for (const mark of ['<event_attribute>', '<alt/>', '/seats</url>', '<property>', '        <status>']) {
    expect([mark, modern.includes(`${mark}`)]).toEqual([mark, true]);
  }
  for (const mark of ['<event_attribute', '<alt', '/seats</url>', '<property>', '\n        <status>']) {
    expect([mark, old.includes(mark)]).toEqual([mark, false]);
  }
  expect(findAll(readXml(old), 'venue')).toHaveLength(1);
  for (const feed of [old, modern]) expect(feed.endsWith('</venues>\n\n<!-- __CACHE__ -->\n')).toBe(true);
});

test('tag, category and locale choose shows and names', async () => {
  const names = async (query: string): Promise<(string | null)[]> =>
    findAll(await box.askXml(`/shows.xml${query}`), 'show').map((each) => textAt(each, 'name'));
  const all = await names('');
  const films = findAll(await box.askXml('/shows.xml?category=film'), 'show');
  expect(films.length).toBeGreaterThan(0);
  expect(films.every((each) => textAt(each, 'event_category') === 'film')).toBe(true);
  expect((await names('?tag=cat_film')).length).toBeLessThan(all.length);
  expect(await names('?tag=no-such-tag')).toEqual([]);
  const welsh = await names('?locale=cy-CY');
  const irish = await names('?locale=ga-IE');
  expect(welsh).toHaveLength(all.length);
  expect([welsh, irish].some((each) => each.some((name, nth) => name !== all[nth]))).toBe(true);
});

test('a weak ETag answers 304 while nothing has changed; gzip packs the same bytes', async () => {
  const first = await box.ask('/shows.xml');
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^W\/"[0-9a-f]{32}"$/);
  expect((await box.ask('/shows.xml', { 'if-none-match': etag })).status).toBe(304);
  const length = (await first.text()).length;
  const packed = await new Promise<{ encoding: string | undefined; bytes: number }>((resolve, reject) => {
    get(`${box.base}/shows.xml`, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let bytes = 0;
      response.on('data', (piece: Buffer) => {
        bytes += piece.length;
      });
      response.on('end', () => resolve({ encoding: response.headers['content-encoding'], bytes }));
    }).on('error', reject);
  });
  expect(packed.encoding).toBe('gzip');
  expect(packed.bytes).toBeLessThan(length / 3);
});

test('an account is reached by host as well, and every address follows it', async () => {
  const host = `mill.localhost:${box.running.port}`;
  const text = await new Promise<string>((resolve, reject) => {
    get(`${box.running.origin}/shows.xml`, { headers: { host } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        body += piece;
      });
      response.on('end', () => resolve(body));
    }).on('error', reject);
  });
  const urls = findAll(readXml(text), 'url').map((each) => each.text);
  expect(urls.length).toBeGreaterThan(100);
  expect(urls.every((each) => each.startsWith(`http://${host}/`))).toBe(true);
});

test('what is not there answers 404, and pages for people show the same shows', async () => {
  expect((await box.ask('/shows/1/events/2.xml')).status).toBe(404);
  expect((await fetch(`${box.running.origin}/nobody/shows.xml`)).status).toBe(404);
  const show = findAll(await box.askXml('/shows.xml'), 'show')[0];
  const page = await (await box.ask(`/ticketbooth/shows/${show?.attributes.id}`)).text();
  expect(page).toContain('seats');
  const listed = await (await box.ask('/ticketbooth/shows')).text();
  expect(listed).toContain(`/ticketbooth/shows/${show?.attributes.id}"`);
});

test('a generated account has as many shows and performances as asked for, well-formed whatever their names', async () => {
  const big = await startForTest({ world: 'generated', venues: 3, shows: 400, performances: 3_000, orders: 0 });
  try {
    const root = await big.askXml('/shows.xml');
    expect(['venue', 'show', 'event'].map((name) => findAll(root, name).length)).toEqual([3, 400, 3_000]);
    expect(findAll(root, 'show').some((each) => textAt(each, 'name') === 'Brackets ]]> and Beyond')).toBe(true);
  } finally {
    await big.running.close();
  }
});
