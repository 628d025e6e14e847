import type { Connector } from '@illuminate/connector-kit';
import { expect, test } from 'vitest';
import { availabilityFor, leastOf } from './availability.ts';

const stream = (name: string) => ({ name }) as Connector['streams'][number];
const connectors = new Map(
  [
    { id: 'full', streams: ['events', 'orders'].map(stream), neverTells: ['orders.channel'] },
    { id: 'feed', streams: [stream('events')], totals: {} },
    { id: 'post', streams: [], takesDeliveries: true },
  ].map((connector) => [connector.id, connector as unknown as Connector]),
);
const connected = (...ids: string[]) =>
  availabilityFor(
    connectors,
    ids.map((id) => ({ provider: { id, title: id.toUpperCase() }, counts: { orders: 1 } })),
  );

test('a column that a provider never tells is not supplied, and its table is', () => {
  const of = connected('full');
  expect(of('orders.channel')).toEqual({ isSupplied: false, sentence: 'Not supplied by FULL.' });
  expect(of('orders')).toEqual({ isSupplied: true, sentence: null });
  expect(of('tickets').isSupplied).toBe(true);
});

test('where some box offices supply it, it says which does not', () => {
  expect(connected('full', 'post')('orders.channel')).toEqual({
    isSupplied: true,
    sentence: 'Not supplied by FULL: what comes from there is blank here.',
  });
  expect(connected('full', 'feed')('orders.channel').sentence).toBe('Not supplied by FULL and FEED.');
  expect(connected('feed')('capacity_snapshots').isSupplied).toBe(true);
});

test('nothing is missed where nothing is connected', () => {
  expect(connected()('orders.channel')).toEqual({ isSupplied: true, sentence: null });
});

test('what is made of two things is as available as the lesser', () => {
  const of = connected('feed');
  expect(leastOf([of('events'), of('tickets')]).isSupplied).toBe(false);
  expect(leastOf([of('events')])).toEqual({ isSupplied: true, sentence: null });
  expect(leastOf([])).toEqual({ isSupplied: true, sentence: null });
});

test('what is delivered is not supplied before a delivery has arrived', () => {
  const of = (orders: number) =>
    availabilityFor(connectors, [{ provider: { id: 'post', title: 'Post' }, counts: { orders } }])('tickets');
  expect(of(0)).toEqual({ isSupplied: false, sentence: 'Not supplied yet by Post: it arrives by delivery.' });
  expect(of(3)).toEqual({ isSupplied: true, sentence: null });
});
