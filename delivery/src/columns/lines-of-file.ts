import { LIMITS } from '../limits.ts';
import type { Line } from './cells.ts';
import type { ColumnMap } from './column-map.ts';
import { csvLines } from './csv-lines.ts';
import { unreadable } from './unreadable.ts';
import { xlsxLines } from './xlsx/xlsx-lines.ts';

/** The lines of a file from its header on. @throws DeliveryFault part-unreadable */
export function linesOfFile(bytes: AsyncIterable<Uint8Array>, file: ColumnMap['file']): AsyncGenerator<Line> {
  return file.type === 'csv' ? csvLines(bytes, file) : workbookLines(bytes, file);
}

async function* workbookLines(
  bytes: AsyncIterable<Uint8Array>,
  file: Extract<ColumnMap['file'], { type: 'xlsx' }>,
): AsyncGenerator<Line> {
  yield* xlsxLines(await wholeWorkbook(bytes), file);
}

/** A workbook can't be read before its end is there. It is packed already: packing it again makes it no smaller. */
export async function wholeWorkbook(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    length += piece.length;
    if (length > 2 * LIMITS.partBytes) {
      throw unreadable('The XLSX file is bigger than a part may be.', 'Cut it into several files.');
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
