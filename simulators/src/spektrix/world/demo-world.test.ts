import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OrderSeen, type StartedForTest, startForTest } from '../start-for-tests.ts';

/** The rows of the guide's report: integer id, name, first and last performance. */
const GOLDEN = [
  ['4607', 'Calendar Girls', '2022-01-09T19:00:00', '2022-01-29T19:00:00'],
  ['6608', 'Macbeth', '2022-03-10T14:30:00', '2022-03-15T19:30:00'],
  ['10207', 'Peter Pan', '2022-05-11T19:00:00', '2022-05-31T19:00:00'],
  ['12607', 'Puss in Boots', '2022-12-01T19:30:00', '2022-12-31T12:00:00'],
];

interface InstanceSeen {
  readonly id: string;
  readonly event: { readonly id: string };
  readonly start: string;
  readonly startUtc: string;
  readonly cancelled: boolean;
}

interface Truth {
  readonly totals: { readonly orders: number; readonly tickets: number };
  readonly performances: readonly {
    readonly eventId: number;
    readonly eventName: string;
    readonly start: string;
    readonly tickets: number;
  }[];
}

let box: StartedForTest;

beforeAll(async () => {
  box = await startForTest({ world: 'demo', until: Date.UTC(2026, 10, 24, 15) });
});
afterAll(() => box.running.close());

test('Riverside plays exactly the four events of the report in 2022', async () => {
  const { performances } = await box.door<Truth>('truth?client=riversidetheatre');
  const of2022 = performances.filter((each) => each.start.startsWith('2022'));
  expect(new Set(of2022.map((each) => String(each.eventId)))).toEqual(new Set(GOLDEN.map(([id]) => id)));
});

test('their first and last performances, leaving out cancelled ones, are those of the report', async () => {
  const instances = await box.askJson<InstanceSeen[]>('instances?startFrom=2022-01-01&startTo=2022-12-31');
  for (const [id, name, first, last] of GOLDEN) {
    const own = instances.filter((each) => each.event.id.startsWith(`${id}A`));
    const starts = own
      .filter((each) => !each.cancelled)
      .map((each) => each.start)
      .sort();
    expect([starts[0], starts.at(-1)]).toEqual([first, last]);
    const events = await box.askJson<{ id: string; name: string }[]>('events');
    expect(events.find((each) => each.id.startsWith(`${id}A`))?.name).toBe(name);
  }
  const girls = instances
    .filter((each) => each.event.id.startsWith('4607A') && each.cancelled)
    .map((each) => each.start);
  expect(girls.sort()).toEqual(['2022-01-08T19:00:00', '2022-01-30T14:30:00']);
});

test('both clients have a history from July 2021 of moderate size, and sales today', async () => {
  for (const client of ['riversidetheatre', 'harbourplayhouse']) {
    const { totals } = await box.door<Truth>(`truth?client=${client}`);
    expect(totals.orders).toBeGreaterThan(25_000);
    expect(totals.orders).toBeLessThan(45_000);
  }
  expect((await box.askJson<OrderSeen[]>('orders?DateFrom=2021-07-01&DateTo=2021-07-07')).length).toBeGreaterThan(10);
  expect(await box.askJson('orders?DateFrom=2021-06-01&DateTo=2021-06-27')).toEqual([]);
  expect((await box.askJson<OrderSeen[]>('orders?DateFrom=2026-11-24&DateTo=2026-11-24')).length).toBeGreaterThan(400);
});

test('a few transactions a minute go on as the clock moves', async () => {
  const before = await box.askJson<OrderSeen[]>('orders?DateFrom=2026-11-24&DateTo=2026-11-24');
  await box.door('clock', { advanceSeconds: 600 });
  const after = await box.askJson<OrderSeen[]>('orders?DateFrom=2026-11-24&DateTo=2026-11-24');
  expect(after.length).toBeGreaterThan(before.length + 4);
});

test('there are performances on the nights when the clocks change, told apart by startUtc', async () => {
  const instances = await box.askJson<InstanceSeen[]>('instances?startFrom=2023-10-29&startTo=2023-10-29');
  const night = instances.filter((each) => each.start === '2023-10-29T01:30:00');
  expect(night.map((each) => each.startUtc)).toEqual(['2023-10-29T00:30:00', '2023-10-29T01:30:00']);
});

test('some event has never sold a ticket, and planned sales fill no seat twice', async () => {
  const { performances } = await box.door<Truth>('truth?client=riversidetheatre');
  const sold = new Map<string, number>();
  for (const each of performances) sold.set(each.eventName, (sold.get(each.eventName) ?? 0) + each.tickets);
  expect([...sold.values()]).toContain(0);
  const orders = await box.askJson<
    { tickets: { planId: string; seat: { id: string } | null; instance: { id: string } }[] }[]
  >('orders?DateFrom=2024-01-01&DateTo=2024-12-31');
  const seats = orders.flatMap(({ tickets }) =>
    tickets.filter((each) => each.seat).map((each) => `${each.instance.id} ${each.seat?.id}`),
  );
  expect(new Set(seats).size).toBe(seats.length);
});

test('planning further ahead keeps every order as it was', async () => {
  const other = await startForTest({ world: 'demo', until: Date.UTC(2024, 2, 1), livePerMinute: 0 });
  const later = await startForTest({ world: 'demo', until: Date.UTC(2026, 2, 1), livePerMinute: 0 });
  const window = 'orders?DateFrom=2021-07-01&DateTo=2021-07-20';
  try {
    await other.door('clock', { now: '2026-03-01T00:00:00Z' });
    expect((await other.ask(window)).text).toBe((await later.ask(window)).text);
    const recent = 'orders?DateFrom=2026-02-20&DateTo=2026-02-28';
    expect((await other.ask(recent)).text).toBe((await later.ask(recent)).text);
  } finally {
    await other.running.close();
    await later.running.close();
  }
});
