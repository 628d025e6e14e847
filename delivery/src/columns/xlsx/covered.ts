import { type Cell, type Covered, isEmpty } from '../cells.ts';
import type { MergedRange } from './merges.ts';

/** A range that is being gone through, and how its lines below the first are told of it. */
interface Active {
  readonly bottom: number;
  readonly covers: Covered & { readonly by: 'above' };
}

const overlaps = ({ covers }: Active, { left, right }: MergedRange): boolean =>
  covers.from <= right && left <= covers.to;

/**
 * Tells row by row, downwards, what the merged cells of a sheet cover. A range costs the same however big it is, and one that lies over
 * another, or has no value, covers nothing.
 * @param ranges from top to bottom
 */
export function createCovered(ranges: readonly MergedRange[]) {
  let next = 0;
  let before = 0;
  let active: readonly Active[] = [];
  let firstEnd = Number.POSITIVE_INFINITY;
  let above: readonly Covered[] = [];
  const keep = (now: readonly Active[]): void => {
    active = now;
    firstEnd = active.reduce((least, { bottom }) => Math.min(least, bottom), Number.POSITIVE_INFINITY);
    above = active.map(({ covers }) => covers);
  };

  return (row: number, cells: readonly Cell[]): readonly Covered[] => {
    // No spreadsheet writes rows upwards.
    if (row <= before) return [];
    before = row;
    if (row > firstEnd) keep(active.filter(({ bottom }) => bottom >= row));
    const begun: Active[] = [];
    for (let range = ranges[next]; range !== undefined && range.top <= row; range = ranges[next]) {
      next += 1;
      // The row in which it began was not there.
      if (range.top < row || isEmpty(cells[range.left])) continue;
      const { bottom, left, right } = range;
      const isOver = (other: Active): boolean => overlaps(other, range);
      if (begun.some(isOver) || active.some(isOver)) continue;
      begun.push({ bottom, covers: { from: left, to: right, by: 'above' } });
    }
    const covered = above;
    if (begun.length === 0) return covered;
    keep([...active, ...begun]);
    return [
      ...covered,
      ...begun.flatMap(({ covers: { from, to } }) => (from < to ? [{ from: from + 1, to, by: 'left' as const }] : [])),
    ];
  };
}
