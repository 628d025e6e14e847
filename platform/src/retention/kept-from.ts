import { addMonths, type Day, dayOf, wallOf } from '../syncs/days.ts';

/** The first day of which sales are kept (UTC). */
export function keptFrom(keepYears: number, now: Date): { readonly day: Day; readonly since: number } {
  const day = addMonths(dayOf(now.getTime()), -12 * keepYears);
  return { day, since: wallOf(day) };
}

/**
 * How much earlier than the first performance that is kept its tickets may have been sold: history is read from then on. What is
 * read and over is left out by the load.
 */
const SOLD_AHEAD_MONTHS = 18;

export function historyNotBefore(keepYears: number, now: Date): Day {
  return addMonths(keptFrom(keepYears, now).day, -SOLD_AHEAD_MONTHS);
}
