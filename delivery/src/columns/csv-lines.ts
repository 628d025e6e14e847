import { MISQUOTED, splitRecord, UNFINISHED } from '../csv/split-record.ts';
import { LIMITS } from '../limits.ts';
import type { Line } from './cells.ts';
import type { ColumnMap } from './column-map.ts';
import { type Bytes, decodedLines } from './decoded-lines.ts';
import { hasMarks, withoutMarks } from './merged-marks.ts';
import { unreadable } from './unreadable.ts';

type CsvFile = Extract<ColumnMap['file'], { type: 'csv' }>;

const WRITE_RIGHT =
  'Write it as RFC 4180 says: a cell with a separator, a quotation mark or a line break in it stands in quotation marks, and those within it are doubled.';
/** Lines are handed on so many at a time: one at a time, half of the reading would be waiting. */
const LINES_AT_ONCE = 1_000;

/** The lines of a CSV file from its header line on, empty ones left out. @throws DeliveryFault part-unreadable */
export async function* csvLines(bytes: Bytes, file: CsvFile): AsyncGenerator<Line> {
  for await (const block of csvLineBlocks(bytes, file)) yield* block;
}

/** As `csvLines`, some lines at a time. @throws DeliveryFault part-unreadable, after the lines above the fault */
export async function* csvLineBlocks(
  bytes: Bytes,
  { encoding, separator, headerLine }: CsvFile,
): AsyncGenerator<Line[]> {
  let line = headerLine;
  let held = '';
  for await (const piece of fromLine(decodedLines(bytes, encoding), headerLine)) {
    const text = held + piece;
    held = '';
    let block: Line[] = [];
    const isMarked = hasMarks(text);
    const ready = (lines: Line[]): Line[] => (isMarked ? withoutMarks(lines) : lines);
    const plain = plainSplitter(text, separator);
    let quote = text.indexOf('"');
    for (let from = 0; from < text.length; ) {
      if (block.length >= LINES_AT_ONCE) {
        yield ready(block);
        block = [];
      }
      const newline = text.indexOf('\n', from);
      const end = newline < 0 ? text.length : newline;
      if (quote < 0 || quote >= end) {
        const cells = plain(from, end);
        if (cells !== null) block.push({ line, cells });
        line += 1;
        from = end + 1;
        continue;
      }
      const record = splitRecord(text, from, separator);
      if (record === UNFINISHED) {
        held = text.slice(from);
        break;
      }
      if (record === MISQUOTED) {
        if (block.length > 0) yield ready(block);
        throw unreadable('A quotation mark stands where none may.', WRITE_RIGHT, line);
      }
      if (record.cells.some((cell) => cell !== '')) block.push({ line, cells: record.cells });
      line += breaksIn(text, from, record.next);
      from = record.next;
      quote = text.indexOf('"', from);
    }
    if (block.length > 0) yield ready(block);
    if (held.length > LIMITS.lineBytes) throw unreadable('A quotation mark is never closed.', WRITE_RIGHT, line);
  }
  if (held !== '') throw unreadable('A quotation mark is never closed.', WRITE_RIGHT, line);
}

/** Splits lines without a quotation mark, one after another down the text; null for one whose cells are all empty. */
function plainSplitter(text: string, separator: string): (from: number, end: number) => string[] | null {
  // Looked for once: in a text with few separators, looking anew for each line would read it again and again.
  let next = -1;
  return (from, end) => {
    const cells: string[] = [];
    let isEmpty = true;
    for (let at = from; ; ) {
      if (next < at) {
        const found = text.indexOf(separator, at);
        next = found < 0 ? text.length : found;
      }
      const stop = next < end ? next : end;
      if (stop > at) isEmpty = false;
      cells.push(text.slice(at, stop));
      if (stop === end) return isEmpty ? null : cells;
      at = stop + 1;
    }
  };
}

function breaksIn(text: string, from: number, to: number): number {
  let breaks = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) breaks += 1;
  return breaks;
}

/** What begins at a line; the lines above may hold anything, quotation marks that match nothing too. */
async function* fromLine(texts: AsyncIterable<string>, line: number): AsyncGenerator<string> {
  let toSkip = line - 1;
  for await (const text of texts) {
    let from = 0;
    while (toSkip > 0) {
      const end = text.indexOf('\n', from);
      if (end < 0) break;
      from = end + 1;
      toSkip -= 1;
    }
    if (toSkip === 0 && from < text.length) yield from === 0 ? text : text.slice(from);
  }
}
