import { deliveriesFence } from '../warehouse/load/claim-fence.ts';
import type { Store } from '../warehouse/store-types.ts';
import { ofOneSource } from './several-sources.ts';

/** What reports read, where no two connections sell the same: the tables that the views would read, without asking each row. */
const PLAIN: Readonly<Record<string, string>> = {
  counted_tickets: '(SELECT * FROM tickets WHERE deleted_at IS NULL)',
  counted_orders: '(SELECT * FROM orders WHERE deleted_at IS NULL)',
  counted_performances: '(SELECT * FROM performances WHERE deleted_at IS NULL)',
  counted_movements: 'ticket_movements',
  counted_performance_counts: '(SELECT * FROM performance_counts WHERE deleted_at IS NULL)',
};

/** Whoever has ever written into a store has a fence in it; a connection's deliveries have one of their own. */
const WRITER = `regexp_replace(connection_id, '${deliveriesFence('')}$', '')`;

/**
 * How statements are to be written for a store as it is now. A view that leaves out what is counted twice makes the store ask each
 * row, also where nothing is: two to three times the time of a report.
 */
export async function plainSources(store: Pick<Store, 'query'>): Promise<(sql: string) => string> {
  const [found] = await store.query(
    `SELECT EXISTS (FROM overlapping_performances) OR EXISTS (FROM source_choices) AS is_shared,
      (SELECT count(DISTINCT ${WRITER}) FROM fence) = 1 AS is_one`,
  );
  const told = found?.is_one === true ? ofOneSource : (sql: string) => sql;
  if (found?.is_shared !== false) return told;
  return (sql) =>
    told(sql).replaceAll(
      /\bcounted_(?:tickets|orders|performances|movements|performance_counts)\b/g,
      (view) => PLAIN[view] ?? view,
    );
}
