import { type Cell, isTimeAlone } from '@illuminate/delivery/cells';
import { numberText } from '@illuminate/delivery/number-text';

/** What of its dates a column uses: a day alone, a time of day alone, or both. */
export type DateShape = 'day' | 'time' | 'both';

const DAY_MS = 86_400_000;
/** As many as any currency has. */
const MOST_DECIMALS = 4;

/** What one date uses; null for a zero, which is midnight among times, and a day that was left empty among days. */
export function shapeOf(wall: number): DateShape | null {
  if (isTimeAlone(wall)) return wall % DAY_MS === 0 ? null : 'time';
  return wall % DAY_MS === 0 ? 'day' : 'both';
}

/** What a column uses that holds dates of both kinds. */
export function bothShapes(one: DateShape | undefined, other: DateShape | null): DateShape | undefined {
  if (one === undefined || other === null) return other ?? one;
  return one === other ? other : 'both';
}

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

/** A cell as it is shown: a time alone without the day that a spreadsheet keeps it on, and none with seconds that it does not have. */
export function shownText(cell: Cell | undefined, shape?: DateShape): string {
  if (typeof cell !== 'object' || cell === null || !('wall' in cell)) return cellText(cell);
  const own = shapeOf(cell.wall) ?? shape ?? 'time';
  return cellText(cell, shape === undefined || own === 'time' ? own : shape).replace(/(:\d\d):00$/, '$1');
}

function decimalOf(value: number): string {
  const exact = numberText(value, Number.isInteger(value) ? 0 : MOST_DECIMALS);
  if (exact === null) return String(value);
  const shortest = exact.includes('.') ? exact.replace(/\.?0+$/, '') : exact;
  // As a text "1.204" may be a thousand and more; a workbook's number is none.
  return /\.\d{3}$/.test(shortest) ? `${shortest}0` : shortest;
}
