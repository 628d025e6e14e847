import { TICKET_CLASSES } from '@illuminate/contract';
import type { Field } from '../registry-types.ts';
import { fieldsOf } from './fields-of.ts';

const ticket = fieldsOf('Tickets / Reservations', 'ticket', 'tickets');
const ticketType = fieldsOf('Tickets / Reservations', 'ticketType', 'ticket_types');
const ticketClass = fieldsOf('Tickets / Reservations', 'ticketClass', 'ticket_types');

/** Fields of tickets, in the order of the palette. */
export const TICKET_FIELDS: readonly Field[] = [
  ticket({
    id: 'ticket.price',
    label: 'Price Paid',
    type: 'money',
    sql: 't.total_minor',
    definition: 'What was paid for the ticket, after discounts, without fees of the order.',
    common: true,
  }),
  ticket({
    id: 'ticket.fullPrice',
    label: 'Full Price',
    type: 'money',
    sql: 't.price_minor',
    definition: 'The ticket’s price before discounts.',
  }),
  ticket({
    id: 'ticket.discount',
    label: 'Discount',
    type: 'money',
    sql: 't.discount_minor',
    definition: 'What offers took off the ticket’s price.',
  }),
  ticket({
    id: 'ticket.offer',
    label: 'Offer',
    type: 'text',
    sql: 't.offer',
    definition: 'The offer that was applied to the ticket.',
  }),
  ticket({
    id: 'ticket.seat',
    label: 'Seat',
    type: 'text',
    sql: 't.seat_name',
    definition: 'The seat, as it is written on the ticket.',
  }),
  ticket({
    id: 'ticket.currency',
    label: 'Currency',
    type: 'text',
    sql: 't.currency',
    definition: 'What the ticket was paid in, as a code of three letters: GBP, EUR.',
    pitfalls: 'A report that asks for one currency shows its amounts in that one; nothing is ever converted.',
  }),
  ticketType({
    id: 'ticketType.name',
    label: 'Ticket Type',
    type: 'text',
    sql: 'tt.name',
    definition: 'The kind of ticket, as the box office names it.',
    pitfalls: 'A name of this box office’s own: compare with others by ticket class.',
    common: true,
  }),
  ticketClass({
    id: 'ticketClass.class',
    label: 'Ticket Class',
    type: 'choice',
    sql: 'tc.class',
    choices: TICKET_CLASSES,
    definition:
      'What kind of ticket it is on the platform’s closed list, as your organisation sorted its ticket types.',
    pitfalls:
      'Blank where the ticket type has not been sorted. A change of class holds for everything ever sold with it.',
    common: true,
  }),
  ticketClass({
    id: 'ticketClass.isConcession',
    label: 'Concession',
    type: 'boolean',
    sql: 'tc.is_concession',
    definition: 'Whether its price is reduced for a kind of person, as your organisation sorted its ticket types.',
    pitfalls:
      'A member’s or a group’s ticket may be a concession as well. Blank where the ticket type has not been sorted.',
  }),
];
