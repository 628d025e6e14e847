import { AWAITED_EVENT } from '../warehouse/load/follow-performances.ts';
import type { Store } from '../warehouse/store-types.ts';
import type { AskedTotal } from './gathered-totals.ts';
import { BEFORE_MS, type Movement } from './held-over-time.ts';
import type { Held } from './verdict.ts';

/** What a store holds of each performance of a connection: those known, and those that only tickets or the ledger name. */
export async function readHeld(store: Store, connectionId: string): Promise<Held[]> {
  const rows = await store.query(
    `WITH live AS (SELECT t.performance_id, min(t.event_id) AS event_id, count(*) AS tickets,
        count(*) FILTER (o.source_id IS NULL) AS orphans
      FROM tickets t LEFT JOIN (SELECT source_id FROM orders WHERE connection_id = $1 AND deleted_at IS NULL) o
        ON o.source_id = t.order_id
      WHERE t.connection_id = $1 AND t.deleted_at IS NULL GROUP BY t.performance_id),
    ledger AS (SELECT performance_id, min(event_id) AS event_id, sum(quantity) AS tickets FROM ticket_movements
      WHERE connection_id = $1 GROUP BY performance_id),
    known AS (SELECT source_id AS performance_id, event_id, cancelled FROM performances
      WHERE connection_id = $1 AND deleted_at IS NULL)
    SELECT coalesce(k.performance_id, l.performance_id, m.performance_id) AS performance_id,
      coalesce(k.event_id, l.event_id, m.event_id) AS event_id, coalesce(k.cancelled, false) AS cancelled,
      coalesce(l.tickets, 0) AS tickets, coalesce(l.orphans, 0) AS orphans, coalesce(m.tickets, 0)::BIGINT AS ledger
    FROM known k FULL JOIN live l ON l.performance_id = k.performance_id
      FULL JOIN ledger m ON m.performance_id = coalesce(k.performance_id, l.performance_id)`,
    [connectionId],
  );
  return rows
    .filter((row) => row.event_id !== AWAITED_EVENT)
    .map((row) => ({
      performanceId: String(row.performance_id),
      eventId: String(row.event_id),
      cancelled: row.cancelled === true,
      tickets: Number(row.tickets),
      ledger: Number(row.ledger),
      orphans: Number(row.orphans),
    }));
}

/** Movements by performance since shortly before an instant (ms). */
export async function readMovements(
  store: Store,
  connectionId: string,
  since: number,
): Promise<Map<string, Movement[]>> {
  const rows = await store.query(
    `SELECT performance_id, effective_at, sum(quantity)::BIGINT AS quantity FROM ticket_movements
     WHERE connection_id = $1 AND effective_at > make_timestamp_ms($2::BIGINT) AND quantity <> 0 GROUP BY ALL`,
    [connectionId, since - BEFORE_MS],
  );
  const found = new Map<string, Movement[]>();
  for (const row of rows) {
    const id = String(row.performance_id);
    found.set(id, [...(found.get(id) ?? []), { at: Number(row.effective_at), quantity: Number(row.quantity) }]);
  }
  return found;
}

/** What the latest observation of each performance says is not to be had, where it tells no sales. */
export async function readBounds(store: Store, connectionId: string): Promise<Omit<AskedTotal, 'held'>[]> {
  const rows = await store.query(
    `SELECT performance_id, arg_max(sold, last_seen) AS sold,
       arg_max(sold_is_upper_bound, last_seen) AS bound, max(last_seen) AS seen FROM capacity_snapshots
     WHERE connection_id = $1 AND deleted_at IS NULL AND sold IS NOT NULL GROUP BY performance_id`,
    [connectionId],
  );
  return rows.map((row) => ({
    performanceId: String(row.performance_id),
    sold: Number(row.sold),
    isUpperBound: row.bound === true,
    eventId: null,
    readAt: Number(row.seen),
  }));
}
