// Small rows and a store in a temporary folder, for the tests beside this file.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Order, Rows, Ticket } from '@illuminate/model';
import { createPacker, type PackedBatch } from './pack.ts';
import type { LoadRequest, LoadResult } from './store-types.ts';
import { openWarehouse, type Warehouse, type WarehouseOptions } from './warehouse.ts';

export interface MadeTicket {
  readonly id: string;
  readonly total: number;
  readonly performance?: string;
}

export interface Snapshot {
  readonly order: string;
  readonly updatedAt: number;
  readonly requestedAt: number;
  readonly tickets: readonly MadeTicket[];
  /** When it began; a second after the epoch unless said. */
  readonly firstAt?: number;
  /** Something of the order's own that a change may touch. */
  readonly channel?: string;
  readonly items?: readonly { readonly id: string; readonly amount: number }[];
}

interface TicketWanted {
  readonly id: string;
  readonly order: string;
  readonly event: string;
  readonly performance: string;
  readonly seat: string;
  readonly total: number;
}

export function ticketRow({ id, order, event, performance, seat, total }: TicketWanted): Ticket {
  return {
    source_id: id,
    source_number: null,
    order_id: order,
    event_id: event,
    performance_id: performance,
    ticket_type_id: null,
    band_id: null,
    seat_name: seat,
    offer: null,
    currency: 'GBP',
    original_price_minor: null,
    price_minor: null,
    discount_minor: null,
    total_minor: total,
  };
}

export function rowsOf({ order, updatedAt, tickets, firstAt = 1_000, channel = 'web', items = [] }: Snapshot): Rows {
  const row: Order = {
    source_id: order,
    source_number: Number.parseInt(order, 10) || null,
    customer_id: null,
    channel,
    currency: 'GBP',
    total_minor: tickets.reduce((sum, { total }) => sum + total, 0),
    charges_minor: 0,
    donations_minor: 0,
    first_transaction_at: firstAt,
    first_transaction_local: firstAt,
    last_transaction_at: updatedAt,
    last_transaction_local: updatedAt,
    zone: 'Europe/London',
  };
  return {
    orders: [row],
    tickets: tickets.map(
      ({ id, total, performance = 'p1' }): Ticket => ({
        ...ticketRow({ id, order, event: 'e1', performance, seat: '', total }),
        source_number: Number.parseInt(id, 10) || null,
      }),
    ),
    order_items: items.map(({ id, amount }) => ({
      source_id: id,
      order_id: order,
      kind: 'donation',
      quantity: 1,
      amount_minor: amount,
      currency: 'GBP',
    })),
  };
}

export function batchOf(snapshots: readonly Snapshot[]): PackedBatch {
  const packer = createPacker();
  for (const snapshot of snapshots) packer.add(rowsOf(snapshot), snapshot.requestedAt);
  return packer.take();
}

export function requestOf(changes: Partial<LoadRequest>): LoadRequest {
  return {
    connectionId: 'riverside-office',
    fence: 1,
    syncId: 'sync-1',
    recordedAt: 50_000,
    packed: null,
    cursors: {},
    rejects: [],
    ...changes,
  };
}

export interface TestWarehouse {
  readonly warehouse: Warehouse;
  readonly folder: string;
  readonly options: WarehouseOptions;
  load(snapshots: readonly Snapshot[], changes?: Partial<LoadRequest>): Promise<LoadResult>;
  query(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function startWarehouse(changes: Partial<WarehouseOptions> = {}): Promise<TestWarehouse> {
  const folder = await mkdtemp(join(tmpdir(), 'illuminate-store-'));
  const options: WarehouseOptions = {
    folder: join(folder, 'warehouse'),
    copiesFolder: join(folder, 'copies'),
    exportsFolder: join(folder, 'exports'),
    memoryLimitMb: 128,
    threads: 1,
    ...changes,
  };
  const warehouse = await openWarehouse(options);
  return {
    warehouse,
    folder,
    options,
    load: (snapshots, request) =>
      warehouse.withStore('riverside', (store) => store.load(requestOf({ packed: batchOf(snapshots), ...request }))),
    query: (sql) => warehouse.withStore('riverside', (store) => store.query(sql)),
    async close() {
      await warehouse.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
