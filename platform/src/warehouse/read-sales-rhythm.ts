import type { Session } from './session.ts';
import type { SalesRhythm } from './store-types.ts';

const DAY_MS = 86_400_000;
const LOOKED_AT_DAYS = 180;
/** Fewer gaps between days with sales say nothing of what is usual. */
const FEWEST = 10;

/**
 * When something was last sold, and how long it usually is from one day with sales to the next: nine gaps of ten are no longer, of
 * those in the half year before the last sale.
 */
export async function readSalesRhythm(session: Session, connectionId: string): Promise<SalesRhythm | null> {
  const [row = {}] = await session.rows(
    `WITH latest AS (
       SELECT max(first_transaction_at) AS newest FROM orders WHERE connection_id = $1 AND deleted_at IS NULL
     ), days AS (
       SELECT DISTINCT CAST(first_transaction_local AS DATE) AS day FROM orders, latest
       WHERE connection_id = $1 AND deleted_at IS NULL AND first_transaction_at > latest.newest - INTERVAL ${LOOKED_AT_DAYS} DAY
     ), gaps AS (
       SELECT day - lag(day) OVER (ORDER BY day) AS gap FROM days
     )
     SELECT (SELECT newest FROM latest) AS latest_at, count(gap) AS gaps, quantile_disc(gap, 0.9) AS usual FROM gaps`,
    [connectionId],
  );
  if (typeof row.latest_at !== 'number' || Number(row.gaps) < FEWEST) return null;
  return { latestAt: row.latest_at, usualGapMs: Number(row.usual) * DAY_MS };
}
