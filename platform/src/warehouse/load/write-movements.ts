import { literal, timestamp } from '../layout.ts';
import type { Session } from '../session.ts';
import { type Claims, MOVED, type PartsContext } from './replace-parts.ts';

/**
 * Writes what happens to tickets into the ledger, before they are replaced. A ticket counts its own movements, so the next
 * ordinal is known without reading the ledger, and a movement's id is the same whoever derives it from the same states.
 */
export async function writeMovements(
  session: Session,
  { connectionId, recordedAt }: PartsContext,
  claims: Claims,
): Promise<number> {
  const connection = literal(connectionId);
  const parts = [issues(claims.sql)];
  if (claims.replaced > 0) parts.push(repriced(claims.sql), movedAway(claims.sql));
  if (claims.leaving > 0) parts.push(leftOrder(claims.sql));
  return session.run(`INSERT INTO ticket_movements
  SELECT ${connection}, md5(concat_ws(chr(31), ${connection}, ticket_id, ordinal, kind, amount_minor)), ticket_id, ordinal, kind,
    quantity, amount_minor, currency, order_id, performance_id, event_id, ${timestamp(recordedAt)}, effective_at, effective_basis
  FROM (${parts.join(' UNION ALL ')})`);
}

const issues = (claims: string): string => `
  SELECT s.source_id AS ticket_id, coalesce(b.movements, 0) + CASE WHEN b.deleted_at IS NULL AND b.source_id IS NOT NULL
      THEN 2 ELSE 1 END AS ordinal, 'issue' AS kind, 1 AS quantity, s.total_minor AS amount_minor, s.currency, s.order_id,
    s.performance_id, s.event_id, s.effective_at, s.effective_basis
  FROM ${claims} s LEFT JOIN staging_stored_tickets b USING (source_id)
  WHERE b.source_id IS NULL OR b.deleted_at IS NOT NULL OR ${MOVED}`;

const repriced = (claims: string): string => `
  SELECT s.source_id, b.movements + 1, 'price_change', 0, s.total_minor - b.total_minor, s.currency, s.order_id,
    s.performance_id, s.event_id, s.effective_at, s.effective_basis
  FROM ${claims} s JOIN staging_stored_tickets b USING (source_id)
  WHERE b.deleted_at IS NULL AND NOT ${MOVED} AND s.total_minor <> b.total_minor`;

const movedAway = (claims: string): string => `
  SELECT b.source_id, b.movements + 1, 'return', -1, -b.total_minor, b.currency, b.order_id, b.performance_id, b.event_id,
    s.effective_at, s.effective_basis
  FROM ${claims} s JOIN staging_stored_tickets b USING (source_id) WHERE b.deleted_at IS NULL AND ${MOVED}`;

const leftOrder = (claims: string): string => `
  SELECT b.source_id, b.movements + 1, 'return', -1, -b.total_minor, b.currency, b.order_id, b.performance_id, b.event_id,
    c.effective_at, c.effective_basis
  FROM staging_stored_tickets b JOIN staging_changed c ON c.order_id = b.order_id
    ANTI JOIN ${claims} s ON s.source_id = b.source_id`;
