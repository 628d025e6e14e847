import type { ReportResult } from '@illuminate/contract';
import { stringify } from 'csv-stringify/sync';
import { notPossibleNow } from '../refusal.ts';

/** What a spreadsheet would run as a formula. A number is none, whatever its sign. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/**
 * A report as a spreadsheet takes it: a text that it would run begins with an apostrophe, negative amounts stay numbers.
 * @throws Refusal not-possible-now where rows are missing: a spreadsheet is never cut
 */
export function reportCsv({ columns, rows, isCut }: Pick<ReportResult, 'columns' | 'rows' | 'isCut'>): string {
  if (isCut) {
    const detail = `The report has more than ${rows.length} rows, and a spreadsheet is never cut.`;
    throw notPossibleNow(detail, 'Ask for more rows (10,000 at most), for a shorter time, or for fewer groups.');
  }
  const header = columns.map(({ label }) => safe(label));
  return stringify([header, ...rows.map((row) => row.map(safe))], { record_delimiter: '\n' });
}

function safe(cell: ReportResult['rows'][number][number]): string {
  if (cell === null) return '';
  const text = String(cell);
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
