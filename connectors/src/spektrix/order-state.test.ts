import { expect, test } from 'vitest';
import { orderState } from './order-state.ts';

const order = {
  id: '1A',
  lastTransactionDateUtc: '2026-03-01T10:00:00',
  total: 20,
  customer: { id: '7A' },
  tickets: [{ id: '11A', instance: { id: '5A' }, total: 20 }],
};

test('the same state has the same number, whatever else came with it', () => {
  const withMore = { ...order.tickets[0], barcode: 'x' };
  expect(orderState({ ...order, tickets: [withMore] })).toBe(orderState({ ...order }));
});

test('an edit, a return, another price, performance or booker has another', () => {
  const states = [
    order,
    { ...order, lastTransactionDateUtc: '2026-03-01T10:00:01' },
    { ...order, total: 19 },
    { ...order, customer: { id: '8A' } },
    { ...order, tickets: [] },
    { ...order, tickets: [{ ...order.tickets[0], total: 19 }] },
    { ...order, tickets: [{ ...order.tickets[0], instance: { id: '6A' } }] },
    { ...order, tickets: [{ ...order.tickets[0], id: '12A' }] },
  ].map(orderState);
  expect(new Set(states).size).toBe(states.length);
});

test('what is no order has a state as well', () => {
  expect(orderState('nonsense' as never)).toBe(orderState(null as never));
});
