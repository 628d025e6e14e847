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

const DAY_MS = 86_400_000;
/** Where spreadsheets begin to count. */
const FIRST_DAYS = [Date.UTC(1899, 11, 30), Date.UTC(1904, 0, 1)];

/** Whether a date of a spreadsheet is a time of day alone, which stands on the day on which its calendar begins. */
export const isTimeAlone = (wall: number): boolean => FIRST_DAYS.includes(Math.floor(wall / DAY_MS) * DAY_MS);

/** A date of a spreadsheet as people read it. */
export function wallText(wall: number): string {
  const text = new Date(wall).toISOString().slice(0, 16).replace('T', ' ');
  return isTimeAlone(wall) ? text.slice(11) : text;
}
