import { LIMITS } from '../limits.ts';
import type { Line } from './cells.ts';
import type { ColumnMap } from './column-map.ts';
import { csvLineBlocks } from './csv-lines.ts';
import { unreadable } from './unreadable.ts';
import { xlsxLineBlocks } from './xlsx/xlsx-lines.ts';

/** The lines of a file from its header on. @throws DeliveryFault part-unreadable */
export async function* linesOfFile(bytes: AsyncIterable<Uint8Array>, file: ColumnMap['file']): AsyncGenerator<Line> {
  for await (const block of lineBlocksOfFile(bytes, file)) yield* block;
}

/** As `linesOfFile`, some lines at a time. @throws DeliveryFault part-unreadable */
export function lineBlocksOfFile(
  bytes: AsyncIterable<Uint8Array>,
  file: ColumnMap['file'],
): AsyncGenerator<readonly Line[]> {
  return file.type === 'csv' ? csvLineBlocks(bytes, file) : workbookBlocks(bytes, file);
}

async function* workbookBlocks(
  bytes: AsyncIterable<Uint8Array>,
  file: Extract<ColumnMap['file'], { type: 'xlsx' }>,
): AsyncGenerator<readonly Line[]> {
  yield* xlsxLineBlocks(await wholeWorkbook(bytes), file);
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
