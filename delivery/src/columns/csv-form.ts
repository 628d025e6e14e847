import { splitRecord } from '../csv/split-record.ts';
import { MOST_TITLE_LINES } from './header-line.ts';
import { unreadable } from './unreadable.ts';

const SEPARATORS = [',', ';', '\t', '|'] as const;
const HEAD_BYTES = 64 * 1024;

export interface CsvForm {
  readonly encoding: 'utf-8' | 'windows-1252' | 'macintosh' | 'utf-16le' | 'utf-16be';
  readonly separator: (typeof SEPARATORS)[number];
}

/** In which encoding a CSV file is written and what separates its cells, from its beginning or from all of it. What is said stays. */
export function csvForm(
  bytes: Uint8Array,
  said: { readonly [Name in keyof CsvForm]?: CsvForm[Name] | undefined } = {},
): CsvForm {
  const encoding = said.encoding ?? encodingOf(bytes);
  const head = firstLines(new TextDecoder(encoding).decode(bytes.subarray(0, HEAD_BYTES)));
  const score = (separator: string): number => {
    const counts = head.map((line) => line.split(separator).length - 1).filter((count) => count > 0);
    return counts.reduce((sum, count) => sum + count, 0);
  };
  const separator =
    said.separator ??
    fittingSeparator(head)?.separator ??
    SEPARATORS.toSorted((one, other) => score(other) - score(one))[0] ??
    ',';
  return { encoding, separator };
}

type Separator = CsvForm['separator'];
const LEAST_LINES = 2;
const NAMES: Readonly<Record<Separator, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'upright strokes',
};

interface Fitting {
  readonly separator: Separator;
  /** The first line that it cuts into as many cells as most. */
  readonly header: string;
}

/** The separator that cuts nearly all of these lines into equally many cells; of several, that which makes the most. */
function fittingSeparator(lines: readonly string[]): Fitting | null {
  const written = lines.filter((line) => line.trim() !== '');
  let best: (Fitting & { readonly cells: number }) | null = null;
  for (const separator of SEPARATORS) {
    const counts = written.map((line) => cellsIn(line, separator));
    const cells = Math.max(0, ...counts);
    const steady = counts.filter((count) => count === cells).length;
    if (cells < 2 || cells <= (best?.cells ?? 0) || steady < Math.max(LEAST_LINES, counts.length * 0.8)) continue;
    best = { separator, cells, header: written[counts.indexOf(cells)] ?? '' };
  }
  return best;
}

function cellsIn(line: string, separator: string): number {
  const record = splitRecord(line, 0, separator);
  return typeof record === 'string' ? 0 : record.cells.length;
}

/**
 * Refuses a separator that leaves the names of all columns in one cell, where another one fits the lines.
 * @param text the beginning of the file
 * @throws DeliveryFault part-unreadable
 */
export function refuseSeparator(text: string, separator: Separator): void {
  const fitting = fittingSeparator(firstLines(text));
  if (fitting === null || fitting.separator === separator || cellsIn(fitting.header, separator) > 1) return;
  const name = NAMES[fitting.separator];
  throw unreadable(
    `Its columns are not parted by ${NAMES[separator]}: they seem to be parted by ${name}.`,
    `Choose ${name} as what stands between columns.`,
  );
}

const firstLines = (text: string): string[] => text.split(/\r\n|\n|\r/).slice(0, MOST_TITLE_LINES * 2);

/** By its mark, by the zeros between letters that UTF-16 has, by what is no UTF-8. */
function encodingOf(bytes: Uint8Array): CsvForm['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 4096);
  let [even, odd] = [0, 0];
  for (const [at, byte] of head.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  if (odd * 5 > head.length && even * 20 < head.length) return 'utf-16le';
  if (even * 5 > head.length && odd * 20 < head.length) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : oneByteEncoding(bytes);
}

/** Letters and quotation marks that old Macs write, where Windows has letters that hardly any name holds, or nothing. */
const OF_MACS = new Set([0x81, 0x83, 0x87, 0x88, 0x89, 0x8a, 0x8d, 0x8e, 0x8f, 0x90, 0x9d, 0x9f, 0xd2, 0xd3, 0xd5]);

/** Of a text that is no UTF-8: which of the two encodings of one byte a letter it is in, by the letters that it would have in either. */
export function oneByteEncoding(bytes: Uint8Array): 'windows-1252' | 'macintosh' {
  let [mac, windows] = [0, 0];
  for (const byte of bytes) {
    if (OF_MACS.has(byte)) mac += 1;
    else if (byte >= 0xdf) windows += 1;
  }
  return mac > windows ? 'macintosh' : 'windows-1252';
}

/** A character that the end cuts through is none that is wrong. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
