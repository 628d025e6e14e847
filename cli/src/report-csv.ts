import type { Output } from '@illuminate/contract';

type ReportResult = Output<'runReport'>;

/** What a spreadsheet would run as a formula. A number is none, whatever its sign. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** A report as comma-separated text: cells that a spreadsheet would take for a formula begin with an apostrophe. */
export function csvOf(columns: ReportResult['columns'], rows: ReportResult['rows']): string {
  const lines = [columns.map(({ label }) => quoted(label)), ...rows.map((row) => row.map(quoted))];
  return lines.map((line) => `${line.join(',')}\n`).join('');
}

function quoted(cell: ReportResult['rows'][number][number]): string {
  if (cell === null) return '';
  const text = String(cell);
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
