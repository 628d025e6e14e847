import { isEmpty, type Line } from './cells.ts';

/** Lines of title above a header are not more than this. */
export const MOST_TITLE_LINES = 20;

/** The first line that fills as many cells as any of the first lines, with texts that all differ. From 1. */
export function headerLineOf(lines: readonly Line[]): number {
  const filled = ({ cells }: Line): number => cells.filter((cell) => !isEmpty(cell)).length;
  const first = lines.slice(0, MOST_TITLE_LINES);
  const most = Math.max(0, ...first.map(filled));
  const isHeader = (line: Line): boolean =>
    filled(line) * 10 >= most * 8 &&
    line.cells.every((cell) => isEmpty(cell) || (typeof cell === 'string' && !/^[\d.,:/£€-]+$/.test(cell.trim())));
  return (first.find(isHeader) ?? first.find((line) => filled(line) === most))?.line ?? 1;
}
