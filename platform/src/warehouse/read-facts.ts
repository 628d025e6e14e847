import type { TableName } from '@illuminate/model';
import { TABLE_NAMES } from './layout.ts';
import type { Session } from './session.ts';
import type { StoreFacts } from './store-types.ts';

export async function readFacts(session: Session, connectionId: string): Promise<StoreFacts> {
  const counts = TABLE_NAMES.map(
    (table) => `(SELECT count(*) FROM ${table} WHERE connection_id = $1 AND deleted_at IS NULL) AS ${table}`,
  );
  const [row = {}] = await session.rows(
    `SELECT ${counts.join(', ')},
      (SELECT min(starts_local) FROM performances WHERE connection_id = $1 AND deleted_at IS NULL AND NOT cancelled)
        AS earliest_performance,
      (SELECT min(first_transaction_at) FROM orders WHERE connection_id = $1 AND deleted_at IS NULL) AS earliest_order,
      (SELECT max(last_transaction_at) FROM orders WHERE connection_id = $1 AND deleted_at IS NULL) AS latest_order_update,
      (SELECT count(*) FROM rejects WHERE connection_id = $1 AND resolved_at IS NULL) AS open_rejects,
      (SELECT max(recorded_at) FROM loads WHERE connection_id = $1) AS last_load_at`,
    [connectionId],
  );
  const time = (name: string): number | null => (typeof row[name] === 'number' ? row[name] : null);
  return {
    counts: Object.fromEntries(TABLE_NAMES.map((table) => [table, Number(row[table])])) as Record<TableName, number>,
    earliestPerformance: time('earliest_performance'),
    earliestOrder: time('earliest_order'),
    latestOrderUpdate: time('latest_order_update'),
    openRejects: Number(row.open_rejects),
    lastLoadAt: time('last_load_at'),
  };
}
