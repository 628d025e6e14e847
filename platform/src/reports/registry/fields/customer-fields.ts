import type { Field } from '../registry-types.ts';
import { fieldsOf } from './fields-of.ts';

const customer = fieldsOf('Customers', 'customer', 'customers');
const booking = fieldsOf('Customers', 'booking', 'orders');

/** Fields of bookers, and of all that a booker booked, in the order of the palette. */
export const CUSTOMER_FIELDS: readonly Field[] = [
  customer({
    id: 'customer.pseudonym',
    label: 'Booker',
    type: 'id',
    sql: 'c.source_id',
    definition: 'The booker’s pseudonym: the same booker has the same one, and nobody can tell who it is.',
    personal: 'pseudonymous',
  }),
  customer({
    id: 'customer.area',
    label: 'Area',
    type: 'text',
    sql: 'c.area',
    definition: 'The sector of a UK postcode, or the routing key of an Eircode.',
    personal: 'pseudonymous',
    common: true,
  }),
  customer({
    id: 'customer.country',
    label: 'Country',
    type: 'text',
    sql: 'c.country',
    definition: 'The country of the booker’s address.',
  }),
  booking({
    id: 'booking.firstOrder',
    label: 'First Order',
    type: 'wall',
    sql: 'b.first_order',
    definition: 'When the booker’s first order was placed, of all that are here.',
    pitfalls: 'Nobody knows of orders before the history that was loaded.',
    personal: 'pseudonymous',
    common: true,
  }),
  booking({
    id: 'booking.lastOrder',
    label: 'Last Order',
    type: 'wall',
    sql: 'b.last_order',
    definition: 'When the booker’s last order was placed.',
    personal: 'pseudonymous',
    common: true,
  }),
  booking({
    id: 'booking.orders',
    label: 'Orders of Booker',
    type: 'integer',
    sql: 'coalesce(b.orders, 0)',
    definition: 'How many orders the booker has placed.',
    personal: 'pseudonymous',
    common: true,
  }),
  booking({
    id: 'booking.tickets',
    label: 'Tickets of Booker',
    type: 'integer',
    from: 'bookingTickets',
    sql: 'coalesce(bt.tickets, 0)',
    definition: 'How many tickets of the booker’s stand.',
    personal: 'pseudonymous',
    common: true,
  }),
  booking({
    id: 'booking.visits',
    label: 'Visits of Booker',
    type: 'integer',
    from: 'bookingTickets',
    sql: 'coalesce(bt.visits, 0)',
    definition: 'How many performances the booker has tickets for.',
    personal: 'pseudonymous',
  }),
  booking({
    id: 'booking.events',
    label: 'Events of Booker',
    type: 'integer',
    from: 'bookingTickets',
    sql: 'coalesce(bt.events, 0)',
    definition: 'How many events the booker has tickets for.',
    personal: 'pseudonymous',
  }),
  booking({
    id: 'booking.spend',
    label: 'Spend of Booker',
    type: 'money',
    from: 'bookingTickets',
    sql: 'coalesce(bt.spend, 0)',
    definition: 'What the booker’s tickets cost together.',
    personal: 'pseudonymous',
  }),
];
