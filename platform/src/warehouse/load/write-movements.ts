import { literal, timestamp } from '../layout.ts';
import type { Session } from '../session.ts';
import { MOVED, type PartsContext } from './replace-parts.ts';

/**
 * Writes what happened to tickets into the ledger, from `staging_claims_tickets` and `staging_stored_tickets`: before the
 * tickets are replaced. A ticket counts its own movements, so the next ordinal is known without reading the ledger, and a
 * movement's id is the same whoever derives it from the same states.
 */
export async function writeMovements(session: Session, { connectionId, recordedAt }: PartsContext): Promise<number> {
  const connection = literal(connectionId);
  return session.run(`INSERT INTO ticket_movements
  SELECT ${connection}, md5(concat_ws(chr(31), ${connection}, ticket_id, ordinal, kind, amount_minor)), ticket_id, ordinal, kind,
    quantity, amount_minor, currency, order_id, performance_id, event_id, ${timestamp(recordedAt)}, effective_at, effective_basis
  FROM (${ISSUES} UNION ALL ${REPRICED} UNION ALL ${MOVED_AWAY} UNION ALL ${LEFT_ORDER})`);
}

const BOTH = `FROM staging_claims_tickets s JOIN staging_stored_tickets b USING (source_id)`;

const ISSUES = `
  SELECT s.source_id AS ticket_id, coalesce(b.movements, 0) + CASE WHEN b.deleted_at IS NULL AND b.source_id IS NOT NULL
      THEN 2 ELSE 1 END AS ordinal, 'issue' AS kind, 1 AS quantity, s.total_minor AS amount_minor, s.currency, s.order_id,
    s.performance_id, s.event_id, s.effective_at, s.effective_basis
  FROM staging_claims_tickets s LEFT JOIN staging_stored_tickets b USING (source_id)
  WHERE b.source_id IS NULL OR b.deleted_at IS NOT NULL OR ${MOVED}`;

const REPRICED = `
  SELECT s.source_id, b.movements + 1, 'price_change', 0, s.total_minor - b.total_minor, s.currency, s.order_id,
    s.performance_id, s.event_id, s.effective_at, s.effective_basis
  ${BOTH} WHERE b.deleted_at IS NULL AND NOT ${MOVED} AND s.total_minor <> b.total_minor`;

const MOVED_AWAY = `
  SELECT b.source_id, b.movements + 1, 'return', -1, -b.total_minor, b.currency, b.order_id, b.performance_id, b.event_id,
    s.effective_at, s.effective_basis
  ${BOTH} WHERE b.deleted_at IS NULL AND ${MOVED}`;

const LEFT_ORDER = `
  SELECT b.source_id, b.movements + 1, 'return', -1, -b.total_minor, b.currency, b.order_id, b.performance_id, b.event_id,
    c.effective_at, c.effective_basis
  FROM staging_stored_tickets b JOIN staging_changed c ON c.order_id = b.order_id
    ANTI JOIN staging_claims_tickets s ON s.source_id = b.source_id`;
