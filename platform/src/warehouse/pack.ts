import { hash } from 'node:crypto';
import { type Columns, type Rows, TABLES, type TableName } from '@illuminate/model';
import { CATALOGUE, type CatalogueTable, modelColumns, PARTS, type PartTable, packedColumns } from './layout.ts';
import { cleanText, NULL_SIGN, packColumn, SEPARATOR } from './packed-text.ts';

/** One table's rows, a text per column of `packedColumns`, the rows in the order in which they are to lie. */
export interface PackedTable {
  readonly count: number;
  readonly columns: readonly Uint8Array<ArrayBuffer>[];
  /** More than one order of this batch claims the same part: only the store can say which of them counts. */
  readonly contested: boolean;
}

/** Rows on their way from the thread that extracts to the one that loads. */
export interface PackedBatch {
  readonly tables: Partial<Record<TableName, PackedTable>>;
}

export interface Packer {
  /**
   * Adds the rows of one record. With an order among them, its tickets and items are that order's parts.
   * @param requestedAt when our request for the record began (ms)
   */
  add(rows: Rows, requestedAt: number): void;
  readonly tickets: number;
  readonly orders: number;
  /** About as many bytes as `take` will yield. */
  readonly bytes: number;
  readonly isEmpty: boolean;
  /** Everything added since the last time, each key once. */
  take(): PackedBatch;
}

/** The buffers to hand over with a batch, so that they are moved and not copied. */
export function transferables(batch: PackedBatch): ArrayBuffer[] {
  return Object.values(batch.tables).flatMap(({ columns }) => columns.map(({ buffer }) => buffer));
}

/** A row as texts. `place` is its number for the layout. */
interface TextRow {
  readonly key: string;
  readonly place: number;
  readonly values: string[];
  readonly requestedAt: number;
}

interface HeldOrder {
  readonly order: TextRow;
  readonly updatedAt: number;
  readonly parts: Record<PartTable, Map<string, TextRow>>;
  readonly bytes: number;
}

export function createPacker(): Packer {
  let orders = new Map<string, HeldOrder>();
  let catalogue = emptyCatalogue();
  let tickets = 0;
  let bytes = 0;

  function addOrder(rows: Rows, order: NonNullable<Rows['orders']>[number], requestedAt: number): void {
    for (const part of PARTS) {
      if (rows[part]?.some((row) => row.order_id !== order.source_id) === true)
        throw new RangeError(`${part} of another order than the one they came with`);
    }
    const known = orders.get(order.source_id);
    if (known !== undefined && !isNewer(order.last_transaction_at, requestedAt, known)) return;
    const parts = {
      order_items: textRows('order_items', rows.order_items ?? [], requestedAt),
      tickets: textRows('tickets', rows.tickets ?? [], requestedAt),
    };
    const own = textRow('orders', order, requestedAt);
    const covered = [own, ...PARTS.flatMap((part) => [...parts[part].values()].sort(byKey))];
    const lines = covered.map(({ values }) => values.join(SEPARATOR)).join('\n');
    seal(own, lines);
    if (known !== undefined) {
      tickets -= known.parts.tickets.size;
      bytes -= known.bytes;
    }
    tickets += parts.tickets.size;
    bytes += lines.length;
    orders.set(own.key, { order: own, updatedAt: order.last_transaction_at, parts, bytes: lines.length });
  }

  function addCatalogue(table: CatalogueTable, rows: readonly ModelRow[], requestedAt: number): void {
    for (const row of rows) {
      const own = textRow(table, row, requestedAt);
      const known = catalogue[table].get(own.key);
      if (known !== undefined && requestedAt <= known.requestedAt) continue;
      const line = own.values.join(SEPARATOR);
      seal(own, line);
      bytes += line.length;
      catalogue[table].set(own.key, own);
    }
  }

  return {
    add(rows, requestedAt) {
      const [order, ...others] = rows.orders ?? [];
      if (others.length > 0) throw new RangeError('rows of more than one order: add each order by itself');
      if (order !== undefined) addOrder(rows, order, requestedAt);
      else if (PARTS.some((part) => (rows[part]?.length ?? 0) > 0))
        throw new RangeError('parts of an order without it');
      for (const table of CATALOGUE) addCatalogue(table, rows[table] ?? [], requestedAt);
    },
    get tickets() {
      return tickets;
    },
    get orders() {
      return orders.size;
    },
    get bytes() {
      return bytes;
    },
    get isEmpty() {
      return orders.size === 0 && CATALOGUE.every((table) => catalogue[table].size === 0);
    },
    take() {
      const held = [...orders.values()];
      const tables: Partial<Record<TableName, PackedTable>> = {};
      for (const table of CATALOGUE) put(tables, table, [...catalogue[table].values()]);
      put(
        tables,
        'orders',
        held.map(({ order }) => order),
      );
      for (const part of PARTS) {
        put(
          tables,
          part,
          held.flatMap(({ parts }) => [...parts[part].values()]),
        );
      }
      orders = new Map();
      catalogue = emptyCatalogue();
      tickets = 0;
      bytes = 0;
      return { tables };
    },
  };
}

