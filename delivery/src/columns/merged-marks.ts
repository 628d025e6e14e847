import type { Covered, Line } from './cells.ts';

/**
 * How a CSV says what only a workbook can: that an empty cell is part of the merged cell above it, or to its left. These characters are
 * for use within programs alone, and no text has them.
 */
export const MERGED_MARKS = { above: '\ufdd0', left: '\ufdd1' } as const satisfies Record<Covered['by'], string>;

const byOf = (cell: unknown): Covered['by'] | null =>
  cell === MERGED_MARKS.above ? 'above' : cell === MERGED_MARKS.left ? 'left' : null;

export const hasMarks = (text: string): boolean =>
  text.includes(MERGED_MARKS.above) || text.includes(MERGED_MARKS.left);

/** Lines in which cells with a mark are empty, and known to be covered. */
export function withoutMarks(lines: readonly Line[]): Line[] {
  return lines.flatMap((line) => {
    const merged: Covered[] = [];
    const cells = line.cells.map((cell, at) => {
      const by = byOf(cell);
      if (by === null) return cell;
      const before = merged.at(-1);
      if (before?.by === by && before.to === at - 1) merged[merged.length - 1] = { ...before, to: at };
      else merged.push({ from: at, to: at, by });
      return '';
    });
    if (merged.length === 0) return [line];
    return cells.every((cell) => cell === '') ? [] : [{ ...line, cells, merged }];
  });
}
