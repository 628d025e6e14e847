import {
  type Cell,
  DeliveryFault,
  decimalText,
  isEmpty,
  type Line,
  numberText,
  type UploadedMap,
} from '@illuminate/delivery';
import type { LeftOut } from './leave-totals-out.ts';

/** What each line has of its own, so that a report's total is their sum. Amounts of an order may stand on every line of it. */
const SUMMED = new Set(['tickets', 'income', 'quantity', 'price', 'discount', 'ticket_total']);
/** Of a cell: half a penny's tenth is told apart, what a double leaves beside a decimal is not. */
const SCALE = 10_000;

interface Total {
  readonly row: number;
  readonly written: number;
  /** What the lines above it come to. */
  readonly above: number;
}

interface Summed {
  readonly header: string;
  readonly at: number;
  readonly totals: Total[];
  sum: number;
  /** Whether every cell so far was empty or a number. */
  isWhole: boolean;
}

/**
 * Holds a file's own totals against the lines that they sum up. A total is right if any run of whole groups beside it comes to it: those
 * above it since the beginning or since some other total, or those below it.
 * @param lines all of the file, its header first
 * @param left rows that are no lines of their own, and whether they are totals
 * @returns a warning for each total that nothing comes to
 */
export async function compareTotals(
  lines: AsyncIterable<readonly Line[]>,
  map: UploadedMap,
  left: ReadonlyMap<number, LeftOut>,
): Promise<DeliveryFault[]> {
  // Whether what has been returned is in such a total, and what is not to be read, only its maker knows.
  if (map.ignoreLines !== undefined || map.columns.some(({ field }) => field === 'ticket_status')) return [];
  const columns = map.columns.flatMap(({ field, header }, at): Summed[] =>
    SUMMED.has(field) ? [{ header, at, totals: [], sum: 0, isWhole: true }] : [],
  );
  if (columns.length === 0) return [];
  let isHeader = true;
  for await (const block of lines) {
    for (const line of block) {
      const kind = left.get(line.line);
      if (!isHeader && kind !== 'heading') for (const column of columns) add(column, line, kind === 'total', map);
      isHeader = false;
    }
  }
  return columns.flatMap(wrongTotals);
}

function add(column: Summed, { line, cells }: Line, isTotal: boolean, map: UploadedMap): void {
  const cell = cells[column.at];
  if (isEmpty(cell)) return;
  const value = scaled(cell ?? null, map);
  if (isTotal) {
    if (value !== null) column.totals.push({ row: line, written: value, above: column.sum });
  } else if (value === null) column.isWhole = false;
  else column.sum += value;
}

function scaled(cell: Cell, { numbers }: UploadedMap): number | null {
  const text =
    typeof cell === 'number' ? numberText(cell, 6) : typeof cell === 'string' ? decimalText(cell, numbers) : null;
  return text === null ? null : Math.round(Number(text) * SCALE);
}

function wrongTotals({ header, totals, sum, isWhole }: Summed): DeliveryFault[] {
  if (!isWhole) return [];
  const ends = new Set([...totals.map(({ above }) => above), sum]);
  const begins = new Set([0]);
  let latest = 0;
  return totals.flatMap(({ row, written, above }) => {
    const isRight = begins.has(above - written) || (written > 0 && ends.has(above + written));
    const near = nearest(written, above === 0 ? [sum] : [above, above - latest]);
    begins.add(above);
    latest = above;
    return isRight ? [] : [differs({ header, row, written, near })];
  });
}

const nearest = (written: number, sums: readonly number[]): number =>
  sums.reduce((one, other) => (Math.abs(other - written) < Math.abs(one - written) ? other : one));

const shown = (value: number): string => (value / SCALE).toLocaleString('en-GB', { maximumFractionDigits: 2 });

function differs(found: { header: string; row: number; written: number; near: number }): DeliveryFault {
  const { header, row, written, near } = found;
  return new DeliveryFault({
    code: 'totals-differ',
    what: `The file says that the total of ${header.trim()} is ${shown(written)}; its lines come to ${shown(near)}.`,
    nextStep: 'Hold the file against the report that it was made from: lines may be missing, or a number mistyped.',
    row,
    field: header,
  });
}
