import { AbortSyncError, HostRefusedError, NotFoundError } from '@illuminate/connector-kit';
import { zoneOf } from '@illuminate/model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BoxOffice, openBoxOffice } from '../box-office-for-tests.ts';
import { cursorAt, readNotices } from './orders-sync.ts';

const signal = new AbortController().signal;
let office: BoxOffice;
beforeEach(async () => {
  office = await openBoxOffice();
});
afterEach(() => office.close());

interface Change {
  readonly id: string;
  readonly at: string;
}

/** The feed as documented: modified at or after `since`, oldest first, at most `limit`, next at the last row. */
function feed(changes: readonly Change[], { limit = 3, precision = 27 } = {}) {
  return (query: URLSearchParams): object => {
    const since = cut(query.get('since') ?? '', precision);
    const rows = changes.filter(({ at }) => at >= since).slice(0, limit);
    const next = `/api/v3/orders/sync?since=${rows.at(-1)?.at ?? since}`;
    return { paging: { limit, next }, values: rows.map(({ id }) => ({ orderId: id, customerId: '1A' })) };
  };
}

/** A time as a box office keeps it that counts in ticks (27), milliseconds (23) or seconds (19). */
const cut = (time: string, precision: number): string => `${time.slice(0, precision)}${at(0).slice(precision)}`;

const at = (second: number, ticks = 0): string =>
  `2024-06-01T00:00:${String(second).padStart(2, '0')}.${String(ticks).padStart(7, '0')}`;
const START = `/api/v3/orders/sync?since=${at(0)}`;

async function follow(cursor: string, rounds = 20) {
  const ids = new Set<string>();
  const windows: unknown[] = [];
  for (let n = 0; n < rounds; n++) {
    const notices = await readNotices(office.client(), cursor, signal);
    for (const id of notices.ids) ids.add(id);
    if (notices.readWindow !== undefined) windows.push(notices.readWindow);
    cursor = notices.cursor;
    if (notices.caughtUp) return { ids: [...ids], windows, cursor, rounds: n + 1 };
  }
  throw new Error('the feed has no end');
}

