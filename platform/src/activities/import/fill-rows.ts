// What a cell means that has nothing of its own: merged with the one above, or “ditto”. Pure.
import { type Cell, isEmpty, type Line, plainText } from '@illuminate/delivery';

export interface FileRow {
  /** Of the file, as a spreadsheet counts. */
  readonly row: number;
  readonly cells: readonly Cell[];
  /** Positions of cells that one above, merged over several rows, covers. */
  readonly covered: readonly number[];
}

const DITTO = /^(?:["“”″〃]|''|’’|,,|ditto\.?|do\.|(?:same )?as above)$/i;

export const coveredFromAbove = ({ cells, merged = [] }: Pick<Line, 'cells' | 'merged'>): number[] =>
  merged.flatMap(({ from, to, by }) =>
    by === 'above'
      ? Array.from({ length: to - from + 1 }, (_, at) => from + at).filter((at) => isEmpty(cells[at]))
      : [],
  );

/**
 * Rows in which such cells have the value of the cell above.
 * @param isShared whether what is merged in a column holds for each of its rows: a day does, a number of people does not
 */
export function fillRows(rows: readonly FileRow[], isShared: (at: number) => boolean): FileRow[] {
  let above: readonly Cell[] = [];
  return rows.map((row) => {
    const cells = [...row.cells];
    const take = (at: number): void => {
      while (cells.length < at) cells.push(null);
      cells[at] = above[at] ?? null;
    };
    for (const at of row.covered) if (isShared(at)) take(at);
    for (const [at, cell] of row.cells.entries()) {
      if (typeof cell === 'string' && DITTO.test(plainText(cell)) && !isEmpty(above[at])) take(at);
    }
    above = cells;
    return { ...row, cells };
  });
}
