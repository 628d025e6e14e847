import { gunzipSync } from 'node:zlib';
import { LIMITS } from '../limits.ts';
import { type Line, plainText } from './cells.ts';
import type { ColumnMap } from './column-map.ts';
import { type CsvForm, csvForm, refuseSeparator } from './csv-form.ts';
import { csvLines } from './csv-lines.ts';
import { firstLines } from './first-lines.ts';
import { headerLineOf } from './header-line.ts';
import type { Sample } from './suggest.ts';
import { unreadable } from './unreadable.ts';
import { xlsxLines } from './xlsx/xlsx-lines.ts';

const MOST_ROWS = 200;
/** Of workbooks, new and old. */
const BEGINNINGS = [
  [0x50, 0x4b],
  [0xd0, 0xcf, 0x11, 0xe0],
];

export interface SampleOptions {
  readonly sheet?: string | undefined;
  /** Of CSV. Left out: found. */
  readonly encoding?: CsvForm['encoding'] | undefined;
  readonly separator?: CsvForm['separator'] | undefined;
  /** Left out: looked for. */
  readonly headerLine?: number | undefined;
}

/**
 * Looks at the beginning of an export: of which kind it is, where its header is, and some of its rows.
 * @throws DeliveryFault part-unreadable
 */
export async function readSample(given: Uint8Array, options: SampleOptions = {}): Promise<Sample> {
  const { sheet, headerLine } = options;
  const bytes = given[0] === 0x1f && given[1] === 0x8b ? unpacked(given) : given;
  // One byte alone may begin a text as well: a Cyrillic letter begins like an old workbook.
  const isBinary = BEGINNINGS.some((beginning) => beginning.every((byte, at) => bytes[at] === byte));
  const guessed: ColumnMap['file'] = isBinary
    ? { type: 'xlsx', headerLine: 1, ...(sheet === undefined ? {} : { sheet }) }
    : { type: 'csv', headerLine: 1, ...csvForm(bytes, options) };
  if (guessed.type === 'csv' && options.separator !== undefined)
    refuseSeparator(new TextDecoder(guessed.encoding).decode(bytes.subarray(0, LIMITS.lineBytes)), guessed.separator);
  const at = headerLine ?? headerLineOf(await firstLines(bytes, guessed));
  const file = { ...guessed, headerLine: at };
  const lines = await taken(linesOf(bytes, file), MOST_ROWS + 1);
  const [header, ...rows] = lines;
  if (header === undefined) throw unreadable('It has no header line.');
  return {
    file,
    headers: header.cells.map(plainText),
    headerCells: header.cells,
    rows: rows.map(({ cells }) => cells),
  };
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
