/** A date of a spreadsheet: wall time in ms as if it were UTC. */
export interface DateCell {
  readonly wall: number;
}

/** A cell that holds no value, such as #N/A, or a formula that was never worked out. */
export interface FaultyCell {
  readonly fault: 'error' | 'not-worked-out';
}

/** What a cell of a file can hold; null where there is nothing. */
export type Cell = string | number | boolean | DateCell | FaultyCell | null;

/** Cells of a line, by their positions, that a merged cell covers: its value stands above them, or to the left of the first. */
export interface Covered {
  readonly from: number;
  readonly to: number;
  readonly by: 'above' | 'left';
}

/** A line of a file; `line` counts from 1 and is where the line begins. */
export interface Line {
  readonly line: number;
  readonly cells: readonly Cell[];
  /** The same list on lines that are covered alike. Left out: nothing is covered. */
  readonly merged?: readonly Covered[];
  /** Positions of cells that were given the value of the merged cell that covers them. */
  readonly filled?: readonly number[];
}

export function isEmpty(cell: Cell | undefined): boolean {
  return cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
}

/** The words of a header or a marker; a number as it is written. */
export function plainText(cell: Cell | undefined): string {
  if (typeof cell === 'string') return cell.trim();
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}
