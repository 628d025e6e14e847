// The fields that a column of somebody's export can be: the names of the CSV layout, and two that only exports have.

/** How a cell is read: as it stands, as an instant, as a decimal, as a whole number, as yes or no. */
export type Form = 'text' | 'instant' | 'amount' | 'count' | 'flag';

/** What a map's lines are: `sales`, `events` and `counts` are those of a file that a person uploads, which may lack every id. */
export const RECORD_KINDS = ['orders', 'performances', 'sales', 'events', 'counts'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

interface Field {
  readonly form: Form;
  readonly required: boolean;
  /** What the manifest must declare where the column is used. */
  readonly personal?: string;
  /** Of the order, not of the ticket: the same on each of its lines. */
  readonly ofOrder?: boolean;
}

const text: Field = { form: 'text', required: false };
const amount: Field = { form: 'amount', required: false };

const ORDER_FIELDS = {
  order_id: { form: 'text', required: true, ofOrder: true },
  placed_at: { form: 'instant', required: true, ofOrder: true },
  changed_at: { form: 'instant', required: true, ofOrder: true },
  channel: { ...text, ofOrder: true },
  currency: { ...text, ofOrder: true },
  order_total: { form: 'amount', required: true, ofOrder: true },
  donations: { ...amount, ofOrder: true },
  charges: { ...amount, ofOrder: true },
  customer_id: { ...text, ofOrder: true, personal: 'customer.id' },
  customer_postcode: { ...text, ofOrder: true, personal: 'customer.postcode' },
  customer_country: { ...text, ofOrder: true, personal: 'customer.country' },
  ticket_id: { form: 'text', required: true },
  performance_id: { form: 'text', required: true },
  ticket_type: text,
  seat: text,
  offer: text,
  price: amount,
  discount: amount,
  ticket_total: { form: 'amount', required: true },
  /** `sold` or `returned`: a returned ticket is left out of its order, which says that it has been returned. */
  ticket_status: text,
  /**
   * How many tickets a line stands for. Only 1 is read, since a line that stands for several has no id for each; of sales any number,
   * and several columns too, each named after the tickets that it counts.
   */
  quantity: { form: 'count', required: false },
} as const satisfies Record<string, Field>;

const PERFORMANCE_FIELDS = {
  performance_id: { form: 'text', required: true },
  event_id: { form: 'text', required: true },
  event_name: { form: 'text', required: true },
  venue_id: text,
  venue_name: text,
  starts_at: { form: 'instant', required: true },
  capacity: { form: 'count', required: false },
  cancelled: { form: 'flag', required: false },
} as const satisfies Record<string, Field>;

/** Lines of tickets that may name their performance in words. */
export const SALES_FIELDS = {
  ...ORDER_FIELDS,
  event_id: text,
  event_name: text,
  venue_name: text,
  starts_at: { form: 'instant', required: false },
} as const satisfies Record<string, Field>;

/** How many tickets a performance sold and what they took; `counted_on` is the day of those sales, where it is told apart. */
export const COUNT_FIELDS = {
  ...PERFORMANCE_FIELDS,
  counted_on: { form: 'instant', required: false },
  /** Of several columns, such as one of adults and one of children, the sum. */
  tickets: { form: 'count', required: true },
  income: amount,
  currency: text,
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof SALES_FIELDS | keyof typeof COUNT_FIELDS;

/** What an export may lack, because it follows from the rest. How each is worked out is said in docs/connectors/column-maps.md. */
export const DERIVABLE = [
  'changed_at',
  'order_total',
  'ticket_id',
  'performance_id',
  'event_id',
  'ticket_total',
] as const satisfies readonly FieldName[];
export type Derivable = (typeof DERIVABLE)[number];

const DERIVABLE_OF: Readonly<Record<RecordKind, readonly Derivable[]>> = {
  orders: ['changed_at', 'order_total', 'ticket_id'],
  performances: [],
  sales: ['changed_at', 'order_total', 'ticket_id', 'performance_id', 'ticket_total'],
  events: ['performance_id', 'event_id'],
  counts: ['performance_id', 'event_id'],
};

const FIELDS_OF: Readonly<Record<RecordKind, Readonly<Record<string, Field>>>> = {
  orders: ORDER_FIELDS,
  performances: PERFORMANCE_FIELDS,
  sales: SALES_FIELDS,
  events: PERFORMANCE_FIELDS,
  counts: COUNT_FIELDS,
};

/**
 * Fields that name what a line is about: a merged cell of theirs means the same for every line that it covers. Amounts and counts are
 * not among them, since one amount over three lines is no three amounts; nor are numbers of orders and tickets, seats and bookers.
 */
export const NAMING_FIELDS: ReadonlySet<string> = new Set<FieldName>([
  'event_id',
  'event_name',
  'performance_id',
  'starts_at',
  'venue_id',
  'venue_name',
  'counted_on',
  'placed_at',
  'ticket_type',
  'channel',
  'offer',
  'currency',
]);

export function fieldsOf(kind: RecordKind): Readonly<Record<string, Field>> {
  return FIELDS_OF[kind];
}

export function derivablesOf(kind: RecordKind): readonly Derivable[] {
  return DERIVABLE_OF[kind];
}

/** What is left to be worked out where these fields are known. */
export function derivedOf(kind: RecordKind, known: ReadonlySet<string>): Derivable[] {
  return derivablesOf(kind).filter((field) => !known.has(field) && (field !== 'ticket_total' || tellsTotal(known)));
}

/**
 * Whether what a line brought in follows from what one ticket cost: by how many they are, or by what was taken off. A price alone is
 * perhaps what was to be paid before an offer that the file does not tell.
 */
export const tellsTotal = (known: ReadonlySet<string>): boolean =>
  known.has('price') && (known.has('quantity') || known.has('discount'));

/** Whether several columns may be this field, and are added up. */
export const isSummed = (kind: RecordKind, field: string): boolean =>
  (kind === 'counts' && field === 'tickets') || (kind === 'sales' && field === 'quantity');

export function formOf(kind: RecordKind, name: string): Form {
  return fieldsOf(kind)[name]?.form ?? 'text';
}
