import type { UploadField, UploadKind } from '@illuminate/contract';
import { derivablesOf, fieldsOf, isSummed, NAMING_FIELDS, tellsTotal } from '@illuminate/delivery';

/** What each field of an uploaded file is for, in words for people; where it is required, why. */
const WHY: Readonly<Record<string, string>> = {
  order_id:
    'Tells which tickets were bought together, and lets the same file be uploaded twice without counting twice. If the file has none, give each booking a number in a column of its own.',
  placed_at: 'When the order was placed: sales are reported by it.',
  changed_at: 'When the order was last changed. Left out: when it was placed.',
  channel: 'How it was sold, such as online or at the counter.',
  currency: 'Left out: the organisation’s own.',
  order_total: 'What the whole order came to. Left out: the sum of its tickets, donations and charges.',
  donations: 'Donations in the order.',
  charges: 'Booking fees and postage of the order.',
  customer_id: 'The booker’s number. It becomes a pseudonym before anything is stored.',
  customer_postcode: 'Cut to its area before anything is stored.',
  customer_country: 'The booker’s country.',
  ticket_id: 'The number of each ticket. Left out: made from order, performance and seat.',
  performance_id: 'The performance’s own number. Left out: made from the event’s name and when it begins.',
  event_id: 'The event’s own number. Left out: made from its name.',
  event_name: 'What was on: events are listed by it.',
  venue_id: 'The place’s own number.',
  venue_name: 'Where it was on.',
  starts_at: 'When it began: performances are told apart and listed by it.',
  ticket_type: 'Such as Adult or Concession.',
  seat: 'Such as A12.',
  offer: 'A promotion or discount by its name.',
  price: 'What one ticket costs before any discount.',
  discount: 'What was taken off the price.',
  ticket_total:
    'What the ticket brought in, or all of them where a line is several: income is summed from it. Left out: price × how many tickets, less the discount.',
  ticket_status: 'Whether the ticket stands or was returned.',
  quantity:
    'How many tickets the line stands for. Left out: one. Of several columns each counts tickets of the type that it is named after.',
  capacity: 'How many could be sold.',
  cancelled: 'Whether the performance was called off.',
  counted_on: 'The day on which these tickets were sold, if the file counts day by day.',
  tickets: 'How many tickets were sold. Several columns are added up.',
  income: 'What they brought in.',
};

const MEANINGS: Readonly<Record<string, readonly string[]>> = {
  ticket_status: ['sold', 'returned'],
  cancelled: ['true', 'false'],
};

/** Fields that one value can stand for on every line. */
const CONSTANT = new Set(['currency', 'channel', 'event_name', 'venue_name', 'ticket_type']);

/** What only makes sense if tickets name their performance in words: then it is missed. */
const IN_WORDS = ['event_name', 'starts_at'];

export function fieldsOfKind(kind: UploadKind): UploadField[] {
  return Object.entries(fieldsOf(kind)).map(([field, { form, required }]) => ({
    field,
    // Worked out only where a price and a number of tickets are known: else it is missed.
    required: required && (field === 'ticket_total' || !isWorkedOut(kind, field)),
    why: WHY[field] ?? '',
    form,
    otherwise: isWorkedOut(kind, field) ? 'worked-out' : CONSTANT.has(field) ? 'constant' : 'nothing',
    meanings: MEANINGS[field] === undefined ? null : [...MEANINGS[field]],
    naming: NAMING_FIELDS.has(field),
    summed: isSummed(kind, field),
  }));
}

const isWorkedOut = (kind: UploadKind, field: string): boolean =>
  (derivablesOf(kind) as readonly string[]).includes(field);

/** Fields without which lines of this kind cannot be read, given those that are known. */
export function missingOf(kind: UploadKind, known: ReadonlySet<string>): string[] {
  const missing = fieldsOfKind(kind)
    .filter(({ field, required }) => required && !known.has(field))
    .map(({ field }) => field);
  const day = kind === 'counts' && known.has('counted_on');
  if (kind === 'sales' && !known.has('performance_id')) {
    missing.push(
      ...IN_WORDS.filter((field) => !known.has(field) && !(field === 'event_name' && known.has('event_id'))),
    );
  }
  const isTold = (field: string): boolean =>
    (day && field === 'starts_at') || (field === 'ticket_total' && tellsTotal(known));
  return [...new Set(missing)].filter((field) => !isTold(field));
}
