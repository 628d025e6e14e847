import { hash } from 'node:crypto';
import type { ColumnKind, Rows, TableName } from '@illuminate/model';
import {
  CATALOGUE,
  type CatalogueTable,
  isPart,
  LAYOUT_COLUMN,
  modelColumns,
  PARTS,
  type PartTable,
  packedColumns,
  TABLE_NAMES,
} from './layout.ts';
import { TextArena } from './packed-text.ts';

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
   * @param requestedAt when our request for the record began (ms, thousandths count)
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

/** A row whose values lie in the arena from `at` on. `place` is its number for the layout. */
interface HeldRow {
  readonly key: string;
  readonly place: number;
  readonly at: number;
}

interface HeldOrder extends HeldRow {
  readonly updatedAt: number;
  readonly requestedAt: number;
  readonly parts: Readonly<Record<PartTable, readonly HeldRow[]>>;
}

interface HeldEntry extends HeldRow {
  readonly requestedAt: number;
}

type ModelRow = Readonly<Record<string, string | number | boolean | null>>;

export function createPacker(): Packer {
  const arena = new TextArena();
  let orders = new Map<string, HeldOrder>();
  let catalogue = emptyCatalogue();
  let tickets = 0;

  function addOrder(rows: Rows, order: NonNullable<Rows['orders']>[number], requestedAt: number): void {
    for (const part of PARTS) {
      if (rows[part]?.some((row) => row.order_id !== order.source_id) === true)
        throw new RangeError(`${part} of another order than the one they came with`);
    }
    const key = order.source_id;
    const updatedAt = order.last_transaction_at;
    const known = orders.get(key);
    if (known !== undefined && !isNewer(updatedAt, requestedAt, known)) return;
    // The parts first, so that all that the hash covers lies in one piece before it.
    const start = arena.length;
    const parts = { order_items: writeParts('order_items', rows), tickets: writeParts('tickets', rows) };
    const at = writeRow(arena, 'orders', order);
    seal(arena, start, requestedAt);
    tickets += parts.tickets.length - (known?.parts.tickets.length ?? 0);
    orders.set(key, { key, place: placeOf(order), at, updatedAt, requestedAt, parts });
  }

  function writeParts(part: PartTable, rows: Rows): HeldRow[] {
    // In the order of their ids: the box office may list them as it likes without changing the hash.
    const sorted: readonly ModelRow[] = [...(rows[part] ?? [])].sort((a, b) => compare(keyOf(a), keyOf(b)));
    const held: HeldRow[] = [];
    sorted.forEach((row, index) => {
      const key = keyOf(row);
      const next = sorted[index + 1];
      if (next === undefined || keyOf(next) !== key)
        held.push({ key, place: placeOf(row), at: writeRow(arena, part, row) });
    });
    arena.mark();
    return held;
  }

  function addEntries(table: CatalogueTable, rows: readonly ModelRow[], requestedAt: number): void {
    for (const row of rows) {
      const key = keyOf(row);
      const known = catalogue[table].get(key);
      if (known !== undefined && requestedAt <= known.requestedAt) continue;
      const start = arena.length;
      const at = writeRow(arena, table, row);
      seal(arena, start, requestedAt);
      catalogue[table].set(key, { key, place: placeOf(row), at, requestedAt });
    }
  }

  return {
    add(rows, requestedAt) {
      const [order, ...others] = rows.orders ?? [];
      if (others.length > 0) throw new RangeError('rows of more than one order: add each order by itself');
      if (order !== undefined) addOrder(rows, order, requestedAt);
      else if (PARTS.some((part) => (rows[part]?.length ?? 0) > 0))
        throw new RangeError('parts of an order without it');
      for (const table of CATALOGUE) {
        const entries = rows[table];
        if (entries !== undefined) addEntries(table, entries, requestedAt);
      }
    },
    get tickets() {
      return tickets;
    },
    get orders() {
      return orders.size;
    },
    get bytes() {
      return arena.length;
    },
    get isEmpty() {
      return arena.values === 0;
    },
    take() {
      const held = [...orders.values()];
      const tables: Partial<Record<TableName, PackedTable>> = {};
      const put = (table: TableName, rows: HeldRow[]): void => {
        if (rows.length > 0) tables[table] = packTable(arena, table, rows);
      };
      for (const table of CATALOGUE) put(table, [...catalogue[table].values()]);
      put('orders', held);
      for (const part of PARTS) {
        put(
          part,
          held.flatMap(({ parts }) => parts[part]),
        );
      }
      orders = new Map();
      catalogue = emptyCatalogue();
      tickets = 0;
      arena.clear();
      return { tables };
    },
  };
}

