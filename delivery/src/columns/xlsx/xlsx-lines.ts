import { LIMITS } from '../../limits.ts';
import type { Line } from '../cells.ts';
import type { ColumnMap } from '../column-map.ts';
import { sheetLineBlocks } from './sheet-lines.ts';
import { Archive } from './zip.ts';

type XlsxFile = Extract<ColumnMap['file'], { type: 'xlsx' }>;

/**
 * The rows of a workbook's sheet from its header row on, empty ones left out.
 * @throws DeliveryFault part-unreadable, also where unpacked it is more than a part may be, or its header cells are merged
 */
export async function* xlsxLines(bytes: Uint8Array, file: XlsxFile): AsyncGenerator<Line> {
  for await (const block of xlsxLineBlocks(bytes, file)) yield* block;
}

/** As `xlsxLines`, some rows at a time. */
export function xlsxLineBlocks(bytes: Uint8Array, file: XlsxFile): AsyncGenerator<readonly Line[]> {
  const open = (): Archive => new Archive(bytes, { bytes: LIMITS.unpackedBytes });
  return sheetLineBlocks(open(), file, open());
}
