import type { CoverageMonth } from '@illuminate/contract';

export interface MonthSpan {
  readonly from: string;
  readonly to: string;
}

/** The months of a state, those that follow each other as one span. They come in order and without holes. */
export function spansOf(months: readonly CoverageMonth[], state: CoverageMonth['state']): MonthSpan[] {
  const spans: { from: string; to: string }[] = [];
  let isOpen = false;
  for (const one of months) {
    const span = spans.at(-1);
    if (one.state !== state) isOpen = false;
    else if (isOpen && span !== undefined) span.to = one.month;
    else {
      spans.push({ from: one.month, to: one.month });
      isOpen = true;
    }
  }
  return spans;
}

/** The months as rows of twelve, by year; null where there is no such month. */
export function yearsOf(months: readonly CoverageMonth[]): { year: string; months: (CoverageMonth | null)[] }[] {
  const byMonth = new Map(months.map((one) => [one.month, one]));
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))];
  return years.map((year) => ({
    year,
    months: Array.from({ length: 12 }, (_, at) => byMonth.get(`${year}-${String(at + 1).padStart(2, '0')}`) ?? null),
  }));
}
