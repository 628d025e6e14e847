import { literal } from '../layout.ts';
import type { Session } from '../session.ts';
import { untold } from './retell-returns.ts';

/**
 * Finds staged orders that would stop at their hash although what is stored of them is not whole: a part is missing or differs,
 * or the ledger does not add up to a ticket, or tells nothing of one that came and went. They become changed ones.
 * @returns how many
 */
export async function findDamage(session: Session, connectionId: string): Promise<number> {
  const connection = literal(connectionId);
  await session.run(`CREATE OR REPLACE TEMP TABLE staging_damaged AS
    WITH held AS (SELECT source_id FROM staging_verdicts WHERE verdict IN ('seen-again', 'unchanged')),
    wanted AS (SELECT s.* FROM staging_tickets s SEMI JOIN held h ON h.source_id = s.order_id),
    stored AS (SELECT source_id, order_id, performance_id, total_minor FROM tickets
      WHERE connection_id = ${connection} AND deleted_at IS NULL),
    items AS (SELECT s.* FROM staging_order_items s SEMI JOIN held h ON h.source_id = s.order_id),
    ledger AS (SELECT m.ticket_id, sum(m.quantity) AS quantity, sum(m.amount_minor) AS amount
      FROM ticket_movements m SEMI JOIN wanted s ON s.source_id = m.ticket_id WHERE m.connection_id = ${connection}
      GROUP BY m.ticket_id)
    SELECT s.order_id FROM wanted s LEFT JOIN stored t USING (source_id)
      WHERE t.source_id IS NULL OR t.order_id <> s.order_id OR t.performance_id <> s.performance_id
        OR t.total_minor <> s.total_minor
    UNION SELECT t.order_id FROM stored t SEMI JOIN held h ON h.source_id = t.order_id
      ANTI JOIN wanted s ON s.source_id = t.source_id
    UNION SELECT m.order_id FROM ticket_movements m SEMI JOIN held h ON h.source_id = m.order_id
      ANTI JOIN (SELECT source_id FROM tickets WHERE connection_id = ${connection}) t ON t.source_id = m.ticket_id
      WHERE m.connection_id = ${connection}
    UNION SELECT t.order_id FROM ${untold(connectionId)} SEMI JOIN held h ON h.source_id = t.order_id
    UNION SELECT s.order_id FROM items s LEFT JOIN (SELECT source_id, amount_minor FROM order_items
        WHERE connection_id = ${connection} AND deleted_at IS NULL) i USING (source_id)
      WHERE i.source_id IS NULL OR i.amount_minor <> s.amount_minor
    UNION SELECT s.order_id FROM wanted s LEFT JOIN ledger m ON m.ticket_id = s.source_id
      WHERE coalesce(m.quantity, 0) <> 1 OR coalesce(m.amount, 0) <> s.total_minor`);
  const [row] = await session.rows('SELECT count(*) AS damaged FROM staging_damaged');
  const damaged = Number(row?.damaged ?? 0);
  if (damaged > 0) await session.run(TAKE_FOR_CHANGED);
  return damaged;
}

/** When its tickets were sold is not known any better than when the order was first read. */
const TAKE_FOR_CHANGED = `
INSERT INTO staging_changed SELECT s.source_id, v.first_seen, false, s.last_transaction_at, s.requested_at, s.row_hash,
  s.first_transaction_at, 'order_first'
  FROM staging_orders s JOIN staging_verdicts v USING (source_id) SEMI JOIN staging_damaged d ON d.order_id = s.source_id;
UPDATE staging_verdicts SET verdict = 'changed' WHERE source_id IN (SELECT order_id FROM staging_damaged)`;
