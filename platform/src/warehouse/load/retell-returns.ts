import { literal, timestamp } from '../layout.ts';
import type { Session } from '../session.ts';
import type { PartsContext } from './replace-parts.ts';

/** Tickets `t` that came and went, of which the ledger tells nothing: it adds up without them, and is wrong of both days. */
export const untold = (connectionId: string): string => `(SELECT t.* FROM tickets t
  ANTI JOIN (SELECT ticket_id FROM ticket_movements WHERE connection_id = ${literal(connectionId)}) m ON m.ticket_id = t.source_id
  WHERE t.connection_id = ${literal(connectionId)} AND t.deleted_at IS NOT NULL AND t.movements > 0) t`;

/**
 * Writes into the ledger again that tickets of the changed orders came and went, as well as their rows still tell: at their last
 * price, when their order began, and when it was last without them.
 * @returns how many movements
 */
export async function retellReturns(
  session: Session,
  { connectionId, recordedAt }: Pick<PartsContext, 'connectionId' | 'recordedAt'>,
): Promise<number> {
  const connection = literal(connectionId);
  const found = await session.run(`CREATE OR REPLACE TEMP TABLE staging_untold AS
    SELECT t.*, o.first_transaction_at FROM ${untold(connectionId)} SEMI JOIN staging_changed c ON c.order_id = t.order_id
      JOIN staging_orders o ON o.source_id = t.order_id`);
  if (found === 0) return 0;
  const written = await session.run(`INSERT INTO ticket_movements
    SELECT ${connection}, md5(concat_ws(chr(31), ${connection}, source_id, ordinal, kind, sign * total_minor)), source_id, ordinal, kind,
      sign, sign * total_minor, currency, order_id, performance_id, event_id, ${timestamp(recordedAt)},
      CASE ordinal WHEN 1 THEN first_transaction_at ELSE coalesce(source_updated_at, deleted_at) END,
      CASE ordinal WHEN 1 THEN 'order_first' ELSE 'order_last' END
    FROM staging_untold, (VALUES (1, 'issue', 1), (2, 'return', -1)) v(ordinal, kind, sign)`);
  await session.run(`UPDATE tickets t SET movements = 2 FROM staging_untold u
    WHERE u.source_id = t.source_id AND t.connection_id = ${connection}`);
  return written;
}
