import { unreadable } from '../unreadable.ts';
import type { PackageParts } from './package-parts.ts';

/** A merged cell: rows from 1, columns by their positions from 0. Its value stands in its first row and column. */
export interface MergedRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A sheet's merged cells stand behind its rows, at most so many characters of them are looked at. */
const MOST_TAIL = 8 * 1024 * 1024;
const MOST_RANGES = 100_000;
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;
const END_OF_ROWS = /<\/(?:\w{1,20}:)?sheetData>/;
const LONGEST_END = 40;
const MERGE =
  /<(?:\w{1,20}:)?mergeCell\s[^<>]{0,200}?\bref\s{0,9}=\s{0,9}["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g;

/**
 * The merged cells of a sheet from top to bottom, none beyond its edges. Unpacks the sheet, without reading its rows.
 * @throws DeliveryFault part-unreadable for more than anybody merges
 */
export async function readMerges(archive: PackageParts, sheet: string): Promise<MergedRange[]> {
  const ranges: MergedRange[] = [];
  for (const [, left = '', top, right = '', bottom] of (await tailOf(archive, sheet)).matchAll(MERGE)) {
    const range = {
      ...{ top: Number(top), bottom: Number(bottom) },
      ...{ left: columnOf(left) - 1, right: columnOf(right) - 1 },
    };
    if (!isWithin(range)) continue;
    if (ranges.length === MOST_RANGES) {
      throw unreadable(
        `The sheet has more than ${MOST_RANGES.toLocaleString('en-GB')} merged cells.`,
        'Part them in a spreadsheet program, fill their values into every row, and save the workbook anew.',
      );
    }
    ranges.push(range);
  }
  return ranges.sort((one, other) => one.top - other.top || one.left - other.left);
}

/** Neither turned round, nor of one cell, nor beyond what a sheet can have. */
const isWithin = ({ top, bottom, left, right }: MergedRange): boolean =>
  top >= 1 &&
  top <= bottom &&
  bottom <= LAST_ROW &&
  left <= right &&
  right < LAST_COLUMN &&
  (top < bottom || left < right);

/** What stands behind the rows. */
async function tailOf(archive: PackageParts, sheet: string): Promise<string> {
  const decoder = new TextDecoder('latin1');
  let tail: string | null = null;
  let before = '';
  for await (const piece of archive.read(sheet)) {
    const text = decoder.decode(piece, { stream: true });
    if (tail !== null) {
      if (tail.length < MOST_TAIL) tail += text;
      continue;
    }
    const both = before + text;
    const end = both.search(END_OF_ROWS);
    if (end >= 0) tail = both.slice(end);
    before = both.slice(-LONGEST_END);
  }
  return tail ?? '';
}

/** "AB12" → 28. */
export function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const at = letter.charCodeAt(0) - 64;
    if (at < 1 || at > 26) break;
    column = column * 26 + at;
  }
  return column;
}

/** 28 → "AB". */
export function lettersOf(column: number): string {
  return column <= 0 ? '' : lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26));
}