describe('the feed of changed orders', () => {
  it('is followed to its end, though each page begins with the last row of the one before', async () => {
    const changes = [1, 2, 3, 4, 5, 6, 7].map((n) => ({ id: `${n}A`, at: at(n) }));
    office.routes.set('orders/sync', feed(changes));
    const { ids, cursor } = await follow(START);
    expect(ids).toEqual(changes.map(({ id }) => id));
    expect(cursor).toBe(`/api/v3/orders/sync?since=${at(7)}`);
    expect(office.asked[1]).toBe(`/testtheatre/api/v3/orders/sync?since=${at(3)}`);
    const again = await readNotices(office.client(), cursor, signal);
    expect(again).toMatchObject({ ids: ['7A'], cursor, caughtUp: true });
  });

  it('says which days it covered', async () => {
    office.routes.set('orders/sync', feed([{ id: '1A', at: '2024-06-03T01:00:00.0000000' }]));
    const notices = await readNotices(office.client(), START, signal);
    expect(notices.span).toEqual({ from: '2024-06-01', to: '2024-06-03' });
  });

  it.each([
    ['relative without the client', (next: string) => next],
    ['with the client', (next: string) => `/testtheatre${next}`],
    ['absolute', (next: string) => `${office.origin}/testtheatre${next}`],
    ['a query', (next: string) => next.replace('/api/v3/orders/sync', '')],
  ])('is continued where next is %s', async (_, written) => {
    const answer = feed([1, 2, 3, 4].map((n) => ({ id: `${n}A`, at: at(n) })));
    office.routes.set('orders/sync', (query) => {
      const page = answer(query) as { paging: { next: string } };
      page.paging.next = written(page.paging.next);
      return page;
    });
    expect((await follow(START)).ids).toHaveLength(4);
  });

  it('never leads to another host', async () => {
    const next = 'https://attacker.example.org/testtheatre/api/v3/orders/sync?since=1';
    await expect(readNotices(office.client(), next, signal)).rejects.toThrow(HostRefusedError);
  });

  it.each([27, 23, 19])(
    'with more orders at one moment than a page holds goes on behind it, and says which days to read (%i)',
    async (precision) => {
      const crowd = Array.from({ length: 10 }, (_, n) => ({ id: `${n + 10}A`, at: at(5, 1_234_567) }));
      const rounded = crowd.map(({ id }) => ({ id, at: cut(at(5, 1_234_567), precision) }));
      const changes = [{ id: '1A', at: at(1) }, ...rounded, { id: '2A', at: at(9) }, { id: '3A', at: at(9) }];
      office.routes.set('orders/sync', feed(changes, { precision }));
      const { ids, windows } = await follow(START);
      expect(windows).toEqual([{ from: '2024-05-31', to: '2024-06-02' }]);
      expect(ids).toEqual(expect.arrayContaining(['1A', '10A', '11A', '12A', '2A', '3A']));
    },
  );

  it('that repeats a page once is asked again, and goes on', async () => {
    const answer = feed([1, 2, 3, 4, 5].map((n) => ({ id: `${n}A`, at: at(n) })));
    let asked = 0;
    office.routes.set('orders/sync', (query) =>
      ++asked === 2 ? answer(new URLSearchParams({ since: at(0) })) : answer(query),
    );
    const { ids, windows } = await follow(START);
    expect(ids).toHaveLength(5);
    expect(windows).toEqual([]);
  });

  it('is followed by the words of its next, though these say nothing of a time', async () => {
    const pages = [['1A', '2A', '3A'], ['4A', '5A', '6A'], ['7A']];
    office.routes.set('orders/sync', (query) => {
      const page = Number(query.get('cursor') ?? 0);
      const next = `/api/v3/orders/sync?since=${query.get('since')}&cursor=${page + 1}`;
      return { paging: { limit: 3, next }, values: (pages[page] ?? []).map((orderId) => ({ orderId })) };
    });
    const { ids, windows, cursor, rounds } = await follow(START);
    expect(ids).toEqual(pages.flat());
    expect(windows).toEqual([]);
    expect(cursor).toBe(`${START}&cursor=3`);
    expect([rounds, office.asked.length]).toEqual([3, 3]);
    // Which days it covered is not known then.
    expect(await readNotices(office.client(), START, signal)).not.toHaveProperty('span');
  });

  it('may end without a next', async () => {
    office.routes.set('orders/sync', () => ({ paging: { limit: 100, next: null }, values: [{ orderId: '1A' }] }));
    expect(await readNotices(office.client(), START, signal)).toMatchObject({
      ids: ['1A'],
      cursor: START,
      caughtUp: true,
    });
  });

  it.each([[[]], [{ values: 'none' }], [{ paging: {}, values: [{ friendly: 'x' }] }], [{ values: [null] }]])(
    'that has changed its form stops the sync rather than lose an order: %j',
    async (answer) => {
      office.routes.set('orders/sync', () => answer);
      await expect(readNotices(office.client(), START, signal)).rejects.toThrow(AbortSyncError);
    },
  );

  it.each([404, 400, 405])('that is not there says so (%i)', async (status) => {
    office.routes.set('orders/sync', () => status);
    await expect(readNotices(office.client(), START, signal)).rejects.toThrow(NotFoundError);
  });
});

describe('a cursor at an instant', () => {
  const noon = Date.UTC(2024, 6, 1, 12);
  it.each([
    ['Europe/London', '2024-07-01T12:00:00.0000000'],
    ['America/Winnipeg', '2024-07-01T07:00:00.0000000'],
    ['Australia/Sydney', '2024-07-01T12:00:00.0000000'],
  ])('in %s is the earlier of both readings', (zone, since) => {
    expect(cursorAt(noon, zoneOf(zone))).toBe(`/api/v3/orders/sync?since=${since}`);
  });
});
