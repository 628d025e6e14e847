import type { Rows, TableName } from '@illuminate/model';
import { CATALOGUE, type CatalogueTable, isPart, PARTS, type PartTable } from './layout.ts';
import { type ModelRow, PackedRows } from './packed-rows.ts';

/** One table's rows, a text per column of `packedColumns`. */
export interface PackedTable {
  readonly count: number;
  readonly columns: readonly Uint8Array<ArrayBuffer>[];
  /** More than one order of this batch may claim the same part: only the store can say which of them counts. */
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

/** Rows that lie one after another: those of one order's parts. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface HeldOrder {
  readonly row: number;
  readonly updatedAt: number;
  readonly requestedAt: number;
  readonly parts: Readonly<Record<PartTable, Span>>;
}

interface HeldEntry {
  readonly row: number;
  readonly requestedAt: number;
}

export function createPacker(): Packer {
  const tables = new Map<TableName, PackedRows>();
  const orders = new Map<string, HeldOrder>();
  const catalogue = new Map<CatalogueTable, Map<string, HeldEntry>>(CATALOGUE.map((table) => [table, new Map()]));
  /** Which parts came, to see whether one comes twice. */
  const seen: Record<PartTable, Set<string>> = { order_items: new Set(), tickets: new Set() };
  const contested: Record<PartTable, boolean> = { order_items: false, tickets: false };

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
    const known = orders.get(key);
    if (known !== undefined) {
      if (!isNewer(updatedAt, requestedAt, known)) return;
      rowsOf('orders').drop(known.row);
      for (const part of PARTS) {
        for (let row = known.parts[part].from; row < known.parts[part].to; row += 1) rowsOf(part).drop(row);
      }
    }
    const parts = {
      order_items: addParts('order_items', rows.order_items),
      tickets: addParts('tickets', rows.tickets),
    };
    const row = rowsOf('orders').add(order, requestedAt);
    orders.set(key, { row, updatedAt, requestedAt, parts });
  }

  /** Each part once: of two with one id the first counts. */
  function addParts(part: PartTable, rows: readonly ModelRow[] = []): Span {
    const packed = rowsOf(part);
    const known = seen[part];
    const from = packed.end;
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] as ModelRow;
      const key = keyOf(row);
      const before = known.size;
      known.add(key);
      if (known.size === before) {
        if (rows.findIndex((other) => keyOf(other) === key) < at) continue;
        contested[part] = true;
      }
      packed.add(row, null);
    }
    return { from, to: packed.end };
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
      return orders.size;
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
        if (count > 0) taken[table] = { count, columns, contested: isPart(table) && contested[table] };
      }
      orders.clear();
      for (const entries of catalogue.values()) entries.clear();
      for (const part of PARTS) {
        seen[part].clear();
        contested[part] = false;
      }
      return { tables: taken };
    },
  };
}

/** Newer wins: first by what the box office says, then by when we asked. */
function isNewer(updatedAt: number, requestedAt: number, known: HeldOrder): boolean {
  return updatedAt === known.updatedAt ? requestedAt > known.requestedAt : updatedAt > known.updatedAt;
}

/** A snapshot of capacity has no id of its own: its performance is its key. */
function keyOf(row: ModelRow): string {
  return String(row.source_id ?? row.performance_id);
}
