import type { UploadProposal } from '@illuminate/contract';
import { type Cell, personalLook } from '@illuminate/delivery';

/** As many rows as are shown, to see how a file is read. */
const ROWS = 5;
const LONGEST = 60;

/** Long texts end where nobody reads on. */
export const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** The first rows, a text for each column; null where the column or the value looks personal. */
export function sampleRows(
  rows: readonly (readonly Cell[])[],
  columns: UploadProposal['columns'],
  textOf: (cell: Cell | undefined) => string,
): (string | null)[][] {
  return rows.slice(0, ROWS).map((cells) =>
    columns.map(({ personal }, at) => {
      const text = textOf(cells[at]).trim();
      return personal === null && personalLook(text) === null ? cut(text) : null;
    }),
  );
}
