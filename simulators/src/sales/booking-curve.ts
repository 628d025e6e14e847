import { mix, unit } from '../random.ts';
import type { Zone } from '../zone.ts';
import type { Performance } from './catalogue.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * When the n-th order for a performance is made (UTC ms): a rush when sales open, a slow middle, a climb in the last
 * three weeks, some at the door; by day more than by night.
 */
export function bookingTime(seed: number, zone: Zone, performance: Performance, n: number, latest: number): number {
  const end = Math.min(performance.start, latest);
  const length = end - performance.onSaleAt;
  const where = unit(seed, performance.integer, n, 31);
  const u = unit(seed, performance.integer, n, 32);
  let at: number;
  if (where < 0.14) at = performance.onSaleAt + u * u * Math.min(3 * DAY, length);
  else if (where < 0.55) at = performance.onSaleAt + u * length;
  else if (where < 0.95) at = end - u * u * Math.min(21 * DAY, length);
  else at = end - u * Math.min(2 * HOUR, length);
  const wall = zone.toWall(at);
  const clock = where < 0.95 ? timeOfDay(unit(seed, performance.integer, n, 33)) : wall % DAY;
  const moved = zone.fromWall(wall - (wall % DAY) + clock) + (mix(seed, performance.integer, n, 34) % 1000);
  return Math.round(Math.min(Math.max(moved, performance.onSaleAt + (n % 977)), end - 1));
}

/** ms after midnight: a tenth at night, the rest between 9 and 23 with a peak at midday and one in the evening. */
function timeOfDay(u: number): number {
  if (u < 0.06) return Math.floor((u / 0.06) * 9 * HOUR);
  const v = (u - 0.06) / 0.94;
  const bent = v < 0.5 ? 0.5 * Math.sqrt(2 * v) : 1 - 0.5 * Math.sqrt(2 * (1 - v));
  return Math.floor(9 * HOUR + bent * 14 * HOUR * 0.999);
}
