import { MISQUOTED, splitRecord, UNFINISHED } from '../csv/split-record.ts';
import { LIMITS } from '../limits.ts';
import type { Line } from './cells.ts';
import type { ColumnMap } from './column-map.ts';
import { unreadable } from './unreadable.ts';

type CsvFile = Extract<ColumnMap['file'], { type: 'csv' }>;
type Bytes = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

const WRITE_RIGHT =
  'Write it as RFC 4180 says: a cell with a separator, a quotation mark or a line break in it stands in quotation marks, and those within it are doubled.';

/** The lines of a CSV file from its header line on, empty ones left out. @throws DeliveryFault part-unreadable */
export async function* csvLines(bytes: Bytes, { encoding, separator, headerLine }: CsvFile): AsyncGenerator<Line> {
  let line = headerLine;
  let held = '';
  for await (const piece of fromLine(wholeLines(decoded(bytes, encoding)), headerLine)) {
    const text = held + piece;
    held = '';
    for (let from = 0; from < text.length; ) {
      const record = splitRecord(text, from, separator);
      if (record === MISQUOTED) throw unreadable('A quotation mark stands where none may.', WRITE_RIGHT, line);
      if (record === UNFINISHED) {
        held = text.slice(from);
        if (held.length > LIMITS.lineBytes) throw unreadable('A quotation mark is never closed.', WRITE_RIGHT, line);
        break;
      }
      if (record.cells.some((cell) => cell !== '')) yield { line, cells: record.cells };
      line += breaksIn(text, from, record.next);
      from = record.next;
    }
  }
  if (held !== '') throw unreadable('A quotation mark is never closed.', WRITE_RIGHT, line);
}

function breaksIn(text: string, from: number, to: number): number {
  let breaks = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) breaks += 1;
  return breaks;
}

async function* decoded(bytes: Bytes, encoding: CsvFile['encoding']): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      const next =
        encoding === 'utf-8'
          ? 'Save it as UTF-8, or say "encoding": "windows-1252" in the map if it comes from a spreadsheet program.'
          : 'Say in the map in which encoding it is written.';
      throw unreadable(`It is not written in ${encoding}.`, next);
    }
  };
  for await (const chunk of bytes) yield decode(chunk);
  yield decode();
}

/** In pieces that end with a line, with line breaks of all kinds as one: lines are counted alike within quotation marks and without. */
async function* wholeLines(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const text of texts) {
    held += text;
    // A return at the end may have its newline in the next piece.
    const end = Math.max(held.lastIndexOf('\n'), held.lastIndexOf('\r', held.length - 2)) + 1;
    if (end > 0) yield held.slice(0, end).replaceAll(/\r\n?/g, '\n');
    held = held.slice(end);
    if (held.length > LIMITS.lineBytes) throw unreadable('A line is longer than 1 MiB.');
  }
  if (held !== '') yield held.replaceAll(/\r\n?/g, '\n');
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
    if (toSkip === 0 && from < text.length) yield text.slice(from);
  }
}