/** Newer wins: first by what the box office says, then by when we asked. */
function isNewer(updatedAt: number, requestedAt: number, known: HeldOrder): boolean {
  return updatedAt === known.updatedAt ? requestedAt > known.requestedAt : updatedAt > known.updatedAt;
}

interface WrittenColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly nullable: boolean;
}

const COLUMNS = Object.fromEntries(
  TABLE_NAMES.map((table) => [
    table,
    Object.entries(modelColumns(table)).map(([name, { kind, nullable }]): WrittenColumn => ({ name, kind, nullable })),
  ]),
) as Record<TableName, WrittenColumn[]>;

/** @returns the index of the row's first value. */
function writeRow(arena: TextArena, table: TableName, row: ModelRow): number {
  const at = arena.values;
  for (const { name, kind, nullable } of COLUMNS[table]) {
    const value = row[name] ?? (name === 'source_id' ? row.performance_id : null);
    if (value === null || value === undefined) {
      if (!nullable) throw new RangeError(`${table}.${name} is missing`);
      arena.writeNull();
    } else if (typeof value === 'string' && kind === 'text') arena.writeText(value);
    else if (typeof value === 'boolean' && kind === 'bool') arena.writeInteger(value ? 1 : 0);
    else if (Number.isSafeInteger(value) && kind !== 'text' && kind !== 'bool') arena.writeInteger(Number(value));
    else throw new RangeError(`${table}.${name} does not hold what the model says`);
  }
  return at;
}

/** Adds what a row of its own brings along: the hash of all that it covers, and when it was asked for. */
function seal(arena: TextArena, start: number, requestedAt: number): void {
  arena.writeText(hash('sha256', arena.since(start), 'base64').slice(0, 22));
  arena.writeInteger(Math.round(requestedAt * 1000));
}

function packTable(arena: TextArena, table: TableName, rows: HeldRow[]): PackedTable {
  rows.sort(byPlace);
  const indexes = new Uint32Array(rows.length);
  const columns = Object.keys(packedColumns(table)).map((_, column) => {
    for (let row = 0; row < rows.length; row += 1) indexes[row] = (rows[row]?.at ?? 0) + column;
    return arena.column(indexes);
  });
  const contested = isPart(table) && new Set(rows.map(({ key }) => key)).size < rows.length;
  return { count: rows.length, columns, contested };
}

/** A snapshot of capacity has no id of its own: its performance is its key. */
function keyOf(row: ModelRow): string {
  return String(row.source_id ?? row.performance_id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function placeOf(row: ModelRow): number {
  const place = row[LAYOUT_COLUMN];
  return typeof place === 'number' ? place : Number.POSITIVE_INFINITY;
}

function byPlace(a: HeldRow, b: HeldRow): number {
  if (a.place !== b.place) return a.place < b.place ? -1 : 1;
  return compare(a.key, b.key);
}

function emptyCatalogue(): Record<CatalogueTable, Map<string, HeldEntry>> {
  return {
    venues: new Map(),
    events: new Map(),
    performances: new Map(),
    ticket_types: new Map(),
    customers: new Map(),
    capacity_snapshots: new Map(),
  };
}
