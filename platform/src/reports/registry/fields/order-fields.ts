import type { Field } from '../registry-types.ts';
import { fieldsOf } from './fields-of.ts';

const order = fieldsOf('Orders', 'order', 'orders');

/** Fields of orders, in the order of the palette. */
export const ORDER_FIELDS: readonly Field[] = [
  order({
    id: 'order.placed',
    label: 'Order Placed',
    alsoCalled: ['Date Transaction Confirmed'],
    type: 'wall',
    sql: 'o.first_transaction_local',
    definition: 'When the order was first confirmed, in wall time.',
    pitfalls: 'When it was sold, not when it is performed. A ticket that was added later has the order’s date.',
    common: true,
  }),
  order({
    id: 'order.changed',
    label: 'Order Last Changed',
    type: 'wall',
    sql: 'o.last_transaction_local',
    definition: 'When the order was last changed, in wall time.',
  }),
  order({
    id: 'order.channel',
    label: 'Sales Channel',
    type: 'text',
    sql: 'o.channel',
    definition: 'Where the order was placed: the web, the counter, an agent.',
    suppliedBy: 'orders.channel',
    common: true,
  }),
  order({
    id: 'order.total',
    label: 'Order Total',
    type: 'money',
    sql: 'o.total_minor',
    definition: 'What the whole order comes to.',
    pitfalls: 'The same on each ticket of an order: added up it counts once an order.',
  }),
  order({
    id: 'order.charges',
    label: 'Order Fees',
    type: 'money',
    sql: 'o.charges_minor',
    definition: 'Fees of the order: booking, postage, card.',
  }),
  order({
    id: 'order.donations',
    label: 'Donations',
    type: 'money',
    sql: 'o.donations_minor',
    definition: 'Donations on the order.',
  }),
];
