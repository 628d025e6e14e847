import {
  type Cell,
  DeliveryFault,
  type Line,
  NAMING_FIELDS,
  normalHeader,
  plainText,
  type UploadedMap,
} from '@illuminate/delivery';
import { saysTotal } from '../says-total.ts';

const DATES = new Set(['placed_at', 'starts_at', 'counted_on']);

const isBlank = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

const OF_EVENT = new Set(['event_name', 'event_id', 'performance_id']);

/** What stands in the line itself, and not in a merged cell that covers it. */
const isOwn = ({ cells, filled }: Line, at: number): boolean =>
  !isBlank(cells[at]) && (filled === undefined || !filled.includes(at));

/** Whether a cell says in the place of a date that its line is a total. What begins with a digit, as nearly all do, is not looked at. */
function isTotalNotDate(cell: Cell | undefined): boolean {
  if (typeof cell !== 'string') return false;
  const first = cell.charCodeAt(0);
  return !(first >= 0x30 && first <= 0x39) && saysTotal(cell.trim());
}

/** Seen sooner than whether two texts are one header. */
const isAsLong = (one: Cell | undefined, other: Cell | undefined): boolean =>
  plainText(one).length === plainText(other).length;

/** So many names of columns in one line are no values. */
const LEAST_NAMES = 3;
/** Seen sooner than whether all cells of a line are names: nearly no first cell is one. */
const mayName = (cell: Cell | undefined, names: ReadonlySet<string>): boolean =>
  isBlank(cell) || (typeof cell === 'string' && cell.length < 60 && names.has(normalHeader(cell)));

const otherTable = (row: number): DeliveryFault =>
  new DeliveryFault({
    code: 'part-unreadable',
    what: `Row ${row} names the columns anew and in another order, so that a second table begins there.`,
    nextStep: 'Make a file of each table, and upload one after the other.',
    whoActs: 'organisation',
  });

/** What a line is that is none of a file's own. */
export type LeftOut = 'total' | 'heading';

/**
 * Leaves out what a report writes between its lines: totals, and headings such as a quarter's. Only what has no date, so that it could
 * not be loaded anyway: whoever reads what is wrong with a file is not to look through what is right.
 */
export async function* leaveTotalsOut(
  blocks: AsyncGenerator<readonly Line[]>,
  map: UploadedMap,
  onLeftOut: (row: number, kind: LeftOut) => void,
): AsyncGenerator<readonly Line[]> {
  const dates = map.columns.flatMap(({ field }, at) => (DATES.has(field) ? [at] : []));
  let header: readonly Cell[] | null = null;
  const headers = map.columns.map(({ header }) => normalHeader(header));
  // Files that were put together have the names of the columns once for each.
  const isHeaderAgain = (cells: readonly Cell[]): boolean =>
    isAsLong(cells[0], header?.[0]) && headers.every((name, at) => normalHeader(plainText(cells[at])) === name);
  const names = new Set(headers.filter((name) => name !== ''));
  // Of a table below with the same columns in other places every cell would be read as something else.
  const isOtherHeader = (cells: readonly Cell[]): boolean => {
    const told = cells.filter((cell) => !isBlank(cell)).map((cell) => normalHeader(plainText(cell)));
    return told.length >= LEAST_NAMES && told.every((name) => names.has(name)) && !isHeaderAgain(cells);
  };
  // Where each line says what it is of, one that holds words alone in the place of a date is the day's or the week's name.
  const namesEvent = map.columns.some(({ field }) => OF_EVENT.has(field));
  const isDayOver = ({ cells }: Line): boolean =>
    namesEvent &&
    map.columns.length >= LEAST_NAMES &&
    cells.filter((cell) => !isBlank(cell)).length === 1 &&
    dates.some((at) => typeof cells[at] === 'string' && /^\p{L}{3}/u.test(cells[at].trim()));
  // Figures alone, of nothing and of no day, are what the lines above come to.
  const named = map.columns.flatMap(({ field }, at) => (NAMING_FIELDS.has(field) || field.endsWith('_id') ? [at] : []));
  const isUnnamedSum = (cells: readonly Cell[]): boolean =>
    namesEvent &&
    named.every((at) => isBlank(cells[at])) &&
    cells.every((cell) => isBlank(cell) || /^[£€$]?\s?-?[\d.,\s]+%?$/.test(plainText(cell)));
  const isLeft = (line: Line): boolean => {
    const { cells } = line;
    if (header === null) {
      header = cells;
      return false;
    }
    if (mayName(cells[0], names) && isOtherHeader(cells)) throw otherTable(line.line);
    if (isHeaderAgain(cells)) {
      onLeftOut(line.line, 'heading');
      return true;
    }
    if (dates.length === 0) return false;
    if (isDayOver(line) || isUnnamedSum(cells)) {
      onLeftOut(line.line, isDayOver(line) ? 'heading' : 'total');
      return true;
    }
    if (dates.some((at) => isOwn(line, at) && !isTotalNotDate(cells[at]))) return false;
    // A total among the lines of a merged day has its date from there, and its words of its own.
    const isDated = dates.some((at) => !isBlank(cells[at]) && !isTotalNotDate(cells[at]));
    const isTotal = cells.some((cell, at) => (!isDated || isOwn(line, at)) && saysTotal(plainText(cell).trim()));
    const isNone = isTotal || (!isDated && cells.filter((_, at) => isOwn(line, at)).length === 1);
    if (isNone) onLeftOut(line.line, isTotal ? 'total' : 'heading');
    return isNone;
  };
  for await (const block of blocks) yield block.filter((line) => !isLeft(line));
}

/** That a line was left out, as a warning. */
export const leftOut = (row: number): DeliveryFault =>
  new DeliveryFault({
    code: 'record-invalid',
    what: 'The line is a heading or a total, without a date of its own. It is left out.',
    nextStep: 'Nothing has to be done, unless it is a line of its own: then give it its date.',
    row,
  });
