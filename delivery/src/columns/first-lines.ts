import { LIMITS } from '../limits.ts';
import { isEmpty, type Line, plainText } from './cells.ts';
import type { ColumnMap } from './column-map.ts';
import { MOST_TITLE_LINES, rawLinesOf } from './header-line.ts';
import { xlsxLines } from './xlsx/xlsx-lines.ts';

/** The first lines of a file as they stand, whichever of them is its header. @throws DeliveryFault part-unreadable */
export async function firstLines(bytes: Uint8Array, file: ColumnMap['file']): Promise<Line[]> {
  if (file.type === 'csv') {
    return rawLinesOf(new TextDecoder(file.encoding).decode(bytes.subarray(0, LIMITS.lineBytes)), file.separator);
  }
  const lines: Line[] = [];
  // No row is its header yet: cells of a title may be merged.
  for await (const line of xlsxLines(bytes, { ...file, headerLine: 0 })) {
    lines.push(line);
    if (lines.length >= MOST_TITLE_LINES * 2) break;
  }
  return lines;
}

/** What is written above the header of a file, line by line. @throws DeliveryFault part-unreadable */
export async function titlesAbove(bytes: Uint8Array, file: ColumnMap['file']): Promise<string[]> {
  if (file.headerLine <= 1) return [];
  const above = (await firstLines(bytes, file)).filter(({ line }) => line < file.headerLine);
  return above.map(({ cells }) =>
    cells
      .filter((cell) => !isEmpty(cell))
      .map(plainText)
      .join(' '),
  );
}
