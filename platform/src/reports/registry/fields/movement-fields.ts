import type { Field } from '../registry-types.ts';
import { fieldsOf } from './fields-of.ts';

const movement = fieldsOf('Movements', 'movement', 'tickets');

/** Fields of what happened to tickets, in the order of the palette. */
export const MOVEMENT_FIELDS: readonly Field[] = [
  movement({
    id: 'movement.kind',
    label: 'Movement',
    type: 'choice',
    sql: 'm.kind',
    choices: ['issue', 'return', 'price_change'],
    definition: 'What happened: a ticket was issued, returned, or changed its price.',
    common: true,
  }),
  movement({
    id: 'movement.quantity',
    label: 'Quantity',
    type: 'integer',
    sql: 'm.quantity',
    definition:
      '+1 for a ticket that was issued, −1 for one that was returned, 0 for a price; the opposite for a reversal.',
    common: true,
  }),
  movement({
    id: 'movement.amount',
    label: 'Amount',
    type: 'money',
    sql: 'm.amount_minor',
    definition: 'What the movement changed the income by.',
    common: true,
  }),
  movement({
    id: 'movement.recorded',
    label: 'Recorded',
    type: 'wall',
    sql: '$wall(m.recorded_at)',
    definition: 'When it came to be known here, in wall time. A day that is over never changes.',
    pitfalls:
      'Not when it was sold: a first load brings years of sales on the day on which it is read. For those days ask for Happened.',
    common: true,
  }),
  movement({
    id: 'movement.effective',
    label: 'Happened',
    type: 'wall',
    sql: '$wall(m.effective_at)',
    definition: 'When it happened, as far as the box office tells, in wall time.',
    pitfalls: 'Returns from before the first reading are not known, and changes between two readings come as one.',
    common: true,
  }),
  movement({
    id: 'movement.basis',
    label: 'How It Is Known',
    type: 'choice',
    sql: 'm.effective_basis',
    choices: ['order_first', 'order_last', 'bounded', 'reversal'],
    definition:
      'On what the moment rests: the order’s first or last change, or the span between two readings. A reversal has the kind and the moment of what an upload said that was taken back.',
  }),
];
