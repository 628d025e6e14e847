import { packColumn } from './packed-text.ts';
import type { Session } from './session.ts';
import type { RefusedRecord } from './store-types.ts';

/** Records with open rejects, each once, those that were not looked at for longest first. */
export async function readRefused(session: Session, connectionId: string, limit: number): Promise<RefusedRecord[]> {
  const rows = await session.rows(
    `SELECT stream, source_id FROM rejects WHERE connection_id = $1 AND resolved_at IS NULL AND source_id IS NOT NULL
     GROUP BY stream, source_id ORDER BY min(last_at), stream, source_id LIMIT $2`,
    [connectionId, limit],
  );
  const refused = rows.map((row) => ({ stream: String(row.stream), id: String(row.source_id) }));
  const bookers = refused.filter(({ stream }) => stream === 'customers').map(({ id }) => id);
  if (bookers.length === 0) return refused;
  const orders = await ordersOf(session, connectionId, bookers);
  return refused.map((record) =>
    record.stream === 'customers' ? { ...record, order: orders.get(record.id) ?? null } : record,
  );
}

async function ordersOf(
  session: Session,
  connectionId: string,
  bookers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await session.rows(
    `SELECT o.customer_id, max(o.source_id) AS named_by FROM orders o
       SEMI JOIN (SELECT unnest(string_split(decode($2), chr(31))) AS customer_id) k ON k.customer_id = o.customer_id
     WHERE o.connection_id = $1 AND o.deleted_at IS NULL GROUP BY o.customer_id`,
    [connectionId, packColumn(bookers)],
  );
  return new Map(rows.map((row) => [String(row.customer_id), String(row.named_by)]));
}
