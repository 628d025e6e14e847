import { literal, timestamp } from '../layout.ts';
import type { Session } from '../session.ts';
import type { Reject } from '../store-types.ts';
import { writeRejects } from './write-rejects.ts';

/** The reason of a reject: an order holds a ticket that a later order holds as well. */
export const IN_TWO_ORDERS = 'in-two-orders';

/** Clocks differ, and an answer may come from a cache: so much later than the transaction an order was certainly read after it. */
const CERTAINLY_LATER = "INTERVAL '10 minutes'";

/**
 * Writes down the tickets of this load that stand in two orders at once. A ticket that moved leaves its old order: only where the
 * order that lost it still held it when read after the last transaction of the order that has it, do both hold it. What was read
 * before that is not told; the order does not stop at its hash, and is judged when it is read next. What was written down of the
 * orders that are read now, and is not so any more, is settled.
 */
export async function tellInTwoOrders(session: Session, connectionId: string, recordedAt: number): Promise<void> {
  const connection = literal(connectionId);
  await session.run(`UPDATE rejects r SET resolved_at = ${timestamp(recordedAt)}
    WHERE r.connection_id = ${connection} AND r.reason = '${IN_TWO_ORDERS}' AND r.resolved_at IS NULL
      AND r.source_id IN (SELECT order_id FROM staging_changed)`);
  const found = await session.rows(`SELECT l.order_id, l.source_id, max(l.winner) AS winner
    FROM staging_losers l JOIN orders o ON o.source_id = l.order_id
    WHERE l.part = 'tickets' AND o.connection_id = ${connection} AND o.deleted_at IS NULL
      AND o.requested_at > l.won_at + ${CERTAINLY_LATER}
    GROUP BY ALL ORDER BY ALL`);
  const rejects = found.map((row) =>
    refusal(String(row.order_id), String(row.source_id), String(row.winner), recordedAt),
  );
  await writeRejects(session, { connectionId, rejects }, recordedAt);
}

function refusal(order: string, ticket: string, winner: string, at: number): Reject {
  return {
    stream: 'orders',
    sourceId: order,
    part: `ticket ${ticket}`,
    reason: IN_TWO_ORDERS,
    field: 'tickets',
    expected: `each ticket in one order; order ${winner}, which is the later one, holds it too, and has it in the figures`,
    nextStep:
      'Look at both orders in the box office: the ticket belongs in one of them. It is read again within the hour, and this line goes once they agree.',
    page: 'as it was loaded',
    at,
  };
}
