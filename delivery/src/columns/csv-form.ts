import { MOST_TITLE_LINES } from './header-line.ts';

const SEPARATORS = [',', ';', '\t'] as const;
const HEAD_BYTES = 64 * 1024;

export interface CsvForm {
  readonly encoding: 'utf-8' | 'windows-1252' | 'utf-16le';
  readonly separator: (typeof SEPARATORS)[number];
}

/** In which encoding a CSV file is written and what separates its cells, from its beginning or from all of it. */
export function csvForm(bytes: Uint8Array): CsvForm {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : isUtf8(bytes) ? 'utf-8' : 'windows-1252';
  const head = new TextDecoder(encoding)
    .decode(bytes.subarray(0, HEAD_BYTES))
    .split(/\r\n|\n|\r/)
    .slice(0, MOST_TITLE_LINES * 2);
  const score = (separator: string): number => {
    const counts = head.map((line) => line.split(separator).length - 1).filter((count) => count > 0);
    return counts.reduce((sum, count) => sum + count, 0);
  };
  const separator = SEPARATORS.toSorted((one, other) => score(other) - score(one))[0] ?? ',';
  return { encoding, separator };
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
