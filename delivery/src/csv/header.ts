import { DeliveryFault } from '../fault.ts';
import type { FieldReader } from '../records/field-reader.ts';
import type { PersonalFields } from '../records/field-scope.ts';

/** What a table of one kind may have as columns. */
export interface ColumnNames {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Columns that are used only if the manifest declares the path beside them. */
  readonly personal: Readonly<Record<string, string>>;
}

export const ORDER_COLUMNS: ColumnNames = {
  required: ['order_id', 'placed_at', 'changed_at', 'order_total', 'ticket_id', 'performance_id', 'ticket_total'],
  optional: ['channel', 'currency', 'donations', 'charges', 'ticket_type', 'seat', 'offer', 'price', 'discount'],
  personal: {
    customer_id: 'customer.id',
    customer_postcode: 'customer.postcode',
    customer_country: 'customer.country',
  },
};

export const PERFORMANCE_COLUMNS: ColumnNames = {
  required: ['performance_id', 'event_id', 'event_name', 'starts_at'],
  optional: ['venue_id', 'venue_name', 'capacity', 'cancelled'],
  personal: {},
};

/** Gives the cell of a column in a line: empty where the file has no such column, or it is dropped. */
export type CellOf = (cells: readonly string[], column: string) => string;

export interface HeaderOptions {
  readonly names: ColumnNames;
  readonly personal: PersonalFields;
  readonly reader: FieldReader;
  readonly part: number;
}

/**
 * Reads the header line of a table: which columns are used, which are dropped. An undeclared one is reported by name.
 * @throws DeliveryFault `part-unreadable` if a required column is missing or one is there twice. Then no other name is told: where a
 * header is missing, the first line holds somebody's data.
 */
export function readHeader(header: readonly string[], { names, personal, reader, part }: HeaderOptions): CellOf {
  const unreadable = (what: string) => new DeliveryFault({ code: 'part-unreadable', what, part, row: 1 });
  const missing = names.required.filter((name) => !header.includes(name));
  if (missing.length > 0) throw unreadable(`The header line does not name the columns ${missing.join(', ')}.`);
  const kept = new Map<string, number>();
  reader.begin(1);
  for (const [at, name] of header.entries()) {
    if (header.indexOf(name) < at) throw unreadable(`The header line names the column in place ${at + 1} twice.`);
    const path = names.personal[name];
    const isUsed = path === undefined ? [...names.required, ...names.optional].includes(name) : personal.has(path);
    if (isUsed && (path !== undefined || !personal.has(name))) kept.set(name, at);
    else if (!personal.has(name)) reader.undeclared('', name);
  }
  return (cells, column) => {
    const at = kept.get(column);
    return at === undefined ? '' : (cells[at] ?? '');
  };
}

/** The columns of a header that are dropped, to be counted. */
export const droppedColumns = (header: readonly string[], names: ColumnNames, personal: PersonalFields): string[] =>
  header.filter((name) => {
    const path = names.personal[name];
    return personal.has(name) && (path === undefined || !personal.has(path));
  });
