import type { DayWindow } from '@illuminate/connector-kit';
import type { Progress } from '@illuminate/contract';
import { addDays, addMonths, type Day, earlier, later, monthsIn } from './days.ts';

/** How far back a stream has been read: every day from `from` to `to` has. Kept in the store beside the rows. */
export interface HistoryCursor {
  readonly from: Day;
  readonly to: Day;
  /** The earliest day on which anything was found, if anything was. */
  readonly earliest: Day | null;
  /** The window that the box office managed last time, in days. */
  readonly windowDays: number;
}

/** What decides how far back to go. */
export interface HistoryBounds {
  /** A person's choice, which is final; null to work it out. */
  readonly historyFrom: Day | null;
  /** Of the performances known by now. */
  readonly earliestPerformance: Day | null;
  readonly today: Day;
  /** What is from before is not kept, so that it is not read. */
  readonly notBefore?: Day | null;
}

const MONTHS_BEFORE_FIRST_PERFORMANCE = 18;
const EMPTY_MONTHS_THAT_END_IT = 12;

/** The day back to which history is read, as known by now: it moves back while the last twelve months read hold something. */
export function historyEnd(cursor: HistoryCursor | null, bounds: HistoryBounds): Day {
  const end = wantedEnd(cursor, bounds);
  return bounds.notBefore == null ? end : later(end, earlier(bounds.notBefore, bounds.today));
}

function wantedEnd(cursor: HistoryCursor | null, bounds: HistoryBounds): Day {
  if (bounds.historyFrom !== null) return earlier(bounds.historyFrom, bounds.today);
  const byCatalogue = addMonths(bounds.earliestPerformance ?? bounds.today, -MONTHS_BEFORE_FIRST_PERFORMANCE);
  const end = earlier(byCatalogue, bounds.today);
  const earliest = cursor?.earliest ?? null;
  return earliest === null ? end : earlier(end, addMonths(earliest, -EMPTY_MONTHS_THAT_END_IT));
}

export function historyComplete(cursor: HistoryCursor | null, bounds: HistoryBounds): boolean {
  return cursor !== null && cursor.from <= historyEnd(cursor, bounds);
}

/** The next windows to read, newest first and without gaps, at most `count`; none when history is complete. */
export function nextHistoryWindows(
  cursor: HistoryCursor | null,
  bounds: HistoryBounds,
  windowDays: number,
  count: number,
): DayWindow[] {
  const end = historyEnd(cursor, bounds);
  const windows: DayWindow[] = [];
  let to = cursor === null ? bounds.today : addDays(cursor.from, -1);
  while (windows.length < count && to >= end) {
    const from = later(addDays(to, 1 - windowDays), end);
    windows.push({ from, to });
    to = addDays(from, -1);
  }
  return windows;
}

/** The cursor after a window next to what was read has been read too. */
export function extendHistory(
  cursor: HistoryCursor | null,
  window: DayWindow,
  earliestFound: Day | null,
  windowDays: number,
): HistoryCursor {
  const earliest =
    cursor?.earliest && earliestFound ? earlier(cursor.earliest, earliestFound) : (cursor?.earliest ?? earliestFound);
  return { from: window.from, to: cursor?.to ?? window.to, earliest, windowDays };
}

/** How far history is, in months, the present one counted. */
export function historyProgress(cursor: HistoryCursor | null, bounds: HistoryBounds): Progress {
  const end = historyEnd(cursor, bounds);
  const top = later(cursor?.to ?? bounds.today, bounds.today);
  const monthsTotal = monthsIn(end, top);
  const complete = historyComplete(cursor, bounds);
  // A month counts when its first day has been read.
  const whole = cursor === null ? 0 : monthsIn(cursor.from, top) - (cursor.from.endsWith('-01') ? 0 : 1);
  return {
    monthsLoaded: complete ? monthsTotal : Math.min(whole, monthsTotal),
    monthsTotal,
    loadedFrom: cursor?.from ?? null,
    loadedTo: cursor === null ? null : top,
    historyFrom: end,
    complete,
  };
}
