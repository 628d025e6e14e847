import type { FieldReader, ReportFault } from '../records/field-reader.ts';
import type { PersonalFields } from '../records/field-scope.ts';
import type { CellReader, ReadColumn } from './cell-reader.ts';
import type { Cell, Line } from './cells.ts';
import type { ColumnMap } from './column-map.ts';

/** What the readers of orders and of performances work with. */
export interface MappedSource {
  readonly map: ColumnMap;
  /** Lines below the header, some at a time, without those to be ignored. */
  readonly lines: AsyncIterable<readonly Line[]>;
  /** Whether a line has cells that no column is over, which is reported. */
  readonly isTooWide: (cells: readonly Cell[]) => boolean;
  /** Columns by the field that they are; dropped ones are not among them. */
  readonly columns: ReadonlyMap<string, readonly ReadColumn[]>;
  readonly cells: CellReader;
  readonly reader: FieldReader;
  /** Takes what is to be known of lines that are read, or left out. */
  readonly onWarning: ReportFault;
  readonly personal: PersonalFields;
  /** The organisation's, for orders that name none. */
  readonly currency: string;
  /** Orders and tickets at most, each; left out, as many as a delivery may have. */
  readonly mostRecords?: number;
  /** Which performance a line is about, where it may say so in words. Left out: by its id alone. */
  readonly performanceOf?: (cells: readonly Cell[], line: number) => string | null;
}
