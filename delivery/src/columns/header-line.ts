import { splitRecord } from '../csv/split-record.ts';
import { isEmpty, type Line } from './cells.ts';

/** Lines of title above a header are not more than this. */
export const MOST_TITLE_LINES = 20;

/** The first line that fills about as many cells as most of the first lines do, with texts alone. From 1. */
export function headerLineOf(lines: readonly Line[]): number {
  const filled = ({ cells }: Line): number => cells.filter((cell) => !isEmpty(cell)).length;
  const first = lines.slice(0, MOST_TITLE_LINES);
  const usual = commonest(first.map(filled).filter((count) => count > 0));
  const isFull = (line: Line): boolean => filled(line) > 0 && filled(line) * 10 >= usual * 8;
  const isHeader = (line: Line): boolean =>
    isFull(line) &&
    line.cells.every((cell) => isEmpty(cell) || (typeof cell === 'string' && !/^[\d.,:/£€-]+$/.test(cell.trim())));
  return (first.find(isHeader) ?? first.find(isFull))?.line ?? 1;
}

/** Of figures that are equally common, the greatest. */
function commonest(figures: readonly number[]): number {
  const times = (figure: number): number => figures.filter((other) => other === figure).length;
  return [...new Set(figures)].sort((one, other) => times(other) - times(one) || other - one)[0] ?? 0;
}

/** Titles above a header may hold quotation marks that match nothing: a line with such is split at every separator. */
export function rawLinesOf(text: string, separator: string): Line[] {
  return text
    .split(/\r\n|\n|\r/)
    .slice(0, MOST_TITLE_LINES * 2)
    .map((line, at) => {
      const record = splitRecord(line, 0, separator);
      return { line: at + 1, cells: typeof record === 'string' ? line.split(separator) : record.cells };
    });
}
