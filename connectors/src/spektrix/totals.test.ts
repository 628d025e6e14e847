import { type CountedEvent, NotFoundError } from '@illuminate/connector-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BoxOffice, openBoxOffice } from './box-office-for-tests.ts';
import { EVENT_ID, INSTANCE_ID, MARKER } from './normalise/records-for-tests.ts';
import { totals } from './totals.ts';

const signal = new AbortController().signal;
const AVAILABILITY = `events/${EVENT_ID}/availability`;
const event: CountedEvent = { id: EVENT_ID, performances: [INSTANCE_ID] };
let office: BoxOffice;
beforeEach(async () => {
  office = await openBoxOffice();
});
afterEach(() => office.close());

const ask = (of = event, changes = {}) => totals.ask?.(office.client(changes), of, signal) ?? Promise.reject();
const show = (capacity: number, counts: Record<string, number>, id: unknown = INSTANCE_ID) =>
  office.routes.set(AVAILABILITY, () => ({
    data: [
      {
        eventInstanceId: id,
        start: '2026-03-01T19:30:00',
        capacity,
        note: MARKER,
        availability: Object.entries(counts).map(([status, count]) => ({ status, count })),
      },
    ],
  }));

describe('the availability of an event', () => {
  it('counts seats sold and scanned; whatever else is not to be had is held', async () => {
    show(100, { Sold: 30, Scanned: 12, Locked: 4, Reserved: 2, Available: 52 });
    const { totals: found } = await ask();
    expect(found).toEqual([{ performanceId: INSTANCE_ID, sold: 42, isUpperBound: false, held: 6 }]);
    expect(office.asked).toEqual([`/testtheatre/api/v3/${AVAILABILITY}`]);
  });

  it('that names no sales says that there are none only where all seats are accounted for', async () => {
    show(100, { Locked: 4, Available: 96 });
    expect((await ask()).totals).toMatchObject([{ sold: 0, isUpperBound: false, held: 4 }]);
    show(100, { Available: 60 });
    expect((await ask()).totals).toMatchObject([{ sold: 40, isUpperBound: true, held: null }]);
  });

  it('may name the instance by a stub', async () => {
    show(10, { Sold: 10 }, { id: INSTANCE_ID });
    expect((await ask()).totals).toMatchObject([{ performanceId: INSTANCE_ID, sold: 10 }]);
  });

  it.each([
    ['counts that are none', 10, { Sold: 'ten' as unknown as number }],
    ['less than none', 10, { Sold: -1 }],
    ['no capacity to go by', 'many' as unknown as number, { Available: 3 }],
  ])('with %s is not guessed at', async (_what, capacity, counts) => {
    show(capacity, counts);
    expect((await ask()).totals).toEqual([]);
  });

  it('may give its counts as texts', async () => {
    show('100' as unknown as number, { Sold: '30', Scanned: '12', Locked: '4', Available: '54' } as never);
    expect((await ask()).totals).toMatchObject([{ sold: 42, isUpperBound: false, held: 4 }]);
    show('100' as unknown as number, { Available: '60' } as never);
    expect((await ask()).totals).toMatchObject([{ sold: 40, isUpperBound: true }]);
  });

  it('says what is sold though there are fewer than none to be had, or what is held cannot be read', async () => {
    show(100, { Sold: 90, Scanned: 12, Locked: 3, Available: -5 });
    expect((await ask()).totals).toMatchObject([{ sold: 102, isUpperBound: false, held: 3 }]);
    show(100, { Sold: 90, Locked: -3, Available: 5 });
    expect((await ask()).totals).toMatchObject([{ sold: 90, isUpperBound: false, held: null }]);
  });

  it('that is no list has changed', async () => {
    office.routes.set(AVAILABILITY, () => ({ message: MARKER }));
    await expect(ask()).rejects.toMatchObject({ fault: { code: 'unexpected-answer' } });
  });
});

describe('an instance that is left out', () => {
  it.each([
    [
      { capacity: 100, available: 50, sold: 30, scanned: 12, locked: 4 },
      { sold: 42, isUpperBound: false, held: 8 },
    ],
    [
      { capacity: 100, available: 60 },
      { sold: 40, isUpperBound: true, held: null },
    ],
  ])('is asked for by its status', async (status, total) => {
    office.routes.set(AVAILABILITY, () => ({ data: [] }));
    office.routes.set(`instances/${INSTANCE_ID}/status`, () => status);
    expect((await ask()).totals).toEqual([{ performanceId: INSTANCE_ID, ...total }]);
  });

  it('of an event that is not shown at all costs two questions', async () => {
    await expect(ask({ id: EVENT_ID, performances: [INSTANCE_ID, '2A', '3A'] })).rejects.toThrow(NotFoundError);
    expect(office.asked).toHaveLength(3);
  });

  it('of an event that is shown, and of whose seats nothing is told, is no event that is not shown', async () => {
    office.routes.set(`instances/${INSTANCE_ID}`, () => ({ id: INSTANCE_ID }));
    expect((await ask()).totals).toEqual([]);
  });

  it('and that the box office fails on takes no other along', async () => {
    show(100, { Sold: 30, Available: 70 }, '2A');
    office.routes.set(`instances/${INSTANCE_ID}/status`, () => 500);
    const told = await ask({ id: EVENT_ID, performances: [INSTANCE_ID, '2A'] });
    expect(told).toMatchObject({ totals: [{ performanceId: '2A', sold: 30 }], unanswered: [INSTANCE_ID] });
  });

  it.each([
    [
      { capacity: '100', available: '50', sold: '30', scanned: '12' },
      { sold: 42, isUpperBound: false, held: 8 },
    ],
    [
      { capacity: 100, available: -3, sold: 90, scanned: 13 },
      { sold: 103, isUpperBound: false, held: null },
    ],
  ])('tells what can be read of its status: %j', async (status, total) => {
    office.routes.set(AVAILABILITY, () => ({ data: [] }));
    office.routes.set(`instances/${INSTANCE_ID}/status`, () => status);
    expect((await ask()).totals).toMatchObject([total]);
  });

  it('and forbidden to a partner is no withdrawal', async () => {
    office.routes.set(AVAILABILITY, () => 403);
    office.routes.set(`instances/${INSTANCE_ID}`, () => ({ id: INSTANCE_ID }));
    expect((await ask(event, { permission: 'provider-consent' })).totals).toEqual([]);
  });
});
