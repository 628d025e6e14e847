// A log's own totals of people, held against the rows that they sum up. Pure.
import type { ImportProposal } from '@illuminate/contract';
import { saysTotal } from '../../uploads/says-total.ts';
import { type ImportColumn, nameOfColumn } from './columns.ts';
import type { FileRow } from './fill-rows.ts';
import { isUnknown, readNumber } from './read-words.ts';
import { textOfCell } from './text-of-cell.ts';

type ProposedRow = ImportProposal['rows'][number];

interface Total {
  readonly row: number;
  readonly written: number;
  /** What the rows above it come to. */
  readonly above: number;
}

/**
 * Rows of a file as they were, with a word at each total that nothing comes to: neither the rows above it, since the beginning or some other
 * total, nor those below it. Where a number cannot be read, nothing is said.
 */
export function compareTotals(
  rows: readonly FileRow[],
  columns: readonly ImportColumn[],
  read: readonly ProposedRow[],
): ProposedRow[] {
  const at = columns.findIndex(({ field }) => field === 'people');
  const totals: Total[] = [];
  let sum = 0;
  for (const [index, { becomes, row }] of read.entries()) {
    const cells = rows[index]?.cells ?? [];
    const typed = textOfCell(cells[at] ?? null);
    const { people, estimate } = readNumber(typed.replace(/^(?:[a-z]+ )?totals?:? */i, '')) ?? {};
    if (becomes !== 'left-out') {
      // Of a range nobody knows what it was summed up as.
      if (estimate === 'middle' || (people === undefined && typed !== '' && !isUnknown(typed))) return [...read];
      sum += people ?? 0;
    } else if (people !== undefined && cells.some((cell) => saysTotal(textOfCell(cell)))) {
      totals.push({ row, written: people, above: sum });
    }
  }
  const wrong = new Map(wrongTotals(totals, sum).map((total) => [total.row, total]));
  return read.map((one) => {
    const total = wrong.get(one.row);
    if (total === undefined) return one;
    const fault = {
      column: nameOfColumn(columns, at),
      value: shown(total.written),
      fault: `is not what the rows come to, which is ${shown(total.near)}`,
      next: 'Rows may be missing, or a number mistyped. It keeps nothing from being stored.',
    };
    return { ...one, faults: [fault, ...one.faults] };
  });
}

function wrongTotals(totals: readonly Total[], sum: number): (Total & { near: number })[] {
  const ends = new Set([...totals.map(({ above }) => above), sum]);
  const begins = new Set([0]);
  let latest = 0;
  return totals.flatMap((total) => {
    const { written, above } = total;
    const isRight = begins.has(above - written) || (written > 0 && ends.has(above + written));
    const sums = above === 0 ? [sum] : [above, above - latest];
    const near = sums.reduce((one, other) => (Math.abs(other - written) < Math.abs(one - written) ? other : one));
    begins.add(above);
    latest = above;
    return isRight ? [] : [{ ...total, near }];
  });
}

const shown = (people: number): string => people.toLocaleString('en-GB');
