import { isUtf8 } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { LIMITS } from '../limits.ts';
import { type Cell, isEmpty, type Line, plainText } from './cells.ts';
import type { ColumnMap } from './column-map.ts';
import { csvLines } from './csv-lines.ts';
import type { Sample } from './suggest.ts';
import { unreadable } from './unreadable.ts';
import { xlsxLines } from './xlsx/xlsx-lines.ts';

/** Lines of title above a header are not more than this. */
const MOST_TITLE_LINES = 20;
const MOST_ROWS = 200;

export interface SampleOptions {
  readonly sheet?: string;
  /** Left out: looked for. */
  readonly headerLine?: number;
}

/**
 * Looks at the beginning of an export: of which kind it is, where its header is, and some of its rows.
 * @throws DeliveryFault part-unreadable
 */
export async function readSample(given: Uint8Array, { sheet, headerLine }: SampleOptions = {}): Promise<Sample> {
  const bytes = given[0] === 0x1f && given[1] === 0x8b ? unpacked(given) : given;
  const isBinary = (bytes[0] === 0x50 && bytes[1] === 0x4b) || bytes[0] === 0xd0;
  const guessed: ColumnMap['file'] = isBinary
    ? { type: 'xlsx', headerLine: 1, ...(sheet === undefined ? {} : { sheet }) }
    : { type: 'csv', headerLine: 1, ...csvForm(bytes) };
  const at =
    headerLine ??
    headerOf(
      await taken(guessed.type === 'csv' ? rawLines(bytes, guessed) : xlsxLines(bytes, guessed), MOST_TITLE_LINES * 2),
    );
  const file = { ...guessed, headerLine: at };
  const lines = await taken(linesOf(bytes, file), MOST_ROWS + 1);
  const [header, ...rows] = lines;
  if (header === undefined) throw unreadable('It has no header line.');
  return { file, headers: header.cells.map(plainText), rows: rows.map(({ cells }) => cells) };
}

function unpacked(bytes: Uint8Array): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: LIMITS.unpackedBytes });
  } catch {
    throw unreadable('It is not gzip, or is bigger unpacked than a part may be.');
  }
}

function linesOf(bytes: Uint8Array, file: ColumnMap['file']): AsyncGenerator<Line> {
  return file.type === 'csv' ? csvLines([bytes], file) : xlsxLines(bytes, file);
}

async function taken(lines: AsyncIterable<Line>, most: number): Promise<Line[]> {
  const found: Line[] = [];
  for await (const line of lines) {
    found.push(line);
    if (found.length >= most) break;
  }
  return found;
}

/** Titles above a header may hold quotation marks that match nothing; for finding it, lines are split at the separator. */
async function* rawLines(
  bytes: Uint8Array,
  { encoding, separator }: Extract<ColumnMap['file'], { type: 'csv' }>,
): AsyncGenerator<Line> {
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, LIMITS.lineBytes));
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) yield { line: at + 1, cells: line.split(separator) };
}

/** The first line that fills as many cells as any of the first lines, with texts that all differ. */
function headerOf(lines: readonly Line[]): number {
  const filled = ({ cells }: Line): number => cells.filter((cell: Cell) => !isEmpty(cell)).length;
  const first = lines.slice(0, MOST_TITLE_LINES);
  const most = Math.max(0, ...first.map(filled));
  const isHeader = (line: Line): boolean =>
    filled(line) * 10 >= most * 8 &&
    line.cells.every((cell) => isEmpty(cell) || (typeof cell === 'string' && !/^[\d.,:/£€-]+$/.test(cell.trim())));
  return (first.find(isHeader) ?? first.find((line) => filled(line) === most))?.line ?? 1;
}

const SEPARATORS = [',', ';', '\t'] as const;

function csvForm(bytes: Uint8Array): {
  encoding: 'utf-8' | 'windows-1252' | 'utf-16le';
  separator: (typeof SEPARATORS)[number];
} {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : isUtf8(bytes) ? 'utf-8' : 'windows-1252';
  const head = new TextDecoder(encoding)
    .decode(bytes.subarray(0, 64 * 1024))
    .split(/\r\n|\n|\r/)
    .slice(0, MOST_TITLE_LINES * 2);
  const score = (separator: string): number => {
    const counts = head.map((line) => line.split(separator).length - 1).filter((count) => count > 0);
    return counts.reduce((sum, count) => sum + count, 0);
  };
  const separator = SEPARATORS.toSorted((one, other) => score(other) - score(one))[0] ?? ',';
  return { encoding, separator };
}
