import { splitRecord } from '../csv/split-record.ts';
import { type Cell, isEmpty, type Line } from './cells.ts';

/** Lines of title above a header are not more than this. */
export const MOST_TITLE_LINES = 20;

/**
 * The first line that fills about as many cells as most of the first lines do, with texts alone. From 1. Of two lines of names, titles of
 * groups over the names of their columns, it is the second: names that are merged down into it are its own.
 */
export function headerLineOf(lines: readonly Line[]): number {
  const filled = ({ cells }: Line): number => cells.filter((cell) => !isEmpty(cell)).length;
  const first = withNamesFromAbove(lines.slice(0, MOST_TITLE_LINES));
  const counts = first.map(filled);
  // Titles and signatures stand alone in their lines, and a short table may have more of them than lines.
  const least = counts.some((count) => count > 1) ? 2 : 1;
  const usual = commonest(counts.filter((count) => count >= least));
  const isFull = (line: Line): boolean => filled(line) > 0 && filled(line) * 10 >= usual * 8;
  const isHeader = (line: Line): boolean =>
    isFull(line) &&
    line.cells.every((cell) => isEmpty(cell) || (typeof cell === 'string' && !/^[\d.,:/£€-]+$/.test(cell.trim())));
  const found = first.findIndex(isHeader);
  const below = first[found + 1];
  const isOfGroups = first[found]?.merged?.some(({ by }) => by === 'left') === true;
  const header = isOfGroups && below !== undefined && isHeader(below) ? below : first[found];
  return (header ?? first.find(isFull))?.line ?? 1;
}

function withNamesFromAbove(lines: readonly Line[]): Line[] {
  let above: readonly Cell[] = [];
  return lines.map((line) => {
    const spans = line.merged?.filter(({ by }) => by === 'above') ?? [];
    const isFromAbove = (at: number): boolean => spans.some(({ from, to }) => from <= at && at <= to);
    const cells = Array.from({ length: Math.max(line.cells.length, spans.length === 0 ? 0 : above.length) }, (_, at) =>
      isEmpty(line.cells[at]) && isFromAbove(at) ? (above[at] ?? null) : (line.cells[at] ?? null),
    );
    above = cells;
    return { ...line, cells };
  });
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
