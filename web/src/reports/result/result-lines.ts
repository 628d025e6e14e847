import type { ResultLine } from '@illuminate/contract';
import type { Sorting } from '../sort-rows.ts';
import type { Cell, Column } from './cell-states.ts';

type Row = readonly Cell[];

const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

function compare(one: Cell, other: Cell, { type }: Column): number {
  if (type === 'text' || type === 'id') return collator.compare(String(one), String(other));
  // Amounts come as text; moments and periods sort as the texts that they are.
  const [a, b] = [Number(one), Number(other)];
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  return String(one) < String(other) ? -1 : Number(String(one) > String(other));
}

/** Rows by one column; what is missing comes last either way, equals keep their order. `column` is the place of it, as text. */
export function sortedRows(rows: readonly Row[], columns: readonly Column[], sorting: Sorting | null): readonly Row[] {
  const at = Number(sorting?.column ?? -1);
  const column = columns[at];
  if (sorting === null || column === undefined) return rows;
  const sign = sorting.direction === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [a, b] = [one[at] ?? null, other[at] ?? null];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * compare(a, b, column);
  });
}

export interface PageOfLines {
  readonly lines: readonly ResultLine[];
  /** Both counted from one. */
  readonly page: number;
  readonly pages: number;
}

/** One page of the lines; a page beyond the last is the last. */
export function pageOf(lines: readonly ResultLine[], page: number, size: number): PageOfLines {
  const pages = Math.max(1, Math.ceil(lines.length / size));
  const shown = Math.min(Math.max(1, page), pages);
  return { lines: lines.slice((shown - 1) * size, shown * size), page: shown, pages };
}