/** Newer wins: first by what the box office says, then by when we asked. */
function isNewer(updatedAt: number, requestedAt: number, known: HeldOrder): boolean {
  return updatedAt === known.updatedAt ? requestedAt > known.order.requestedAt : updatedAt > known.updatedAt;
}

type ModelRow = Readonly<Record<string, string | number | boolean | null>>;

const COLUMNS = Object.fromEntries(
  (Object.keys(TABLES) as TableName[]).map((table) => [table, Object.entries(modelColumns(table))]),
) as Record<TableName, [string, Columns[string]][]>;

function textRow(table: TableName, row: ModelRow, requestedAt: number): TextRow {
  const values = COLUMNS[table].map(([name, { kind, nullable }]) => {
    const value = row[name];
    if (value === null || value === undefined) {
      if (name === 'source_id' && table === 'capacity_snapshots') return cleanText(String(row.performance_id));
      if (!nullable) throw new RangeError(`${table}.${name} is missing`);
      return NULL_SIGN;
    }
    if (kind === 'text') return cleanText(value as string);
    if (kind === 'bool') return value === true ? '1' : '0';
    if (!Number.isSafeInteger(value)) throw new RangeError(`${table}.${name} is not a whole number`);
    return String(value);
  });
  const place = row.source_number;
  return {
    key: values[0] ?? '',
    place: typeof place === 'number' ? place : Number.POSITIVE_INFINITY,
    values,
    requestedAt,
  };
}

function textRows(table: PartTable, rows: readonly ModelRow[], requestedAt: number): Map<string, TextRow> {
  return new Map(rows.map((row) => textRow(table, row, requestedAt)).map((row) => [row.key, row]));
}

/** Adds what a row of its own brings along: the hash of all that it covers, and when it was asked for. */
function seal(row: TextRow, covered: string): void {
  row.values.push(hash('sha256', covered, 'base64').slice(0, 22), String(row.requestedAt));
}

function put(tables: Partial<Record<TableName, PackedTable>>, table: TableName, rows: TextRow[]): void {
  if (rows.length === 0) return;
  rows.sort(byPlace);
  const columns = Object.keys(packedColumns(table)).map((_, at) =>
    packColumn(rows.map(({ values }) => values[at] ?? '')),
  );
  const contested = new Set(rows.map(({ key }) => key)).size < rows.length;
  tables[table] = { count: rows.length, columns, contested };
}

function byPlace(a: TextRow, b: TextRow): number {
  if (a.place !== b.place) return a.place < b.place ? -1 : 1;
  return byKey(a, b);
}

function byKey(a: TextRow, b: TextRow): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

function emptyCatalogue(): Record<CatalogueTable, Map<string, TextRow>> {
  return {
    venues: new Map(),
    events: new Map(),
    performances: new Map(),
    ticket_types: new Map(),
    customers: new Map(),
    capacity_snapshots: new Map(),
  };
}
