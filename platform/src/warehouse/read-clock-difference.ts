import { zoneOf } from '@illuminate/model';
import type { Session } from './session.ts';
import type { ClockDifference } from './store-types.ts';

const LOOKED_AT = 200;
/** Fewer performances prove nothing. */
const FEWEST = 5;
const MINUTE = 60_000;

/**
 * Whether the zone set for a box office is its own: of performances it tells both the wall time and the instant. Null where they
 * agree for any performance looked at, or where there are too few to tell. An instant has one wall time, on nights when clocks
 * change too.
 */
export async function readClockDifference(session: Session, connectionId: string): Promise<ClockDifference | null> {
  const rows = await session.rows(
    `SELECT zone, starts_at, starts_local FROM performances WHERE connection_id = $1 AND deleted_at IS NULL AND starts_at IS NOT NULL
     ORDER BY starts_at DESC LIMIT ${LOOKED_AT}`,
    [connectionId],
  );
  if (rows.length < FEWEST) return null;
  const seen = new Map<number, number>();
  for (const { zone, starts_at: instant, starts_local: wall } of rows) {
    const difference = Number(wall) - zoneOf(String(zone)).toWall(Number(instant));
    const minutes = Math.round(difference / MINUTE);
    if (minutes === 0) return null;
    seen.set(minutes, (seen.get(minutes) ?? 0) + 1);
  }
  const [[minutes] = [0]] = [...seen].sort((a, b) => b[1] - a[1]);
  return { zone: String(rows[0]?.zone), ms: minutes * MINUTE };
}
