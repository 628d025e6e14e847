import { literal, modelColumns } from '../layout.ts';
import type { Session } from '../session.ts';

/** The name under which what was loaded from scratch is attached. */
export const FRESH = 'loaded_from_scratch';

/** So many orders are compared at a time: memory is bounded whatever a store holds. */
const ORDERS_AT_ONCE = 200_000;

/** A share of all orders, cut by their ids. */
export interface Slice {
  readonly of: number;
  readonly nth: number;
}

export async function slicesOf(session: Session, connectionId: string): Promise<Slice[]> {
  const connection = literal(connectionId);
  const [row] = await session.rows(`SELECT greatest((SELECT count(*) FROM orders WHERE connection_id = ${connection}),
    (SELECT count(*) FROM ${FRESH}.orders WHERE connection_id = ${connection})) AS orders`);
  const of = Math.max(1, Math.ceil(Number(row?.orders ?? 0) / ORDERS_AT_ONCE));
  return Array.from({ length: of }, (_, nth) => ({ of, nth }));
}

const isInSlice = (column: string, { of, nth }: Slice): string =>
  of === 1 ? 'true' : `hash(${column}) % ${of} = ${nth}`;

/**
 * Finds the orders of a slice of which what is stored differs from what was loaded from scratch, in any column of theirs or of their
 * parts, or whose tickets the ledger does not add up to. They become `staging_differing`.
 * @returns how many
 */
export async function findDiffering(session: Session, connectionId: string, slice: Slice): Promise<number> {
  const connection = literal(connectionId);
  return session.run(`CREATE OR REPLACE TEMP TABLE staging_differing AS
    WITH fresh AS (${prints(`${FRESH}.`, connection, slice)}), stored AS (${prints('', connection, slice)}),
    unbalanced AS (
      SELECT t.order_id FROM (SELECT source_id, order_id, total_minor FROM tickets WHERE connection_id = ${connection}
          AND deleted_at IS NULL AND ${isInSlice('order_id', slice)}) t
        LEFT JOIN (SELECT ticket_id, sum(quantity) AS quantity, sum(amount_minor) AS amount FROM ticket_movements
          WHERE connection_id = ${connection} AND ${isInSlice('order_id', slice)} GROUP BY ticket_id) m ON m.ticket_id = t.source_id
      WHERE coalesce(m.quantity, 0) <> 1 OR coalesce(m.amount, 0) <> t.total_minor)
    SELECT f.source_id FROM fresh f LEFT JOIN stored o USING (source_id)
      WHERE o.source_id IS NULL OR o.print IS DISTINCT FROM f.print OR f.source_id IN (SELECT order_id FROM unbalanced)`);
}

/** One number for an order and all its parts, whatever the order in which these lie. */
function prints(database: string, connection: string, slice: Slice): string {
  const of = (table: 'orders' | 'tickets' | 'order_items', key: string): string =>
    `SELECT ${key} AS source_id, hash(${Object.keys(modelColumns(table)).map(compared).join(', ')}) AS print FROM ${database}${table}
      WHERE connection_id = ${connection} AND deleted_at IS NULL AND ${isInSlice(key, slice)}`;
  return `SELECT o.source_id, o.print + coalesce(p.print, 0)::HUGEINT AS print FROM (${of('orders', 'source_id')}) o
    LEFT JOIN (SELECT source_id, sum(print) AS print FROM (${of('tickets', 'order_id')} UNION ALL ${of('order_items', 'order_id')})
      GROUP BY source_id) p USING (source_id)`;
}

/** Who was erased here is in what was loaded from scratch still, and goes as it is put in place. */
function compared(column: string): string {
  return column === 'customer_id'
    ? 'CASE WHEN customer_id NOT IN (SELECT pseudonym FROM erased_bookers) THEN customer_id END'
    : column;
}
