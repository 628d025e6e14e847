import { IN_TWO_ORDERS } from './load/tell-in-two-orders.ts';
import type { Session } from './session.ts';
import type { Unread } from './store-types.ts';

const HAS_ROW = (table: string, more = ''): string =>
  `EXISTS (FROM ${table} t WHERE t.connection_id = $1 AND t.source_id = r.source_id AND t.deleted_at IS NULL ${more})`;

/** What open rejects mean for figures: streams and tables have the same names. */
export async function readUnread(session: Session, connectionId: string): Promise<Unread> {
  const rows = await session.rows(
    `SELECT CASE
        WHEN r.reason = 'many-missing' THEN 'doubts'
        WHEN r.reason = '${IN_TWO_ORDERS}' THEN 'doubled'
        WHEN starts_with(r.part, 'ticket ') THEN 'tickets'
        WHEN r.part IS NOT NULL THEN 'missing'
        WHEN r.stream IN ('customers', 'ticket-types', 'venues', 'capacity-snapshots') THEN 'details'
        WHEN r.stream = 'events' AND ${HAS_ROW('events')} THEN 'details'
        WHEN r.stream = 'performances' AND ${HAS_ROW('performances', 'AND t.starts_at IS NULL')} THEN 'details'
        WHEN r.stream = 'performances' AND ${HAS_ROW('performances')} THEN 'outdated'
        WHEN r.stream = 'orders' AND ${HAS_ROW('orders')} THEN 'outdated'
        ELSE 'missing' END AS what, count(*) AS n
     FROM rejects r WHERE r.connection_id = $1 AND r.resolved_at IS NULL GROUP BY ALL`,
    [connectionId],
  );
  const count = (what: keyof Unread): number => Number(rows.find((row) => row.what === what)?.n ?? 0);
  return {
    missing: count('missing'),
    tickets: count('tickets'),
    outdated: count('outdated'),
    details: count('details'),
    doubts: count('doubts'),
    doubled: count('doubled'),
  };
}
