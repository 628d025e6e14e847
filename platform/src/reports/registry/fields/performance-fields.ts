import type { Field } from '../registry-types.ts';
import { fieldsOf } from './fields-of.ts';
import { shownIdSql } from './shown-id.ts';

const performance = fieldsOf('Event Instances', 'performance', 'performances');
const venue = fieldsOf('Event Instances', 'venue', 'venues');
const sold = fieldsOf('Event Instances', 'sold', 'tickets');
const capacity = fieldsOf('Event Instances', 'capacity', 'capacity_snapshots');

/** Fields of performances, which the palette calls event instances, in the order of the palette. */
export const PERFORMANCE_FIELDS: readonly Field[] = [
  performance({
    id: 'performance.start',
    label: 'Date',
    type: 'wall',
    sql: 'p.starts_local',
    definition: 'When the performance starts, in wall time.',
    pitfalls: 'When it is performed, not when it was sold: for that take Order Placed.',
    common: true,
  }),
  performance({
    id: 'performance.startDate',
    label: 'Start Date',
    type: 'wall',
    sql: `date_trunc('day', p.starts_local)::TIMESTAMP`,
    definition: 'The day on which the performance starts, without the time.',
    pitfalls: 'When it is performed, not when it was sold: for that take Order Placed.',
  }),
  performance({
    id: 'performance.startDay',
    label: 'Start Day',
    alsoCalled: ['Start Days'],
    type: 'choice',
    sql: 'dayname(p.starts_local)',
    choices: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    definition: 'The weekday on which the performance starts.',
  }),
  performance({
    id: 'performance.startTime',
    label: 'Start Time',
    type: 'text',
    sql: `strftime(p.starts_local, '%H:%M')`,
    definition: 'The time of day at which the performance starts, such as 19:30, in wall time.',
  }),
  performance({
    id: 'performance.cancelled',
    label: 'Cancelled',
    type: 'boolean',
    sql: 'p.cancelled',
    definition: 'Whether the performance was cancelled.',
    common: true,
  }),
  performance({
    id: 'performance.id',
    label: 'Instance ID',
    alsoCalled: ['Instances'],
    type: 'id',
    sql: shownIdSql('p'),
    definition: 'The number of the performance in the box office; nothing for one of an uploaded file that has none.',
  }),
  performance({
    id: 'performance.plan',
    label: 'Seating Plan',
    alsoCalled: ['Seating Plans'],
    type: 'text',
    sql: 'p.plan_name',
    definition: 'The plan of seats that the performance is sold from.',
    suppliedBy: 'performances.plan_name',
  }),
  performance({
    id: 'performance.capacity',
    label: 'Capacity of Plan',
    type: 'integer',
    sql: 'p.capacity',
    definition: 'Seats of the performance’s plan, as its box office tells.',
    pitfalls: 'Of the plan, not of what was on sale: seats held back are among them.',
  }),
  capacity({
    id: 'capacity.available',
    label: 'Available',
    type: 'integer',
    sql: 'cap.available',
    definition: 'Seats that could still be bought when the box office was last asked.',
  }),
  sold({
    id: 'performance.ticketsSold',
    label: 'Tickets Issued',
    type: 'integer',
    sql: 'coalesce(s.tickets, 0)',
    definition: 'Tickets of the performance that stand on an order now, complimentary ones too.',
    common: true,
  }),
  sold({
    id: 'performance.income',
    label: 'Ticket Income',
    type: 'money',
    sql: 'coalesce(s.income, 0)',
    definition: 'What was paid for the tickets of the performance, after discounts, without fees.',
    common: true,
  }),
  sold({
    id: 'performance.currency',
    label: 'Currency',
    type: 'text',
    sql: 's.currency',
    definition:
      'What its tickets were paid in, as a code of three letters: GBP, EUR. Nothing where they were paid in several.',
    pitfalls: 'A report that asks for one currency shows its amounts in that one; nothing is ever converted.',
  }),
  venue({
    id: 'venue.name',
    label: 'Venue',
    type: 'text',
    sql: 'v.name',
    definition: 'Where the performance is.',
    common: true,
  }),
];
