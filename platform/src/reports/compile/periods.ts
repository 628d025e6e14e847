import type { Period } from '@illuminate/contract';

// Wall time in ms, as if it were UTC: days of 24 hours, whatever the clocks do.
const DAY = 86_400_000;

interface Span {
  /** Included. */
  readonly from: number;
  /** Excluded. */
  readonly to: number;
}

/** The whole period of a kind that a day is in, moved by so many periods: 0 this one, −1 the one before. */
export function periodOf(day: number, unit: Period, move: number, financialYearStart: number): Span {
  const date = new Date(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (unit) {
    case 'day':
      return { from: day + move * DAY, to: day + (move + 1) * DAY };
    case 'week': {
      const monday = day - ((date.getUTCDay() + 6) % 7) * DAY;
      return { from: monday + move * 7 * DAY, to: monday + (move + 1) * 7 * DAY };
    }
    case 'month':
      return months(year, month + move, 1);
    case 'quarter':
      return months(year, month - (month % 3) + move * 3, 3);
    case 'year':
      return months(year + move, 0, 12);
    case 'financial-year': {
      const start = financialYearStart - 1;
      return months(year + (month < start ? -1 : 0) + move, start, 12);
    }
  }
}

function months(year: number, month: number, count: number): Span {
  return { from: Date.UTC(year, month, 1), to: Date.UTC(year, month + count, 1) };
}

/** A day moved by whole units; the last day of the month where the day does not exist there. */
function moveDay(day: number, count: number, unit: Period): number {
  if (unit === 'day') return day + count * DAY;
  if (unit === 'week') return day + count * 7 * DAY;
  const each = { month: 1, quarter: 3, year: 12, 'financial-year': 12 }[unit];
  const date = new Date(day);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count * each, 1);
  const length = new Date(
    Date.UTC(new Date(first).getUTCFullYear(), new Date(first).getUTCMonth() + 1, 0),
  ).getUTCDate();
  return first + (Math.min(date.getUTCDate(), length) - 1) * DAY;
}

/** So many units up to and with today, or from tomorrow on. */
export function spanOf(today: number, op: 'inLast' | 'inNext', count: number, unit: Period): Span {
  const tomorrow = today + DAY;
  return op === 'inLast'
    ? { from: moveDay(tomorrow, -count, unit), to: tomorrow }
    : { from: tomorrow, to: moveDay(tomorrow, count, unit) };
}
