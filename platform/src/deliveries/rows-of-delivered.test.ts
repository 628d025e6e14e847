import type { DeliveredOrder, DeliveredPerformance } from '@illuminate/delivery';
import { TABLES, type TableName, zoneOf } from '@illuminate/model';
import { expect, test } from 'vitest';
import { AWAITED_EVENT } from '../warehouse/load/follow-performances.ts';
import { createDeliveredContext, rowsOfDelivered } from './rows-of-delivered.ts';

const context = createDeliveredContext({
  zone: zoneOf('Europe/Dublin'),
  asOf: 9_000,
  pseudonym: (id) => `pseudonym of ${id}`,
});
const at = Date.UTC(2026, 6, 1, 12);

const order = (changes: Partial<DeliveredOrder> = {}): DeliveredOrder => ({
  kind: 'order',
  row: 1,
  id: 'B-10293',
  placedAt: at,
  changedAt: at + 60_000,
  channel: 'online',
  currency: 'EUR',
  totalMinor: 4_750,
  customer: { id: 'C-88', postcode: 'D02 X285', country: 'IE' },
  tickets: [
    {
      row: 1,
      id: 'T-1',
      performance: '428839330',
      type: '  Full  Price ',
      seat: 'C12',
      offer: null,
      priceMinor: 2_250,
      discountMinor: 0,
      totalMinor: 2_250,
    },
  ],
  items: [
    { id: 'D-1', kind: 'donation', quantity: 1, amountMinor: 500 },
    { id: 'D-2', kind: 'donation', quantity: 1, amountMinor: 100 },
    { id: 'F-1', kind: 'charge', quantity: 2, amountMinor: 150 },
  ],
  ...changes,
});

/** Columns that the store adds are no concern of these rows; all of the model's must be there. */
function expectWhole(table: TableName, row: object | undefined): void {
  expect(Object.keys(row ?? {}).sort()).toEqual(Object.keys(TABLES[table]).sort());
}

test('an order becomes rows of the model, its sums apart, its tickets waiting for the event', () => {
  const [first] = rowsOfDelivered(order(), context);
  const { orders, tickets, order_items: items, ticket_types: types } = first?.rows ?? {};
  expectWhole('orders', orders?.[0]);
  expectWhole('tickets', tickets?.[0]);
  expectWhole('order_items', items?.[0]);
  expectWhole('ticket_types', types?.[0]);
  expect(orders?.[0]).toMatchObject({
    source_number: 10_293,
    customer_id: 'pseudonym of C-88',
    donations_minor: 600,
    charges_minor: 150,
    first_transaction_local: at + 3_600_000,
    last_transaction_at: at + 60_000,
  });
  expect(tickets?.[0]).toMatchObject({
    order_id: 'B-10293',
    event_id: AWAITED_EVENT,
    ticket_type_id: 'name:full price',
  });
  expect(items?.map(({ source_id }) => source_id)).toEqual(['B-10293/D-1', 'B-10293/D-2', 'B-10293/F-1']);
  expect(first?.asOf).toBe(9_000);
});

test('a booker is a pseudonym and an area, and one of whom nothing is told takes nothing away', () => {
  const customerOf = (customer: DeliveredOrder['customer']) => rowsOfDelivered(order({ customer }), context)[1];
  const known = customerOf({ id: 'C-88', postcode: 'D02 X285', country: null });
  expect(known?.rows.customers).toEqual([
    { source_id: 'pseudonym of C-88', area: 'D02', area_kind: 'eircode-routing-key', country: 'IE' },
  ]);
  expectWhole('customers', known?.rows.customers?.[0]);
  expect(known?.asOf).toBe(9_000);
  const untold = customerOf({ id: 'C-88', postcode: null, country: null });
  expect(untold).toMatchObject({ asOf: 0, rows: { customers: [{ area: null, area_kind: 'unknown' }] } });
  expect(customerOf({ id: null, postcode: 'D02 X285', country: 'IE' })).toBeUndefined();
  expect(customerOf(null)).toBeUndefined();
});

test('a booker of several orders is told once, and again where they are said to live elsewhere', () => {
  const fresh = createDeliveredContext(context);
  const areasOf = (...postcodes: readonly string[]) =>
    postcodes.map((postcode) => {
      const customer = { id: 'C-5', postcode, country: 'IE' };
      return rowsOfDelivered(order({ customer }), fresh).flatMap(({ rows }) =>
        (rows.customers ?? []).map(({ area }) => area),
      );
    });
  expect(areasOf('D02 X285', 'D02 X285', 'A94 F6P2', 'D02 X285')).toEqual([['D02'], [], ['A94'], ['D02']]);
});

test('a performance brings its event and its venue', () => {
  const performance: DeliveredPerformance = {
    kind: 'performance',
    row: 1,
    id: '428839330',
    event: { id: 'E-7', name: 'The Plough' },
    venue: { id: '9', name: 'Main Theatre' },
    startsAt: at,
    capacity: 225,
    cancelled: false,
  };
  const [first] = rowsOfDelivered(performance, context);
  const rows = first?.rows ?? {};
  expectWhole('performances', rows.performances?.[0]);
  expectWhole('events', rows.events?.[0]);
  expectWhole('venues', rows.venues?.[0]);
  expect(rows.performances?.[0]).toMatchObject({
    source_number: 428_839_330,
    event_id: 'E-7',
    starts_local: at + 3_600_000,
  });
  expect(rows.events?.[0]).toMatchObject({ source_number: null, name: 'The Plough' });
  expect(rowsOfDelivered({ ...performance, venue: null }, context)[0]?.rows).toMatchObject({ venues: [] });
});
