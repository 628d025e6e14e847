import { NotFoundError, type Page, type Stream, TimedOutError } from '@illuminate/connector-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BoxOffice, openBoxOffice } from '../box-office-for-tests.ts';
import { spektrix } from '../index.ts';
import { contextFor, EVENT_ID, INSTANCE_ID, MARKER, PLAN_ID, VENUE_ID } from '../normalise/records-for-tests.ts';

const signal = new AbortController().signal;
let office: BoxOffice;
beforeEach(async () => {
  office = await openBoxOffice();
});
afterEach(() => office.close());

function stream(name: string) {
  const found = spektrix.streams.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no stream ${name}`);
  return found as Stream<unknown, { id?: unknown }, unknown>;
}

async function crawl(name: string): Promise<Page<unknown>[]> {
  const pages: Page<unknown>[] = [];
  for await (const page of stream(name).crawl?.(office.client(), signal) ?? []) pages.push(page);
  return pages;
}
const byId = (name: string, id: string) => stream(name).byId?.(office.client(), id, signal);

const instance = { id: INSTANCE_ID, start: '2024-08-09T19:30:00', startUtc: '2024-08-10T01:30:00', planId: PLAN_ID };

describe('streams', () => {
  it('have the names that the platform knows', () => {
    const names = ['venues', 'ticket-types', 'events', 'performances', 'orders', 'customers', 'capacity-snapshots'];
    expect(spektrix.streams.map(({ name }) => name)).toEqual(names);
  });

  it('are listed in one answer each', async () => {
    for (const path of ['venues', 'events', 'instances', 'ticket-types']) office.routes.set(path, () => [{ id: '1A' }]);
    for (const name of ['venues', 'events', 'performances', 'ticket-types']) {
      const [page, ...more] = await crawl(name);
      expect([page?.records, more]).toEqual([[{ id: '1A' }], []]);
      expect(Date.now() - (page?.requestedAt ?? 0)).toBeLessThan(5000);
    }
    expect(office.asked[2]).toMatch(/instances\?startFrom=2000-01-01&startTo=20\d\d-/);
  });

  it('cope without lists of venues and ticket types, but not without one of events', async () => {
    for (const name of ['venues', 'ticket-types']) expect(await crawl(name)).toEqual([]);
    await expect(crawl('events')).rejects.toThrow(NotFoundError);
  });

  it.each([400, 405])('take one record or one guessed path that is refused (%i) for absent', async (status) => {
    for (const path of ['orders/1A', 'customers/1A', 'ticket-types']) office.routes.set(path, () => status);
    for (const name of ['orders', 'customers']) await expect(byId(name, '1A')).rejects.toThrow(NotFoundError);
    expect(await crawl('ticket-types')).toEqual([]);
  });

  it('refuse a list that is none', async () => {
    office.routes.set('venues', () => ({ message: MARKER }));
    await expect(crawl('venues')).rejects.toMatchObject({ fault: { code: 'unexpected-answer' } });
  });

  it('never let an id out of its place in the path', async () => {
    for (const id of ['../../partner', 'a/b?c=d#e', '..', '.'])
      await expect(byId('orders', id)).rejects.toThrow(NotFoundError);
    for (const path of office.asked) expect(path).toMatch(/^\/testtheatre\/api\/v3\/orders\/[^/?#]+$/);
  });
});

describe('how full an instance is', () => {
  const observe = (id: string, changes = {}) =>
    stream('capacity-snapshots').observe?.(office.client(changes), { id, eventId: EVENT_ID }, signal) ??
    Promise.reject();

  it('is asked for by the instance, and nothing else of the answer is kept', async () => {
    office.routes.set('instances/1A/status', () => ({ capacity: 10, available: 4, name: MARKER, lockInformation: [] }));
    const [record = {}] = (await observe('1A')).records;
    const { rows } = stream('capacity-snapshots').normalise(record, contextFor());
    expect(rows.capacity_snapshots).toMatchObject([{ performance_id: '1A', capacity: 10, sold: 6 }]);
    expect(JSON.stringify(rows)).not.toContain(MARKER);
  });

  it('is tried once', async () => {
    office.routes.set('instances/1A/status', () => 500);
    await expect(observe('1A')).rejects.toMatchObject({ fault: { code: 'box-office-failing' } });
    expect(office.asked).toHaveLength(1);
  });

  it.each([
    ['not there', 404, {}],
    ['refused', 400, {}],
    ['forbidden', 403, {}],
    ['forbidden to a partner, which is no withdrawal', 403, { permission: 'provider-consent' as const }],
  ])('may be %s', async (_, status, changes) => {
    office.routes.set('instances/1A/status', () => status);
    await expect(observe('1A', changes)).rejects.toThrow(NotFoundError);
  });
});

describe('a closed event is read with all its performances', () => {
  const event = { id: EVENT_ID, name: 'Macbeth' };
  const performances = async () => {
    const page = await byId('events', EVENT_ID);
    return [...(page?.records ?? [])].flatMap(
      (record) => stream('events').normalise(record, contextFor()).rows.performances ?? [],
    );
  };

  it('where $expand is honoured', async () => {
    office.routes.set(`events/${EVENT_ID}`, () => ({ ...event, instances: [instance] }));
    expect(await performances()).toHaveLength(1);
    expect(office.asked).toEqual([`/testtheatre/api/v3/events/${EVENT_ID}?$expand=instances`]);
  });

  it.each([[undefined], [[{ id: INSTANCE_ID }]], [[INSTANCE_ID]]])(
    'where it is not, and instances are %j',
    async (instances) => {
      office.routes.set(`events/${EVENT_ID}`, () => ({ ...event, instances }));
      office.routes.set(`events/${EVENT_ID}/instances`, () => [instance, { ...instance, id: '2A' }]);
      expect(await performances()).toHaveLength(2);
    },
  );

  it('where the request is refused for it', async () => {
    office.routes.set(`events/${EVENT_ID}`, (query) => (query.has('$expand') ? 400 : event));
    office.routes.set(`events/${EVENT_ID}/instances`, () => [instance]);
    expect(await performances()).toHaveLength(1);
  });

  it('or without any, if there are none', async () => {
    office.routes.set(`events/${EVENT_ID}`, () => event);
    expect(await performances()).toEqual([]);
  });
});

describe('orders by day', () => {
  it('are asked for once, without paging: page and pageSize are ignored there', async () => {
    office.routes.set('orders', () => Array.from({ length: 250 }, (_, n) => ({ id: `${n}A` })));
    const page = await stream('orders').window?.(office.client(), { from: '2024-01-01', to: '2024-01-04' }, signal);
    expect(page?.records).toHaveLength(250);
    expect(office.asked).toHaveLength(1);
  });

  it('are asked for with a day more, until it is certain that the last day is included', async () => {
    const orders = ['2024-01-04T20:00:00', '2024-01-05T09:00:00', '2024-01-05T20:00:00'];
    for (const [isIncluded, asked] of [
      [true, ['2024-01-05', '2024-01-08']],
      [false, ['2024-01-05', '2024-01-09']],
    ] as const) {
      const end = (query: URLSearchParams): string => `${query.get('DateTo')}T${isIncluded ? '24' : '00'}`;
      office.routes.set('orders', (query) =>
        orders.filter((at) => at < end(query)).map((at) => ({ id: '1A', firstTransactionDate: at })),
      );
      office.asked.length = 0;
      const client = office.client();
      const page = await stream('orders').window?.(client, { from: '2024-01-01', to: '2024-01-04' }, signal);
      expect(page?.records).toContainEqual({ id: '1A', firstTransactionDate: '2024-01-04T20:00:00' });
      await stream('orders').window?.(client, { from: '2024-01-05', to: '2024-01-08' }, signal);
      expect(office.asked.map((path) => path.slice(-10))).toEqual(asked);
    }
  });
});

describe('a 404 for days of orders', () => {
  const ask = async (client = office.client(), from = '2010-01-01') =>
    stream('orders').window?.(client, { from, to: from }, signal);

  it('means that there are none, where other days have some', async () => {
    const client = office.client();
    office.routes.set('orders', (query) => ((query.get('DateFrom') ?? '') > '2020' ? [{ id: '1A' }] : 404));
    const windows = ['2010-01-01', '2011-01-01', '2012-01-01'].map((from) => ask(client, from));
    for (const page of await Promise.all(windows)) expect(page?.records).toEqual([]);
    expect(office.asked).toHaveLength(4);
  });

  it('is a fault where no days have any: nothing must pass for read', async () => {
    await expect(ask()).rejects.toMatchObject({ fault: { code: 'orders-not-found', whoActs: 'organisation' } });
  });

  it('is asked about again where the question failed', async () => {
    const client = office.client();
    let asked = 0;
    office.routes.set('orders', (query) => {
      if ((query.get('DateFrom') ?? '') < '2020') return 404;
      asked += 1;
      return asked === 1 ? 403 : [{ id: '1A' }];
    });
    await expect(ask(client)).rejects.toMatchObject({ fault: { code: 'access-denied' } });
    expect((await ask(client))?.records).toEqual([]);
  });
});

describe('performances', () => {
  it('are asked for in halves where the whole takes too long', async () => {
    const client = office.client();
    const asked: string[] = [];
    const slow: typeof client = {
      ...client,
      async getJson(path, request) {
        const [from, to] = (path.match(/\d{4}-\d\d-\d\d/g) ?? []).map((day) => Date.parse(day));
        asked.push(path);
        if ((to ?? 0) - (from ?? 0) < 20 * 366 * 86_400_000) return client.getJson(path, request);
        throw new TimedOutError({ code: 'no-answer', cause: '', whoActs: 'nobody', nextStep: '' });
      },
    };
    office.routes.set('instances', () => [instance]);
    const pages: unknown[] = [];
    for await (const page of stream('performances').crawl?.(slow, signal) ?? []) pages.push(page);
    expect(pages).toHaveLength(2);
    expect(asked[1]?.split('startTo=')[1]).toBe(asked[2]?.split(/startFrom=|&/)[1]);
  });
});

describe('a list of performances that begins today', () => {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 19);
  beforeEach(() => {
    office.routes.set('instances', () => [{ ...instance, id: '9A', start: day(3) }]);
    office.routes.set('events', () => [
      { id: '1A', firstInstanceDateTime: day(-9) },
      { id: '2A', firstInstanceDateTime: day(3) },
      { id: '3A', firstInstanceDateTime: day(-2) },
      null,
    ]);
    office.routes.set('events/1A/instances', () => [{ ...instance, id: '8A', start: day(-9) }]);
  });

  it('is filled up from the events that began before', async () => {
    const pages = await crawl('performances');
    expect(pages.map(({ records }) => records)).toEqual([
      [expect.objectContaining({ id: '9A' })],
      [expect.objectContaining({ id: '8A', event: { id: '1A' } })],
      [],
    ]);
  });

  it('is left as it is where it holds something past, or no event began before', async () => {
    office.routes.set('events', () => []);
    expect(await crawl('performances')).toHaveLength(1);
    office.asked.length = 0;
    office.routes.set('instances', () => [{ ...instance, start: day(-3) }]);
    expect(await crawl('performances')).toHaveLength(1);
    expect(office.asked).toHaveLength(1);
  });
});

describe('a performance that is named and not shown', () => {
  const missing = (mention: object) =>
    stream('performances').missing?.({ stream: 'performances', id: '7A', key: '7A', ...mention }, contextFor());

  it('has a row of its event without a date', () => {
    expect(missing({ within: { stream: 'events', id: EVENT_ID } })?.performances).toMatchObject([
      { source_id: '7A', source_number: 7, event_id: EVENT_ID, starts_at: null, starts_local: null, cancelled: false },
    ]);
    expect(missing({})?.performances).toEqual([]);
  });
});

describe('customers', () => {
  it('lose their names before anybody holds them, and keep the id that was asked for', async () => {
    office.routes.set('customers/5A', () => ({ id: '9A', email: MARKER, billingAddress: { postcode: 'M1 1AE' } }));
    const page = await byId('customers', '5A');
    expect(page?.records).toEqual([{ id: '5A', billingAddress: { postcode: 'M1 1AE' } }]);
    await expect(byId('customers', '6A')).rejects.toThrow(NotFoundError);
  });
});

describe('references', () => {
  it('are the plans, of which seats are dropped', async () => {
    office.routes.set('plans', () => [
      { id: PLAN_ID, name: 'Main', venue: { id: VENUE_ID }, capacity: 419, seats: [{ id: '53613' }] },
      { id: '2A', name: 'Studio', venue: VENUE_ID, capacity: '12' },
      { id: '3A', name: 'Bar', capacity: 'some' },
      null,
    ]);
    const { plans } = await spektrix.references(office.client(), signal);
    expect([...plans]).toEqual([
      [PLAN_ID, { name: 'Main', venueId: VENUE_ID, capacity: 419 }],
      ['2A', { name: 'Studio', venueId: VENUE_ID, capacity: 12 }],
      ['3A', { name: 'Bar', venueId: null, capacity: null }],
    ]);
  });

  it('may be none', async () => {
    expect((await spektrix.references(office.client(), signal)).plans.size).toBe(0);
  });
});
