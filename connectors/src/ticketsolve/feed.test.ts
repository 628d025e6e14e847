import {
  type ConnectorError,
  checkUrl,
  type FeedItem,
  HostRefusedError,
  NotFoundError,
} from '@illuminate/connector-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ACCOUNT,
  eventXml,
  type FeedServer,
  feedXml,
  type MadeShow,
  openFeedServer,
  XML,
} from './box-office-for-tests.ts';
import { connectTicketsolve, WAITING_ROOM } from './client.ts';
import { baseOf, ticketsolveConfig } from './config.ts';
import { ticketsolve } from './index.ts';
import { probeTicketsolve } from './probe.ts';
import { capacitySnapshots } from './streams/capacity-snapshots.ts';
import { events } from './streams/events.ts';

const signal = new AbortController().signal;
const SECRET = 'mary.secret@example.org';
const show = (id: string, changes: Partial<MadeShow> = {}): MadeShow => ({
  id,
  events: [{ id: `${id}1` }],
  ...changes,
});

let box: FeedServer;
beforeEach(async () => {
  box = await openFeedServer();
});
afterEach(() => box.close());

const serve = (shows: readonly MadeShow[], generation: 2018 | 2026 = 2026): void => {
  box.routes.set('shows.xml', feedXml([{ id: '5', shows }], generation));
};

async function items(config = {}): Promise<FeedItem[]> {
  const feed = await events.feedHash?.(box.client(config), null, signal);
  const all: FeedItem[] = [];
  for await (const item of feed?.items ?? []) all.push(item);
  return all;
}
const hashes = async (): Promise<string[]> => (await items()).map(({ id, hash }) => `${id} ${hash}`);

const failure = (promise: Promise<unknown>): Promise<ConnectorError> =>
  promise.then(
    () => Promise.reject(new Error('it succeeded')),
    (err: ConnectorError) => err,
  );

describe('items of the feed', () => {
  it('are shows, each at its venue with its performances, and venues', async () => {
    box.routes.set(
      'shows.xml',
      feedXml([
        { id: '5', shows: [show('1'), show('2', { events: [] })] },
        { id: '6', shows: [show('1', { events: [{ id: '66' }] })] },
      ]),
    );
    expect(
      (await items()).map(({ id, performances, records }) => [id, performances, records.map(({ stream }) => stream)]),
    ).toEqual([
      ['5/1', ['11'], ['events', 'performances']],
      ['5/2', [], ['events']],
      ['venue 5', [], ['venues']],
      ['6/1', ['66'], ['events', 'performances']],
      ['venue 6', [], ['venues']],
    ]);
  });

  it('stay the same when nothing changes that is kept', async () => {
    serve([show('1')]);
    const before = await hashes();
    serve([show('1', { description: '<p>New words</p>', version: 1_094 })]);
    expect(await hashes()).toEqual(before);
    serve([show('1', { events: [{ id: '11', status: 'sold out' }] })]);
    expect(await hashes()).toEqual(before);
  });

  it.each<[string, Partial<MadeShow>]>([
    ['its name', { name: 'Another' }],
    ['a performance more', { events: [{ id: '11' }, { id: '12' }] }],
    ['when one begins', { events: [{ id: '11', starts: '2026-07-30T15:30:00+01:00' }] }],
    ['where it is', { events: [{ id: '11', layout: 'Attic' }] }],
    ['that it is off', { events: [{ id: '11', status: 'cancelled' }] }],
    ['that all of it is off', { status: 'cancelled' }],
  ])('change with %s, and only they', async (_, change) => {
    serve([show('1'), show('2')]);
    const before = await hashes();
    serve([show('1', change), show('2')]);
    const after = await hashes();
    expect(after[0]).not.toBe(before[0]);
    expect(after.slice(1)).toEqual(before.slice(1));
  });
});

