import type { Cell } from '@illuminate/delivery/cells';
import { numberText } from '@illuminate/delivery/number-text';

/** What of its dates a column uses: a day alone, a time of day alone, or both. */
export type DateShape = 'day' | 'time' | 'both';

const DAY_MS = 86_400_000;
/** Where spreadsheets begin to count: a time of day alone stands on it. */
const FIRST_DAYS = [Date.UTC(1899, 11, 30), Date.UTC(1904, 0, 1)];
/** As many as any currency has. */
const MOST_DECIMALS = 4;

/** What one date uses. */
export function shapeOf(wall: number): DateShape {
  if (wall % DAY_MS === 0) return 'day';
  return FIRST_DAYS.includes(Math.floor(wall / DAY_MS) * DAY_MS) ? 'time' : 'both';
}

/** What a column uses that holds dates of both kinds. */
export const bothShapes = (one: DateShape | undefined, other: DateShape): DateShape =>
  one === undefined || one === other ? other : 'both';

/** A cell as a CSV holds it: dates as ISO 8601 without a zone, numbers with a decimal point. */
export function cellText(cell: Cell | undefined, shape: DateShape = 'both'): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'boolean') return String(cell);
  if (typeof cell === 'number') return decimalOf(cell);
  // Said in its place, so that the line is refused with its number instead of being read as empty.
  if ('fault' in cell) return '#N/A';
  const text = new Date(cell.wall).toISOString();
  if (shape === 'day') return text.slice(0, 10);
  return shape === 'time' ? text.slice(11, 19) : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

function decimalOf(value: number): string {
  const exact = numberText(value, Number.isInteger(value) ? 0 : MOST_DECIMALS);
  if (exact === null) return String(value);
  const shortest = exact.includes('.') ? exact.replace(/\.?0+$/, '') : exact;
  // As a text "1.204" may be a thousand and more; a workbook's number is none.
  return /\.\d{3}$/.test(shortest) ? `${shortest}0` : shortest;
}
