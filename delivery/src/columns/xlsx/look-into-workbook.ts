import { LIMITS } from '../../limits.ts';
import { listSheets, type Sheet } from './workbook.ts';
import { Archive } from './zip.ts';

export interface BookInside {
  readonly sheets: readonly Sheet[];
  /** Programs that a spreadsheet would run. They are never read. */
  readonly hasMacros: boolean;
}

/** Which sheets a workbook has, and whether it brings programs. @throws DeliveryFault part-unreadable */
export async function lookIntoWorkbook(bytes: Uint8Array): Promise<BookInside> {
  const archive = new Archive(bytes, { bytes: LIMITS.unpackedBytes });
  const sheets = await listSheets(archive);
  return { sheets, hasMacros: archive.has('xl/vbaProject.bin') };
}
