const DAY = 86_400_000;

type Next = (period: string) => string;

/** Each form that periods come in, with what follows one of them. */
const FORMS: readonly (readonly [RegExp, Next])[] = [
  [/^\d{4}-\d{2}$/, (month) => dayAfter(`${month}-28`, 4).slice(0, 7)],
  [/^\d{4} Q[1-4]$/, (quarter) => nextQuarter(Number(quarter.slice(0, 4)), Number(quarter.slice(6)))],
  [/^\d{4}\/\d{2}$/, (year) => financialYear(Number(year.slice(0, 4)) + 1)],
  [/^\d{4}$/, (year) => String(Number(year) + 1)],
];
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Periods in the order of time, with those between the first and the last for which there is no row: a line over an axis that leaves
 * months out tells a lie. As they are where they have no form in common, or would be more than `most`.
 */
export function fillPeriods(periods: readonly string[], most: number): readonly string[] {
  const [first, last] = [periods[0], periods.at(-1)];
  const next = stepOf(periods);
  if (next === null || first === undefined || last === undefined) return periods;
  const filled = [first];
  for (let at = first; at !== last; ) {
    at = next(at);
    filled.push(at);
    // A step that does not meet the last of them is none.
    if (filled.length > most) return periods;
  }
  return filled;
}

function stepOf(periods: readonly string[]): Next | null {
  const form = FORMS.find(([pattern]) => periods.every((period) => pattern.test(period)));
  if (form !== undefined) return form[1];
  if (!periods.every((period) => DATE.test(period))) return null;
  // Weeks are called by their Mondays.
  const isByWeek = periods.every((day) => new Date(day).getUTCDay() === 1);
  return (day) => dayAfter(day, isByWeek ? 7 : 1);
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

const nextQuarter = (year: number, quarter: number): string =>
  quarter === 4 ? `${year + 1} Q1` : `${year} Q${quarter + 1}`;

const financialYear = (year: number): string => `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
