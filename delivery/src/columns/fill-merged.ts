import { type Cell, type Covered, isEmpty, type Line } from './cells.ts';
import type { ColumnMap } from './column-map.ts';
import { formOf, NAMING_FIELDS } from './fields.ts';

/** A covered cell, and where its value is: in the line above, or in another column of its own line. */
interface Fill {
  readonly at: number;
  readonly from: number;
  readonly by: Covered['by'];
}

/**
 * Gives empty cells the value of the merged cell that covers them, down a column, and to the right from one text to another: only in
 * columns that name things, see `NAMING_FIELDS`. The first line is the header's.
 */
export async function* fillMerged(
  blocks: AsyncGenerator<readonly Line[]>,
  { records, columns }: Pick<ColumnMap, 'records' | 'columns'>,
): AsyncGenerator<readonly Line[]> {
  const naming = columns.flatMap(({ field }, at) => (NAMING_FIELDS.has(field) ? [at] : []));
  const texts = new Set(naming.filter((at) => formOf(records, columns[at]?.field ?? '') === 'text'));
  const fillsOf = (merged: readonly Covered[]): Fill[] => {
    const fills: Fill[] = [];
    for (const { from, to, by } of merged) {
      for (const at of naming) {
        if (at < from || at > to) continue;
        if (by === 'above') fills.push({ at, from: at, by });
        else if (texts.has(at) && texts.has(from - 1)) fills.push({ at, from: from - 1, by });
      }
    }
    return fills;
  };
  let header: Line | null = null;
  let above: readonly Cell[] = [];
  let known: { readonly merged: readonly Covered[]; readonly fills: readonly Fill[] } = { merged: [], fills: [] };

  const filled = (line: Line): Line => {
    if (header === null) {
      header = line;
      return line;
    }
    const { merged } = line;
    if (merged === undefined) {
      above = line.cells;
      return line;
    }
    if (known.merged !== merged) known = { merged, fills: fillsOf(merged) };
    const cells = [...line.cells];
    const places: number[] = [];
    for (const { at, from, by } of known.fills) {
      const value = (by === 'above' ? above : cells)[from];
      if (!isEmpty(cells[at]) || value === undefined || isEmpty(value)) continue;
      while (cells.length < at) cells.push(null);
      cells[at] = value;
      places.push(at);
    }
    above = cells;
    return places.length === 0 ? line : { ...line, cells, filled: places };
  };
  for await (const block of blocks) yield block.map(filled);
}
