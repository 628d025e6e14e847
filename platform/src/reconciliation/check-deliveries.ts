import type { Store } from '../warehouse/store-types.ts';

/** How what was delivered compares with what is held. Its totals were checked when it came; here it is whether it stayed. */
export interface DeliveriesCheck {
  readonly batches: number;
  /** By the manifests of all that was loaded. */
  readonly orders: number;
  readonly tickets: number;
  /** Batches of which less is held than they brought, the newest first. */
  readonly short: readonly ShortBatch[];
}

export interface ShortBatch {
  readonly batch: string;
  readonly sequence: number;
  /** Rows that it wrote, and rows here that were written then or since. */
  readonly orders: number;
  readonly ordersHeld: number;
  readonly tickets: number;
  readonly ticketsHeld: number;
}

const SHORT_AT_MOST = 20;

/**
 * Rows are never deleted, and whatever touches one sets `last_seen`: of what a load wrote, all must be here with a time at or
 * after it. A later batch may hide that something is gone, so this says "at least". Null where nothing was delivered.
 */
export async function checkDeliveries(store: Store, connectionId: string): Promise<DeliveriesCheck | null> {
  const [sums] = await store.query(
    'SELECT count(*) AS batches, sum(orders)::BIGINT AS orders, sum(tickets)::BIGINT AS tickets FROM deliveries WHERE connection_id = $1',
    [connectionId],
  );
  if (sums === undefined || Number(sums.batches) === 0) return null;
  const newer = (
    table: string,
  ): string => `(SELECT last_seen, sum(count(*)) OVER (ORDER BY last_seen DESC) AS rows FROM ${table}
    WHERE connection_id = $1 GROUP BY last_seen)`;
  const rows = await store.query(
    `WITH wrote AS (SELECT d.batch, d.sequence, l.recorded_at, l.orders_changed, l.tickets FROM deliveries d
        JOIN loads l ON l.connection_id = d.connection_id AND l.sync_id = 'delivery ' || d.batch
      WHERE d.connection_id = $1)
     SELECT w.*, coalesce(o.rows, 0)::BIGINT AS orders_held, coalesce(t.rows, 0)::BIGINT AS tickets_held
     FROM wrote w ASOF LEFT JOIN ${newer('orders')} o ON w.recorded_at <= o.last_seen
       ASOF LEFT JOIN ${newer('tickets')} t ON w.recorded_at <= t.last_seen
     WHERE coalesce(o.rows, 0) < w.orders_changed OR coalesce(t.rows, 0) < w.tickets
     ORDER BY w.sequence DESC LIMIT ${SHORT_AT_MOST}`,
    [connectionId],
  );
  return {
    batches: Number(sums.batches),
    orders: Number(sums.orders),
    tickets: Number(sums.tickets),
    short: rows.map((row) => ({
      batch: String(row.batch),
      sequence: Number(row.sequence),
      orders: Number(row.orders_changed),
      ordersHeld: Number(row.orders_held),
      tickets: Number(row.tickets),
      ticketsHeld: Number(row.tickets_held),
    })),
  };
}
