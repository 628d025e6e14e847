const DAY_MS = 86_400_000;

/** A local day, "YYYY-MM-DD". Such texts sort as the days do. */
export type Day = string;

/** The day of a wall time (ms read as UTC). */
export function dayOf(wall: number): Day {
  return new Date(wall).toISOString().slice(0, 10);
}

/** Midnight of a day as wall time. */
export function wallOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function addDays(day: Day, days: number): Day {
  return dayOf(wallOf(day) + days * DAY_MS);
}

/** The same day some months on (or back), or the last day of a shorter month. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return dayOf(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last)));
}

/** How many days from one to another, both counted. */
export function daysIn({ from, to }: { from: Day; to: Day }): number {
  return Math.round((wallOf(to) - wallOf(from)) / DAY_MS) + 1;
}

/** How many calendar months from one day's to another's, both counted. */
export function monthsIn(from: Day, to: Day): number {
  const index = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return index(to) - index(from) + 1;
}

export const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
export const later = (a: Day, b: Day): Day => (a > b ? a : b);
