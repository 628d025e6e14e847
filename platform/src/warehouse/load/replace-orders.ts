import { KEPT_COLUMNS, literal, modelColumns, timestamp } from '../layout.ts';
import type { Session } from '../session.ts';
import type { Verdicts } from './judge-orders.ts';

/** Puts the changed orders in place, after their parts. An order that lost a part keeps no hash. */
export async function replaceOrders(
  session: Session,
  connectionId: string,
  recordedAt: number,
  verdicts: Verdicts,
): Promise<void> {
  const own = Object.keys(modelColumns('orders'));
  const connection = literal(connectionId);
  const at = timestamp(recordedAt);
  const replaced =
    verdicts.changed === 0
      ? ''
      : `DELETE FROM orders o USING staging_changed c
           WHERE c.order_id = o.source_id AND NOT c.is_fresh AND o.connection_id = ${connection};`;
  await session.run(`${replaced}
    INSERT INTO orders(connection_id, ${own.join(', ')}, ${KEPT_COLUMNS.join(', ')})
      SELECT ${connection}, ${own.map((name) => `s.${name}`).join(', ')}, coalesce(c.first_seen, ${at}), ${at},
        s.last_transaction_at, s.row_hash, s.requested_at, NULL, NULL
      FROM staging_orders s JOIN staging_changed c ON c.order_id = s.source_id;
    UPDATE orders o SET row_hash = NULL FROM (SELECT DISTINCT order_id FROM staging_losers) l
      WHERE l.order_id = o.source_id AND o.connection_id = ${connection}`);
}

/** An unchanged order that was asked for later: an answer older than this one may no longer replace it. */
export async function touchOrders(session: Session, connectionId: string, recordedAt: number): Promise<void> {
  await session.run(`UPDATE orders o SET requested_at = s.requested_at, last_seen = ${timestamp(recordedAt)}
    FROM (SELECT s.source_id, s.requested_at FROM staging_orders s JOIN staging_verdicts v USING (source_id)
      WHERE v.verdict = 'seen-again') s
    WHERE s.source_id = o.source_id AND o.connection_id = ${literal(connectionId)}`);
}
