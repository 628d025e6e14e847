import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samplesFolder } from '../samples-for-tests.ts';
import { type StartedForTest, startForTest } from '../start-for-tests.ts';

type Shape = Readonly<Record<string, unknown>>;

const folder = samplesFolder();
const samples: Record<string, never> =
  folder === null ? {} : JSON.parse(readFileSync(join(folder, 'shapes_raw_v3.json'), 'utf8'));
const sample = (start: string): unknown => Object.entries(samples).find(([name]) => name.startsWith(start))?.[1];
const fieldsOf = (shape: Shape | undefined): string[] =>
  Object.keys(shape ?? {}).filter((name) => !name.startsWith('attribute_'));
const first = (list: unknown): Shape | undefined => (Array.isArray(list) ? list[0] : undefined);

let box: StartedForTest;

beforeAll(async () => {
  box = await startForTest();
});
afterAll(() => box.running.close());

test.skipIf(folder === null)(
  'events and instances (samples at hand) have the recorded fields in the recorded order',
  async () => {
    expect(fieldsOf(first(await box.askJson('events')))).toEqual(fieldsOf(first(sample('GET events'))));
    expect(fieldsOf(first(await box.askJson('instances')))).toEqual(fieldsOf(first(sample('GET instances'))));
  },
);

test.skipIf(folder === null)('venues, plans and seats (samples at hand) have the recorded fields', async () => {
  expect(fieldsOf(first(await box.askJson('venues')))).toEqual(fieldsOf(first(sample('GET venues'))));
  const [plan] = await box.askJson<Shape[]>('plans');
  expect(fieldsOf(plan)).toEqual(fieldsOf(first(sample('GET plans'))));
  expect(fieldsOf(first(plan?.seats))).toEqual(fieldsOf(first(first(sample('GET plans'))?.seats)));
});

test.skipIf(folder === null)(
  'customers, statuses and the feed (samples at hand) have the documented fields',
  async () => {
    const page = await box.askJson<{ values: Shape[]; paging: Shape }>('orders/sync?since=2025-01-01T00:00:00.0000000');
    const documented = sample('GET orders/sync') as { values: Shape[]; paging: Shape };
    expect(fieldsOf(page.paging)).toEqual(fieldsOf(documented.paging));
    expect(fieldsOf(page.values[0])).toEqual(fieldsOf(documented.values[0]));
    const customer = await box.askJson<Shape>(`customers/${String(page.values[0]?.customerId)}`);
    expect(fieldsOf(customer)).toEqual(expect.arrayContaining(fieldsOf(sample('POST customer') as Shape)));
    const [instance] = await box.askJson<Shape[]>('instances');
    const status = await box.askJson<Shape>(`instances/${String(instance?.id)}/status`);
    expect(fieldsOf(status)).toEqual(expect.arrayContaining(fieldsOf(sample('GET instances/{id}/status') as Shape)));
  },
);

test('UTC times come with and without Z, selling times can be unset', async () => {
  const instances = await box.askJson<Record<string, string | null>[]>('instances');
  expect(instances.every((each) => /T\d\d:\d\d:\d\d$/.test(each.startUtc ?? ''))).toBe(true);
  expect(instances.some((each) => each.startSellingAtWebUtc?.endsWith('Z'))).toBe(true);
  expect(instances.some((each) => each.startSellingAtWebUtc === null)).toBe(true);
});

test('attributes are of every type, set ones first', async () => {
  const events = await box.askJson<Shape[]>('events');
  const types = new Set(
    events.flatMap((event) =>
      Object.entries(event)
        .filter(([name]) => name.startsWith('attribute_'))
        .map(([, value]) => (value === null ? 'null' : typeof value)),
    ),
  );
  expect([...types].sort()).toEqual(['boolean', 'null', 'number', 'string']);
});

test('the second client names the event of an instance by a bare text', async () => {
  const two = await startForTest({ clients: 2, orders: 300 });
  try {
    const url = `${two.running.origin}/demo2/api/v3/instances?startFrom=2020-01-01`;
    const [instance] = JSON.parse(await (await fetch(url, { headers: { 'user-agent': 'test/1' } })).text());
    expect(typeof instance.event).toBe('string');
    expect(first(await two.askJson('instances'))?.event).toHaveProperty('id');
  } finally {
    await two.running.close();
  }
});

test('every ticket has the documented fields; there are comps, overrides, discounts and parties of a hundred', async () => {
  const orders = await box.askJson<{ tickets: Record<string, unknown>[] }[]>(
    'orders?DateFrom=2015-01-01&DateTo=2030-01-01',
  );
  const tickets = orders.flatMap((order) => order.tickets);
  const documented =
    'agentDiscount band event instance planId seat seatName planName voucherRedemptionInfo type ticketType delivered barcode offer customItems discount originalPrice price priceOverridden total id';
  const shapes = new Set(tickets.map((ticket) => fieldsOf(ticket).sort().join(' ')));
  expect([...shapes]).toEqual([documented.split(' ').sort().join(' ')]);
  expect(tickets.some((each) => each.originalPrice === 0)).toBe(true);
  expect(tickets.some((each) => each.priceOverridden === true)).toBe(true);
  expect(tickets.some((each) => typeof each.discount === 'number' && each.discount > 0)).toBe(true);
  expect(orders.some((each) => each.tickets.length === 0)).toBe(true);
  expect(orders.some((each) => each.tickets.length === 100)).toBe(true);
});
