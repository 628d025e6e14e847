// Financial years and their quarters, as days. Pure.

export interface FinancialYear {
  /** "2026/27", or "2026" where it is a calendar year. */
  readonly label: string;
  /** YYYY-MM-DD. */
  readonly startsOn: string;
  /** Included. */
  readonly endsOn: string;
}

export interface Quarter {
  /** 1 to 4. */
  readonly quarter: number;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** The first day of a month, counted from January of a year as 0, over the ends of years. */
const firstOf = (year: number, month: number): string => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
const lastOf = (year: number, month: number): string =>
  new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10);

function yearOf(day: string, startMonth: number): number {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return month < startMonth ? year - 1 : year;
}

/** The financial year that a day is in; `startMonth` is 1 to 12. */
export function financialYearOf(day: string, startMonth: number): FinancialYear {
  const year = yearOf(day, startMonth);
  const label = startMonth === 1 ? String(year) : `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
  return { label, startsOn: firstOf(year, startMonth - 1), endsOn: lastOf(year, startMonth + 10) };
}

/** Its four quarters in order. */
export function quartersOf(day: string, startMonth: number): Quarter[] {
  const year = yearOf(day, startMonth);
  return [0, 1, 2, 3].map((at) => ({
    quarter: at + 1,
    startsOn: firstOf(year, startMonth - 1 + at * 3),
    endsOn: lastOf(year, startMonth + 1 + at * 3),
  }));
}

/** The quarter that a day is in. */
export function quarterOf(day: string, startMonth: number): Quarter {
  const found = quartersOf(day, startMonth).find(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn);
  if (found === undefined) throw new TypeError('every day is in a quarter');
  return found;
}
