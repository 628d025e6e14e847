import { timestamp } from './layout.ts';
import type { Session } from './session.ts';
import type { Warehouse } from './warehouse.ts';

export interface PastRows {
  readonly orders: number;
  readonly tickets: number;
  readonly movements: number;
  readonly customers: number;
}

/** The orders that are over: last changed before `since`, and without a ticket for a performance at or after it. */
const PAST_ORDERS = (since: string): string => `
  SELECT o.connection_id, o.source_id FROM orders o
  WHERE o.last_transaction_at < ${since} AND NOT EXISTS (
    SELECT 1 FROM tickets t JOIN performances p ON p.connection_id = t.connection_id AND p.source_id = t.performance_id
    WHERE t.connection_id = o.connection_id AND t.order_id = o.source_id AND p.starts_at >= ${since})`;

const IN_PAST = (alias: string, column: string): string =>
  `(SELECT 1 FROM past_orders l WHERE l.connection_id = ${alias}.connection_id AND l.source_id = ${alias}.${column})`;

/** How much `removePast` would remove. */
export async function countPast(warehouse: Warehouse, organisationId: string, since: number): Promise<PastRows> {
  const [row] = await warehouse.withStore(organisationId, (store) =>
    store.query(`WITH past_orders AS (${PAST_ORDERS(timestamp(since))})
      SELECT (SELECT count(*) FROM past_orders) AS orders,
        (SELECT count(*) FROM tickets t WHERE EXISTS ${IN_PAST('t', 'order_id')}) AS tickets,
        (SELECT count(*) FROM ticket_movements m WHERE EXISTS ${IN_PAST('m', 'order_id')}) AS movements,
        (SELECT count(*) FROM customers c WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.connection_id = c.connection_id
          AND o.customer_id = c.source_id AND NOT EXISTS ${IN_PAST('o', 'source_id')})) AS customers`),
  );
  const count = (name: keyof PastRows): number => Number(row?.[name] ?? 0);
  return {
    orders: count('orders'),
    tickets: count('tickets'),
    movements: count('movements'),
    customers: count('customers'),
  };
}

/**
 * Removes orders that are over with all that hangs on them, and bookers who have no order left; and remembers from when on sales are
 * kept, so that no load brings them back. Of a ticket that is in another order now all movements stay: they add up to it.
 * `since` null: everything is kept from now on.
 */
export async function removePast(
  warehouse: Warehouse,
  organisationId: string,
  { since, at }: { since: number | null; at: number },
): Promise<PastRows> {
  return warehouse.withOpenStore(organisationId, ({ writer }, writing) =>
    writing(async () => {
      await writer.run('BEGIN');
      try {
        await writer.run('DELETE FROM kept_from');
        const removed = since === null ? NOTHING : await remove(writer, since, at);
        await writer.run('COMMIT');
        return removed;
      } catch (err) {
        await writer.run('ROLLBACK').catch(() => {});
        throw err;
      } finally {
        await writer
          .run('DROP TABLE IF EXISTS temp.past_orders; DROP TABLE IF EXISTS temp.past_tickets')
          .catch(() => {});
      }
    }),
  );
}

const NOTHING: PastRows = { orders: 0, tickets: 0, movements: 0, customers: 0 };

async function remove(session: Session, since: number, at: number): Promise<PastRows> {
  await session.run(`INSERT INTO kept_from VALUES (${timestamp(since)})`);
  const orders = await session.run(`CREATE OR REPLACE TEMP TABLE past_orders AS ${PAST_ORDERS(timestamp(since))}`);
  let tickets = 0;
  let movements = 0;
  if (orders > 0) {
    await session.run(`CREATE OR REPLACE TEMP TABLE past_tickets AS
      SELECT t.connection_id, t.source_id FROM tickets t WHERE EXISTS ${IN_PAST('t', 'order_id')}`);
    tickets = await session.run(`DELETE FROM tickets t WHERE EXISTS ${IN_PAST('t', 'order_id')}`);
    movements = await session.run(`DELETE FROM ticket_movements m WHERE EXISTS (SELECT 1 FROM past_tickets t
        WHERE t.connection_id = m.connection_id AND t.source_id = m.ticket_id)
      OR (EXISTS ${IN_PAST('m', 'order_id')} AND NOT EXISTS (SELECT 1 FROM tickets t
        WHERE t.connection_id = m.connection_id AND t.source_id = m.ticket_id))`);
    await session.run(`DELETE FROM order_items i WHERE EXISTS ${IN_PAST('i', 'order_id')};
      DELETE FROM rejects r WHERE r.stream = 'orders' AND EXISTS ${IN_PAST('r', 'source_id')};
      DELETE FROM orders o WHERE EXISTS ${IN_PAST('o', 'source_id')}`);
  }
  // What was uploaded goes with what became of it: each order of a layer has its row, unless it was removed.
  await session.run(`DELETE FROM uploaded_orders u WHERE NOT EXISTS (SELECT 1 FROM orders o
      WHERE o.connection_id = u.connection_id AND o.source_id = u.source_id);
    DELETE FROM uploaded_tickets u WHERE NOT EXISTS (SELECT 1 FROM uploaded_orders o
      WHERE o.connection_id = u.connection_id AND o.upload_id = u.upload_id AND o.source_id = u.order_id);
    DELETE FROM uploaded_order_items u WHERE NOT EXISTS (SELECT 1 FROM uploaded_orders o
      WHERE o.connection_id = u.connection_id AND o.upload_id = u.upload_id AND o.source_id = u.order_id);
    DELETE FROM uploaded_customers u WHERE NOT EXISTS (SELECT 1 FROM uploaded_orders o
      WHERE o.connection_id = u.connection_id AND o.customer_id = u.source_id)`);
  const customers = await session.run(`DELETE FROM customers c WHERE NOT EXISTS (SELECT 1 FROM orders o
    WHERE o.connection_id = c.connection_id AND o.customer_id = c.source_id)`);
  if (orders + customers > 0) {
    await session.run(`INSERT INTO removals VALUES ('past', ${orders + customers}, ${timestamp(at)})`);
  }
  return { orders, tickets, movements, customers };
}

/** When rows were last removed, and when the file was last written anew (ms); null for never. */
export async function readRemovals(
  warehouse: Warehouse,
  organisationId: string,
): Promise<{ readonly removedAt: number | null; readonly rewrittenAt: number | null }> {
  const [row] = await warehouse.withStore(organisationId, (store) =>
    store.query(`SELECT max(removed_at) FILTER (kind <> 'rewritten') AS removed,
      max(removed_at) FILTER (kind = 'rewritten') AS rewritten FROM removals`),
  );
  const ms = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));
  return { removedAt: ms(row?.removed), rewrittenAt: ms(row?.rewritten) };
}

export async function noteRewritten(warehouse: Warehouse, organisationId: string, at: number): Promise<void> {
  await warehouse.withOpenStore(organisationId, ({ writer }, writing) =>
    writing(() => writer.run(`INSERT INTO removals VALUES ('rewritten', 0, ${timestamp(at)})`)),
  );
}
