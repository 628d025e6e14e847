// What is not to be stored does not get as far as being compared with what is: bookers who were erased, and sales from before those
// that are kept.
import { literal, modelColumns, timestamp } from '../layout.ts';
import type { Session } from '../session.ts';

const ERASED = '(SELECT pseudonym FROM erased_bookers)';

/** Takes erased bookers out of the staged customers. */
export async function leaveOutBookers(session: Session): Promise<void> {
  if (await isEmpty(session, 'erased_bookers')) return;
  await session.run(`DELETE FROM staging_customers WHERE source_id IN ${ERASED}`);
}

/**
 * Takes erased bookers off the staged orders, whose hash then covers what is left, and sales from before those that are kept. An
 * order with a ticket for a performance that nobody knows yet stays: it may be one to come.
 */
export async function leaveOutOfOrders(session: Session, connectionId: string): Promise<void> {
  if (!(await isEmpty(session, 'erased_bookers'))) {
    const left = Object.keys(modelColumns('orders')).filter((name) => name !== 'customer_id');
    await session.run(`UPDATE staging_orders SET customer_id = NULL,
        row_hash = md5_number_lower(concat_ws(chr(31), ${left.join(', ')}))::VARCHAR
      WHERE customer_id IN ${ERASED}`);
  }
  const [row] = await session.rows('SELECT epoch_ms(max(since)) AS since FROM kept_from');
  if (row?.since === null || row?.since === undefined) return;
  const since = timestamp(Number(row.since));
  await session.run(`DELETE FROM staging_orders o WHERE o.last_transaction_at < ${since} AND NOT EXISTS (
      SELECT 1 FROM staging_tickets t LEFT JOIN (SELECT source_id, starts_at FROM performances
          WHERE connection_id = ${literal(connectionId)}) p ON p.source_id = t.performance_id
        WHERE t.order_id = o.source_id AND (p.starts_at IS NULL OR p.starts_at >= ${since}))`);
}

async function isEmpty(session: Session, table: 'erased_bookers'): Promise<boolean> {
  return (await session.rows(`SELECT 1 AS one FROM ${table} LIMIT 1`)).length === 0;
}
