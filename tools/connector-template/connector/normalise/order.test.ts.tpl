import { zoneOf } from '@illuminate/model';
import { expect, test } from 'vitest';
import { normaliseOrder } from './order.ts';

const context = { zone: zoneOf('Europe/London'), currency: 'GBP', pseudonym: () => 'pseudonym', references: null };
const ticket = { id: 't1', event: 'e1', performance: 'p1', type: { id: 'y1', name: 'Full' }, price: '12.50' };
const order = {
  ...{ id: 'o1', placedAt: '2026-07-01T10:00:00Z', changedAt: '2026-07-02T10:00:00Z', charges: '0.00', donations: '0.00' },
  ...{ total: '12.50', tickets: [{ ...ticket, total: '12.50' }] },
};

test('an order becomes rows in minor units and wall time, and names what must be stored beside it', () => {
  const { rows, mentions } = normaliseOrder(order, context);
  expect(rows.orders?.[0]).toMatchObject({ total_minor: 1250, first_transaction_local: Date.UTC(2026, 6, 1, 11) });
  expect(rows.tickets?.[0]).toMatchObject({ source_id: 't1', order_id: 'o1', total_minor: 1250 });
  expect(mentions.map(({ key }) => key)).toEqual(['e1', 'p1']);
});

test('of a booker a pseudonym and an area are kept, and nothing else', () => {
  const booker = { id: 'b1', name: 'Somebody', email: 'somebody@example.org', postcode: 'SW1A 1AA' };
  const { rows } = normaliseOrder({ ...order, booker }, context);
  expect(rows.customers).toEqual([
    { source_id: 'pseudonym', area: 'SW1A 1', area_kind: 'postcode-sector', country: 'GB' },
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/somebody|b1/i);
});

test.each([
  ['total', 12.5, 'unreadable-amount'],
  ['total', undefined, 'missing-field'],
  ['placedAt', 'yesterday', 'unreadable-time'],
  ['tickets', {}, 'not-a-list'],
  ['booker', { id: 7 }, 'unreadable-id'],
])('a %s of %j is refused, and its value is not repeated', (field, value, reason) => {
  const refused = (): unknown => normaliseOrder({ ...order, [field]: value }, context);
  expect(refused).toThrow(expect.objectContaining({ reason, field: expect.stringContaining(field) as unknown }));
  expect(refused).not.toThrow(/yesterday/);
});