describe('asking for the feed', () => {
  it('says what it had, and may hear that nothing has changed', async () => {
    box.routes.set('shows.xml', (request, response) => {
      if (request.headers['if-none-match'] === 'W/"abc"') response.writeHead(304).end();
      else response.writeHead(200, { ...XML, etag: 'W/"abc"' }).end(feedXml([]));
    });
    const client = box.client();
    const first = await events.feedHash?.(client, null, signal);
    expect(first).toMatchObject({ tag: 'W/"abc"', items: expect.anything() });
    for await (const _ of first?.items ?? []) throw new Error('there is nothing in it');
    expect(await events.feedHash?.(client, 'W/"abc"', signal)).toMatchObject({ tag: 'W/"abc"', items: null });
  });

  it('names a language only if it is told one', async () => {
    box.routes.set('shows.xml', feedXml([]));
    await items();
    await items({ locale: 'cy-CY' });
    expect(box.asked).toEqual(['/arts/shows.xml', '/arts/shows.xml?locale=cy-CY']);
  });

  it('goes through the waiting room with its cookies', async () => {
    box.routes.set('shows.xml', (request, response) => {
      const passed = request.headers.cookie?.includes('QueueITAccepted=yes') === true;
      if (passed) response.writeHead(200, XML).end(feedXml([{ id: '5' }]));
      else if (request.url?.includes('TSLVq=') === true) {
        response
          .writeHead(302, { location: `/${ACCOUNT}/shows.xml`, 'set-cookie': 'QueueITAccepted=yes; Path=/' })
          .end();
      } else response.writeHead(302, { location: `/${ACCOUNT}/queue?e=arts` }).end();
    });
    box.routes.set('queue', (request, response) => {
      const known = request.headers.cookie?.includes('place=1') === true;
      const location = known ? `/${ACCOUNT}/shows.xml?TSLVq=1&TSLVh=2` : `/${ACCOUNT}/queue?again`;
      response.writeHead(302, { location, 'set-cookie': `place=1; Path=/${ACCOUNT}` }).end();
    });
    expect((await items()).map(({ id }) => id)).toEqual(['venue 5']);
    expect(box.asked).toHaveLength(5);
  });

  it.each([
    ['http://ticketsolve.queue-it.net/?c=ticketsolve', true],
    ['http://arts.ticketsolve.com/shows.xml', true],
    ['http://ticketsolve.com/', false],
    ['http://other.queue-it.net/', false],
    ['http://ticketsolve.com.example.org/', false],
    ['http://arts.ticketsolve.com:8080/', false],
  ])('may be sent on to %s: %s', (address, may) => {
    const rules = { allowLoopback: false, plainHttp: WAITING_ROOM.vendorHosts };
    if (may) expect(checkUrl(address, rules).href).toBe(address);
    else expect(() => checkUrl(address, rules)).toThrow(HostRefusedError);
    expect(() => checkUrl(address, { allowLoopback: false })).toThrow(HostRefusedError);
  });

  it.each([
    ['a page with status 200', 200, 'text/html; charset=utf-8', 'challenge-page'],
    ['a page that passes for XML', 200, 'application/xml', 'challenge-page'],
    ['a page with status 403', 403, 'text/html', 'challenge-page'],
  ])('meets %s: it says what came, and not a word of it', async (_, status, type, code) => {
    const page = `<!DOCTYPE html><html><title>${SECRET}</title></html>`;
    box.routes.set('shows.xml', (_request, response) => response.writeHead(status, { 'content-type': type }).end(page));
    const { fault } = await failure(items());
    expect(fault).toMatchObject({ code, whoActs: 'provider' });
    expect(fault.cause).toContain(`${page.length} bytes`);
    expect(JSON.stringify(fault)).not.toContain(SECRET);
  });

  it('that is cut is no shorter feed', async () => {
    const text = feedXml([{ id: '5', shows: [show('1'), show('2')] }]);
    box.routes.set('shows.xml', text.slice(0, text.length / 2));
    expect((await failure(items())).fault.code).toBe('answer-cut');
  });

  it('of an account that is not there says so', async () => {
    expect(await failure(items())).toBeInstanceOf(NotFoundError);
  });
});

