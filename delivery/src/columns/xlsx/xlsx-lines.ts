import { LIMITS } from '../../limits.ts';
import type { Line } from '../cells.ts';
import type { ColumnMap } from '../column-map.ts';
import { sheetLines } from './sheet-lines.ts';
import { Archive } from './zip.ts';

type XlsxFile = Extract<ColumnMap['file'], { type: 'xlsx' }>;

/**
 * The rows of a workbook's sheet from its header row on, empty ones left out.
 * @throws DeliveryFault part-unreadable, also where unpacked it is more than a part may be, or its header cells are merged
 */
export function xlsxLines(bytes: Uint8Array, file: XlsxFile): AsyncGenerator<Line> {
  const open = (): Archive => new Archive(bytes, { bytes: LIMITS.unpackedBytes });
  return sheetLines(open(), file, open());
}
