// Whether the days of a file lack their year, and what there is to tell which it is. Pure.
import type { Cell } from '@illuminate/delivery';
import type { ImportColumn } from './columns.ts';
import { daysOfCell } from './days-of-cell.ts';
import { lacksYear, readDaysNear } from './days-of-year.ts';
import type { FileRow } from './fill-rows.ts';
import { textOfCell } from './text-of-cell.ts';

export interface DaysOfFile {
  /** As they were typed, one a row. */
  readonly undated: readonly string[];
  /** First days of the other rows, YYYY-MM-DD. */
  readonly dated: readonly string[];
}

/** First days of rows, with their year and without, one row after another. */
export function* daysOfRows(
  rows: readonly FileRow[],
  columns: readonly ImportColumn[],
): Generator<undefined, DaysOfFile> {
  const [from, to] = (['from', 'to'] as const).map((field) => columns.findIndex((one) => one.field === field));
  const undated: string[] = [];
  const dated: string[] = [];
  for (const { cells } of rows) {
    const first = cells[from ?? -1] ?? null;
    const begin = daysOfCell(first) ?? beginBefore(first, cells[to ?? -1] ?? null);
    if (begin !== null) dated.push(begin.from);
    else if (mayLackYear(first)) undated.push(textOfCell(first));
    yield;
  }
  return { undated, dated };
}

/** “25 April”, and “27 April 2026” as the last day. */
export function beginBefore(from: Cell, to: Cell) {
  const last = daysOfCell(to);
  return last === null ? null : readDaysNear(textOfCell(from), last.to, 'before');
}

/** A number is no day without a year: 1.1 may have been 1.10. */
export const mayLackYear = (cell: Cell): boolean => typeof cell === 'string' && lacksYear(textOfCell(cell));