describe('an event’s own document', () => {
  const ask = (id: string, eventId: string) => capacitySnapshots.observe?.(box.client(), { id, eventId }, signal);

  it('is asked for by show and event', async () => {
    box.routes.set('shows/7/events/71.xml', eventXml({ id: '71' }));
    const page = await ask('71', '7');
    expect([...(page?.records ?? [])]).toMatchObject([{ performanceId: '71', capacity: '68', available: '41' }]);
  });

  it('that fails is asked for once', async () => {
    box.routes.set('shows/7/events/71.xml', (_, response) => response.writeHead(500).end());
    expect((await failure(ask('71', '7') ?? Promise.resolve())).fault.code).toBe('box-office-failing');
    expect(box.asked).toHaveLength(1);
  });

  it.each([
    ['..', '7'],
    ['71', '../../other'],
    ['7/1', '7'],
    ['71?x', '7'],
  ])('is not asked for by %s of %s', async (id, eventId) => {
    expect(await failure(ask(id, eventId) ?? Promise.resolve())).toBeInstanceOf(NotFoundError);
    expect(box.asked).toEqual([]);
  });
});

describe('a probe', () => {
  it('says how much there is, in two requests', async () => {
    box.routes.set('shows.xml', feedXml([{ id: '5', shows: [show('1'), show('2')] }, { id: '6' }]));
    box.routes.set('shows/2/events/21.xml', eventXml({ id: '21' }));
    expect(await probeTicketsolve(box.client(), signal)).toEqual({
      signedInAs: null,
      ways: [],
      sees: [
        '2 shows with 2 performances to come, at 2 venues',
        'of each performance: capacity, seats that can be had, prices, when it goes on sale',
      ],
      cannotSee: [],
    });
    expect(box.asked).toHaveLength(2);
  });

  it('says what cannot be seen', async () => {
    serve([show('1')]);
    expect((await probeTicketsolve(box.client(), signal)).cannotSee).toEqual([
      expect.stringMatching(/^Capacity and prices/),
    ]);
  });
});

describe('what a person gives', () => {
  it('is an account, in its own place', () => {
    expect(baseOf(ticketsolveConfig.parse({ account: ' DavidLeanCinema ' }))).toBe(
      'https://davidleancinema.ticketsolve.com/',
    );
    const host = 'http://127.0.0.1:4420/';
    expect(baseOf(ticketsolveConfig.parse({ account: 'a-b', host }))).toBe('http://127.0.0.1:4420/a-b/');
  });

  it.each(['', 'a.b', 'a/b', '-a', 'a-', 'a b', 'evil.example#', 'a@b', 'x'.repeat(64), '..'])(
    'is never %j',
    (account) => {
      expect(ticketsolveConfig.safeParse({ account }).success).toBe(false);
    },
  );

  it.each(['welsh', 'cy_CY', 'cy&x=1', 'CY'])('is no language like %s', (locale) => {
    expect(ticketsolveConfig.safeParse({ account: 'a', locale }).success).toBe(false);
  });

  it('is nothing secret', () => {
    expect(Object.values(ticketsolveConfig.shape).map((field) => field.meta()?.secret)).toEqual([false, false, false]);
  });

  it('never leads to this machine, unless a test says so', () => {
    const io = { allowLoopback: false, onRequest: () => undefined };
    expect(() => connectTicketsolve({ account: 'a', host: box.origin }, io)).toThrow(HostRefusedError);
  });
});

it('every stream says what it keeps, and no free text is among it', () => {
  const kept = ticketsolve.streams.flatMap(({ keeps }) => keeps).join(' ');
  for (const field of ['description', 'comment', 'event_attribute', 'properties', 'tags', 'url']) {
    expect(kept).not.toContain(field);
  }
});
