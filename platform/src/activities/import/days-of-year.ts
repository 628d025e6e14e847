// Days of which nobody typed the year, in a year that is known. Pure.
import { RANGE, type ReadDays, readDays, withoutTime, withoutWeekday } from './read-days.ts';

/** A financial year, or a calendar year, by its first and last day. */
export interface YearSpan {
  readonly startsOn: string;
  readonly endsOn: string;
}

/** A leap year, so that it is no reason that 29 February lacks one, and the one after it. */
const ANY: YearSpan = { startsOn: '2000-01-01', endsOn: '2000-12-31' };

/** Whether what somebody typed is a day, or days, but for the year. */
export const lacksYear = (typed: string): boolean => readDays(typed) === null && readDaysWithin(typed, ANY) !== null;

/** The days of a text that has no year, in the year in which they are the nearest before a day, or after it. Null where it has a year. */
export function readDaysNear(typed: string, day: string, is: 'before' | 'after'): ReadDays | null {
  if (readDays(typed) !== null) return null;
  const year = Number(day.slice(0, 4));
  const near = [year, is === 'before' ? year - 1 : year + 1].map((one) => inYear(typed, one));
  return near.find((days) => days !== null && (is === 'before' ? days.to <= day : days.from >= day)) ?? null;
}

/** The days of a text that has no year, as they are in a year; they may end in the next. Null where it has a year, or is no day of it. */
export function readDaysWithin(typed: string, { startsOn, endsOn }: YearSpan): ReadDays | null {
  if (readDays(typed) !== null || mayBeMonth(typed, { startsOn, endsOn })) return null;
  const years = [...new Set([startsOn, endsOn].map((day) => Number(day.slice(0, 4))))];
  const found = years
    .map((year) => inYear(typed, year))
    .find((days) => days !== null && startsOn <= days.from && days.from <= endsOn);
  if (found != null) return found;
  // “28 Dec – 3 Jan”
  const [first = '', last, ...more] = withoutWeekday(typed).split(RANGE);
  if (last === undefined || more.length > 0) return null;
  const begin = readDaysWithin(first, { startsOn, endsOn });
  const end = begin === null ? null : readDaysNear(last, begin.from, 'after');
  return begin === null || end === null ? null : { from: begin.from, to: end.to };
}

const inYear = (typed: string, year: number): ReadDays | null => {
  const text = withoutWeekday(typed);
  return readDays(`${text} ${year}`) ?? readDays(`${withoutTime(text)} ${year}`);
};

/** “Apr 25” in 2025/26 may be a day as well as a month. */
function mayBeMonth(typed: string, { startsOn, endsOn }: YearSpan): boolean {
  const [, number] = /^[a-z]{3,9}\.? (\d{2})$/i.exec(withoutWeekday(typed)) ?? [];
  return number !== undefined && [startsOn, endsOn].some((day) => day.slice(2, 4) === number);
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const NAMED = /\b(mon|tue|wed|thu|fri|sat|sun)(?:s|rs?|nes|ur|urs)?(?:day)?s?\b/gi;

/** The one weekday that a text names; null where it names none or several. */
export function weekdayNamed(typed: string): string | null {
  const [first, ...more] = [...typed.normalize('NFKC').matchAll(NAMED)].map(([, name = '']) => name.toLowerCase());
  if (first === undefined || more.length > 0) return null;
  return WEEKDAYS.find((weekday) => weekday.toLowerCase().startsWith(first)) ?? null;
}

export const weekdayOf = (day: string): string => WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
