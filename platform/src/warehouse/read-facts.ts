import type { TableName } from '@illuminate/model';
import { literal, TABLE_NAMES } from './layout.ts';
import { AWAITED_EVENT } from './load/follow-performances.ts';
import { readClockDifference } from './read-clock-difference.ts';
import { readSalesRhythm } from './read-sales-rhythm.ts';
import { readUnread } from './read-unread.ts';
import type { Session } from './session.ts';
import type { StoreFacts, Unread } from './store-types.ts';

const NOTHING: Unread = { missing: 0, tickets: 0, outdated: 0, details: 0, doubts: 0, doubled: 0 };

/** Rows that stand in for what a delivered ticket names and nobody has told of are not counted. */
const IN_CATALOGUE: Partial<Record<TableName, string>> = {
  performances: ` AND event_id <> ${literal(AWAITED_EVENT)}`,
  events: ` AND source_id <> ${literal(AWAITED_EVENT)}`,
};

export async function readFacts(session: Session, connectionId: string): Promise<StoreFacts> {
  const counts = TABLE_NAMES.map(
    (table) =>
      `(SELECT count(*) FROM ${table} WHERE connection_id = $1 AND deleted_at IS NULL${IN_CATALOGUE[table] ?? ''}) AS ${table}`,
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
  const openRejects = Number(row.open_rejects);
  const time = (name: string): number | null => (typeof row[name] === 'number' ? row[name] : null);
  return {
    counts: Object.fromEntries(TABLE_NAMES.map((table) => [table, Number(row[table])])) as Record<TableName, number>,
    earliestPerformance: time('earliest_performance'),
    clockDifference: await readClockDifference(session, connectionId),
    earliestOrder: time('earliest_order'),
    latestOrderUpdate: time('latest_order_update'),
    sales: await readSalesRhythm(session, connectionId),
    openRejects,
    unread: openRejects === 0 ? NOTHING : await readUnread(session, connectionId),
    lastLoadAt: time('last_load_at'),
  };
}
