import type { Rows, TableName } from '@illuminate/model';
import { CATALOGUE, type CatalogueTable, isPart, PARTS, type PartTable } from './layout.ts';
import { type ModelRow, PackedRows } from './packed-rows.ts';

/** One table's rows, a text per column of `packedColumns`. */
export interface PackedTable {
  readonly count: number;
  readonly columns: readonly Uint8Array<ArrayBuffer>[];
  /** Two orders may claim one part among these: the store looks whether they do, and says which of them counts. */
  readonly mayRepeat: boolean;
}

/** Rows on their way from the thread that extracts to the one that loads. */
export interface PackedBatch {
  readonly tables: Partial<Record<TableName, PackedTable>>;
}

export interface Packer {
  /**
   * Adds the rows of one record. With an order among them, its tickets and items are that order's parts.
   * @param requestedAt when our request for the record began (ms, thousandths count)
   * @throws RangeError if a row is not what the model says: a fault of ours, after which the packer is of no use any more
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

/** What is remembered of each row of orders, in lists instead of objects: those would be walked through by every collection of garbage. */
interface HeldOrders {
  readonly rows: Map<string, number>;
  readonly updatedAt: number[];
  readonly requestedAt: number[];
  /** Where its parts begin, of each kind, and after them where they end. */
  readonly spans: Readonly<Record<PartTable, number[]>>;
}

interface HeldEntry {
  readonly row: number;
  readonly requestedAt: number;
}

/** So many parts of an order are looked through one by one, which is faster than a set of them. */
const FEW = 16;

export function createPacker(): Packer {
  const tables = new Map<TableName, PackedRows>();
  const orders: HeldOrders = {
    rows: new Map(),
    updatedAt: [],
    requestedAt: [],
    spans: { order_items: [], tickets: [] },
  };
  const catalogue = new Map<CatalogueTable, Map<string, HeldEntry>>(CATALOGUE.map((table) => [table, new Map()]));

  const rowsOf = (table: TableName): PackedRows => {
    let rows = tables.get(table);
    if (rows === undefined) {
      rows = new PackedRows(table);
      tables.set(table, rows);
    }
    return rows;
  };

  function addOrder(rows: Rows, order: NonNullable<Rows['orders']>[number], requestedAt: number): void {
    for (const part of PARTS) {
      if (rows[part]?.some((row) => row.order_id !== order.source_id) === true)
        throw new RangeError(`${part} of another order than the one they came with`);
    }
    const key = order.source_id;
    const updatedAt = order.last_transaction_at;
    const known = orders.rows.get(key);
    if (known !== undefined) {
      if (!isNewer(updatedAt, requestedAt, orders, known)) return;
      rowsOf('orders').drop(known);
      for (const part of PARTS) {
        const [from = 0, to = 0] = orders.spans[part].slice(known * 2, known * 2 + 2);
        for (let row = from; row < to; row += 1) rowsOf(part).drop(row);
      }
    }
    for (const part of PARTS) addParts(part, rows[part]);
    orders.rows.set(key, rowsOf('orders').add(order, requestedAt));
    orders.updatedAt.push(updatedAt);
    orders.requestedAt.push(requestedAt);
  }

  /** Each part once: of two with one id the first counts. */
  function addParts(part: PartTable, rows: readonly ModelRow[] = []): void {
    const packed = rowsOf(part);
    const from = packed.end;
    const known = rows.length > FEW ? new Set<unknown>() : null;
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] as ModelRow;
      if (known === null ? isAmong(rows, at) : known.has(row.source_id)) continue;
      known?.add(row.source_id);
      packed.add(row, null);
    }
    orders.spans[part].push(from, packed.end);
  }

  function addEntries(table: CatalogueTable, rows: readonly ModelRow[], requestedAt: number): void {
    const entries = catalogue.get(table) ?? new Map<string, HeldEntry>();
    const packed = rowsOf(table);
    for (const row of rows) {
      const key = keyOf(row);
      const known = entries.get(key);
      if (known !== undefined) {
        if (requestedAt <= known.requestedAt) continue;
        packed.drop(known.row);
      }
      entries.set(key, { row: packed.add(row, requestedAt), requestedAt });
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
        if (entries !== undefined && entries.length > 0) addEntries(table, entries, requestedAt);
      }
    },
    get tickets() {
      return rowsOf('tickets').count;
    },
    get orders() {
      return orders.rows.size;
    },
    get bytes() {
      let bytes = 0;
      for (const rows of tables.values()) bytes += rows.bytes;
      return bytes;
    },
    get isEmpty() {
      for (const rows of tables.values()) if (rows.count > 0) return false;
      return true;
    },
    take() {
      const taken: Partial<Record<TableName, PackedTable>> = {};
      for (const [table, rows] of tables) {
        const { count } = rows;
        const columns = rows.take();
        if (count > 0) taken[table] = { count, columns, mayRepeat: isPart(table) };
      }
      orders.rows.clear();
      for (const list of [orders.updatedAt, orders.requestedAt, ...Object.values(orders.spans)]) list.length = 0;
      for (const entries of catalogue.values()) entries.clear();
      return { tables: taken };
    },
  };
}

/** Newer wins: first by what the box office says, then by when we asked. */
function isNewer(updatedAt: number, requestedAt: number, orders: HeldOrders, known: number): boolean {
  const [before = 0, asked = 0] = [orders.updatedAt[known], orders.requestedAt[known]];
  return updatedAt === before ? requestedAt > asked : updatedAt > before;
}

/** Whether a row has the key of one before it. */
function isAmong(rows: readonly ModelRow[], at: number): boolean {
  for (let before = 0; before < at; before += 1) if (rows[before]?.source_id === rows[at]?.source_id) return true;
  return false;
}

/** A snapshot of capacity has no id of its own: its performance is its key. */
function keyOf(row: ModelRow): string {
  return String(row.source_id ?? row.performance_id);
}
