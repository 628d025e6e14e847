import { type ColumnKind, type Columns, TABLES, type TableName } from '@illuminate/model';

/** The parts of an order: they come and go with it. */
export const PARTS = ['order_items', 'tickets'] as const satisfies readonly TableName[];
export type PartTable = (typeof PARTS)[number];

export function isPart(table: TableName): table is PartTable {
  return table === 'order_items' || table === 'tickets';
}

/** Tables whose rows stand for themselves. */
export const CATALOGUE = [
  'venues',
  'events',
  'performances',
  'ticket_types',
  'customers',
  'capacity_snapshots',
  'performance_counts',
] as const satisfies readonly TableName[];
export type CatalogueTable = (typeof CATALOGUE)[number];

export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** The order in which a batch is packed and rows are laid out: a change to what is recent touches recent row groups. */
export const LAYOUT_COLUMN = 'source_number';

const KEYLESS: Partial<Record<TableName, Columns>> = {
  // A snapshot has no id at the box office: its performance is its key.
  capacity_snapshots: { source_id: { kind: 'text', nullable: false } },
};

/** What of a row comes out of the model, the key first. */
export function modelColumns(table: TableName): Columns {
  return { ...KEYLESS[table], ...TABLES[table] };
}

/** What a packed table brings along: parts of an order take the time of request from their order. */
export function packedColumns(table: TableName): Columns {
  const own = modelColumns(table);
  if (isPart(table)) return own;
  return { ...own, requested_at: { kind: 'instant', nullable: false } };
}

/** Travels packed in microseconds: milliseconds are too few to set apart what was made in the same second. */
export const REQUESTED_AT = 'requested_at';

/** What the store adds to every row. A live row is one whose `deleted_at` is null. */
export const KEPT_COLUMNS = [
  'first_seen',
  'last_seen',
  'source_updated_at',
  'row_hash',
  'requested_at',
  'deleted_at',
  'deletion_evidence',
] as const;

export const SQL_TYPE: Record<ColumnKind, string> = {
  text: 'VARCHAR',
  int: 'BIGINT',
  instant: 'TIMESTAMP',
  wall: 'TIMESTAMP',
  bool: 'BOOLEAN',
};

/** The columns of a table of the store, in order, after its `connection_id`. */
export function storedColumns(table: TableName): string[] {
  const own = [...Object.keys(modelColumns(table)), ...KEPT_COLUMNS];
  return table === 'tickets' ? [...own, 'movements'] : own;
}

/**
 * What the hash of a row covers: all that came of it but the time of the request. A part's is a number, for its order to add up. 64
 * bits tell states of one row apart.
 */
export function hashOf(table: TableName, alias = ''): string {
  return `${hashValue(table, alias)} AS ${isPart(table) ? 'content_hash' : 'row_hash'}`;
}

/** The hash alone. Of rows that are staged as they came it is another than of the same rows stored: they are texts then. */
export function hashValue(table: TableName, alias: string): string {
  const own = Object.keys(modelColumns(table)).map((name) => `${alias}${name}`);
  const hash = `md5_number_lower(concat_ws(chr(31), ${own.join(', ')}))`;
  return isPart(table) ? hash : `${hash}::VARCHAR`;
}

/** A text as an SQL literal. Only for names and ids that were checked; values travel as parameters. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Milliseconds as an SQL timestamp. */
export function timestamp(ms: number): string {
  if (!Number.isSafeInteger(ms)) throw new RangeError('not a time in milliseconds');
  return `make_timestamp_ms(${ms})`;
}
