import type { PackageParts } from './package-parts.ts';

/** A sheet's merged cells stand behind its rows, at most so many characters of them are looked at. */
const MOST_TAIL = 8 * 1024 * 1024;
const END_OF_ROWS = /<\/(?:\w{1,20}:)?sheetData>/;
const LONGEST_END = 40;
const MERGE = /<(?:\w+:)?mergeCell\b[^>]*\bref="[A-Z]{1,3}(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g;

/** Whether a merged cell covers more than one cell of a row. Unpacks the sheet once more, without reading its rows. */
export async function isMerged(archive: PackageParts, sheet: string, row: number): Promise<boolean> {
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
  return [...(tail ?? '').matchAll(MERGE)].some(([, first, last]) => Number(first) <= row && row <= Number(last));
}
