import { literal, timestamp } from '../layout.ts';
import type { Session } from '../session.ts';
import type { Claims, PartsContext } from './replace-parts.ts';

/**
 * Tickets whose row is lost and which the ledger still tells of are put beside the stored ones, so that they are not issued a
 * second time; those that are in no order any more are returned in the ledger. Where row and ledger differ, the ledger is believed.
 */
export async function recallFromLedger(
  session: Session,
  { connectionId }: PartsContext,
  claims: Claims,
): Promise<Claims> {
  const ours = `m.connection_id = ${literal(connectionId)}`;
  await session.run(`CREATE OR REPLACE TEMP TABLE staging_traces AS
    WITH named AS (SELECT source_id AS ticket_id FROM ${claims.sql} UNION
      SELECT m.ticket_id FROM ticket_movements m SEMI JOIN staging_changed c ON c.order_id = m.order_id WHERE ${ours})
    SELECT m.ticket_id AS source_id, arg_max(m.order_id, m.ordinal) AS order_id, min(m.recorded_at) AS first_seen,
      CASE WHEN sum(m.quantity) = 1 THEN NULL ELSE max(m.recorded_at) END AS deleted_at,
      arg_max(m.event_id, m.ordinal) AS event_id, arg_max(m.performance_id, m.ordinal) AS performance_id,
      arg_max(m.currency, m.ordinal) AS currency, CASE WHEN sum(m.quantity) = 1 THEN sum(m.amount_minor)
        ELSE -arg_max(m.amount_minor, m.ordinal) END::BIGINT AS total_minor, max(m.ordinal) AS movements
    FROM ticket_movements m SEMI JOIN named n ON n.ticket_id = m.ticket_id WHERE ${ours} GROUP BY m.ticket_id;
  UPDATE staging_stored_tickets b SET deleted_at = t.deleted_at,
      total_minor = CASE WHEN t.deleted_at IS NULL THEN t.total_minor ELSE b.total_minor END
    FROM staging_traces t WHERE t.source_id = b.source_id;
  CREATE OR REPLACE TEMP TABLE staging_recalled AS
    SELECT t.*, s.source_id IS NOT NULL AS is_claimed
    FROM staging_traces t ANTI JOIN (SELECT source_id FROM tickets m WHERE ${ours}) k ON k.source_id = t.source_id
      LEFT JOIN ${claims.sql} s ON s.source_id = t.source_id
    WHERE s.source_id IS NOT NULL OR t.order_id IN (SELECT order_id FROM staging_changed);
  INSERT INTO staging_stored_tickets(source_id, order_id, first_seen, source_updated_at, requested_at, deleted_at, event_id,
      performance_id, currency, total_minor, movements)
    SELECT source_id, order_id, first_seen, first_seen, first_seen, deleted_at, event_id, performance_id, currency,
      total_minor, movements FROM staging_recalled WHERE is_claimed OR deleted_at IS NULL;
  INSERT INTO tickets(connection_id, source_id, order_id, event_id, performance_id, currency, total_minor, first_seen, last_seen,
      requested_at, deleted_at, deletion_evidence, movements)
    SELECT ${literal(connectionId)}, source_id, order_id, event_id, performance_id, currency, total_minor, first_seen,
      coalesce(deleted_at, first_seen), first_seen, deleted_at, CASE WHEN deleted_at IS NOT NULL THEN 'absent-from-order' END,
      movements FROM staging_recalled WHERE NOT is_claimed`);
  const [row] = await session.rows(
    'SELECT count(*) FILTER (is_claimed) AS replaced, count(*) FILTER (NOT is_claimed AND deleted_at IS NULL) AS leaving FROM staging_recalled',
  );
  return {
    sql: claims.sql,
    replaced: claims.replaced + Number(row?.replaced ?? 0),
    leaving: claims.leaving + Number(row?.leaving ?? 0),
  };
}

/** Writes what is missing in the ledger for its movements to sum to the tickets of the changed orders again. */
export async function balanceLedger(session: Session, { connectionId, recordedAt }: PartsContext): Promise<number> {
  const connection = literal(connectionId);
  const unbalanced = await session.run(`CREATE OR REPLACE TEMP TABLE staging_unbalanced AS
    WITH ours AS (SELECT t.source_id, t.order_id, t.performance_id, t.event_id, t.currency, c.effective_at, c.effective_basis,
        CASE WHEN t.deleted_at IS NULL THEN 1 ELSE 0 END AS live,
        CASE WHEN t.deleted_at IS NULL THEN t.total_minor ELSE 0 END AS total_minor
      FROM tickets t JOIN staging_changed c ON c.order_id = t.order_id WHERE t.connection_id = ${connection}),
    ledger AS (SELECT m.ticket_id, sum(m.quantity) AS quantity, sum(m.amount_minor) AS amount, list(m.ordinal) AS ordinals
      FROM ticket_movements m SEMI JOIN ours t ON t.source_id = m.ticket_id WHERE m.connection_id = ${connection}
      GROUP BY m.ticket_id)
    SELECT t.*, (t.live - coalesce(m.quantity, 0))::INTEGER AS quantity,
      (t.total_minor - coalesce(m.amount, 0))::BIGINT AS amount_minor,
      list_filter(range(1, len(coalesce(m.ordinals, [])) + 2), n -> NOT list_contains(coalesce(m.ordinals, []), n::INTEGER))[1]::INTEGER
        AS ordinal, greatest(len(coalesce(m.ordinals, [])) + 1, coalesce(list_max(m.ordinals), 0))::INTEGER AS movements
    FROM ours t LEFT JOIN ledger m ON m.ticket_id = t.source_id
    WHERE t.live - coalesce(m.quantity, 0) BETWEEN -1 AND 1
      AND (t.live <> coalesce(m.quantity, 0) OR t.total_minor <> coalesce(m.amount, 0))`);
  if (unbalanced === 0) return 0;
  const at = timestamp(recordedAt);
  await session.run(`INSERT INTO ticket_movements
    SELECT ${connection}, md5(concat_ws(chr(31), ${connection}, source_id, ordinal, kind, amount_minor)), source_id, ordinal, kind,
      quantity, amount_minor, currency, order_id, performance_id, event_id, ${at}, effective_at, effective_basis
    FROM (SELECT *, CASE quantity WHEN 1 THEN 'issue' WHEN 0 THEN 'price_change' ELSE 'return' END AS kind
      FROM staging_unbalanced);
    UPDATE tickets t SET movements = u.movements FROM staging_unbalanced u
      WHERE u.source_id = t.source_id AND t.connection_id = ${connection}`);
  return unbalanced;
}
