import type { UploadKind } from '@illuminate/contract';
import { type Cell, plainText } from '@illuminate/delivery/cells';
import { refuseCrossTab } from '@illuminate/delivery/cross-tab';
import { personalLook } from '@illuminate/delivery/looks-personal';
import { withoutEmptyEnd } from '@illuminate/delivery/normal-header';
import { unreadable } from '@illuminate/delivery/unreadable';
import type { Sheet } from '@illuminate/delivery/workbook';
import { bothShapes, cellText, type DateShape, shapeOf, shownText } from './cell-text.ts';
import { type Judgement, judgeColumn } from './judge-column.ts';
import type { Table, TableForm } from './open-table.ts';
import { SAMPLE_ROWS, type SampleRow, sampleOf } from './sample-of.ts';

/** A column as it was found. */
export interface LookedColumn {
  readonly header: string;
  /** A few that differ. They never leave the computer by being here. */
  readonly examples: readonly string[];
  readonly judgement: Judgement;
  readonly shape: DateShape | undefined;
}

/** A file, looked through to its end. */
export interface Look {
  readonly form: TableForm;
  readonly sheets: readonly Sheet[];
  readonly columns: readonly LookedColumn[];
  /** The first of them. They never leave the computer by being here. */
  readonly sample: readonly SampleRow[];
  /** Lines below the header. */
  readonly rows: number;
  /** Lines with more cells than there are columns: which of them is a name cannot be told. The first of them, and how many. */
  readonly tooLong: { readonly rows: number; readonly first: readonly number[] };
}

const EXAMPLES = 3;
const LONGEST_EXAMPLE = 60;
/** Values by which a column is judged: the first ones, then ever fewer, to the end of the file. */
const FIRST_VALUES = 200;
const EVERY = 97;
const MOST_VALUES = 5_000;
const PROGRESS_EVERY = 20_000;
const ROWS_NAMED = 20;

class Column {
  readonly header: string;
  readonly values: string[] = [];
  readonly examples = new Set<string>();
  shape: DateShape | undefined;

  constructor(header: string) {
    this.header = header;
  }

  take(cell: Cell | undefined, row: number): void {
    const value = cellText(cell).trim();
    if (value === '') return;
    if (this.examples.size < EXAMPLES) this.examples.add(shownText(cell).trim().slice(0, LONGEST_EXAMPLE));
    const isWanted = this.values.length < FIRST_VALUES || (row % EVERY === 0 && this.values.length < MOST_VALUES);
    // One with an @ is never passed over, however rare.
    if (isWanted || (value.includes('@') && this.values.length < 2 * MOST_VALUES)) this.values.push(value);
  }
}

/**
 * Reads a file to its end and judges its columns. Nothing is sent, and nothing is held but some values.
 * @param onProgress told the lines that were read
 * @throws DeliveryFault part-unreadable
 */
export async function lookThrough(table: Table, kind: UploadKind, onProgress: (rows: number) => void): Promise<Look> {
  let columns: Column[] | null = null;
  let header: readonly Cell[] = [];
  let rows = 0;
  let tooMany = 0;
  const first: number[] = [];
  const sampled: (readonly Cell[] | null)[] = [];
  for await (const { line, cells } of table.lines()) {
    if (columns === null) {
      refuseData(cells.map(plainText));
      header = cells;
      columns = withoutEmptyEnd(cells.map(plainText)).map((header) => new Column(header));
      continue;
    }
    rows += 1;
    const isSent = !isTooLong(cells, columns.length);
    if (sampled.length < SAMPLE_ROWS) sampled.push(isSent ? cells : null);
    if (!isSent) {
      tooMany += 1;
      if (first.length < ROWS_NAMED) first.push(line);
      continue;
    }
    for (const [at, column] of columns.entries()) {
      const cell = cells[at];
      if (typeof cell === 'object' && cell !== null && 'wall' in cell)
        column.shape = bothShapes(column.shape, shapeOf(cell.wall));
      column.take(cell, rows);
    }
    if (rows % PROGRESS_EVERY === 0) onProgress(rows);
  }
  if (columns === null || columns.length === 0) {
    throw unreadable(
      'It has no line with the names of its columns.',
      'Choose a file whose first line names its columns.',
    );
  }
  const headers = columns.map(({ header }) => header);
  const found = columns;
  refuseCrossTab(header, {
    kind,
    valuesOf: (at) => found[at]?.values ?? [],
    hasDates: (at) => found[at]?.shape !== undefined,
  });
  const looked = columns.map(({ header, values, examples, shape }) => ({
    header,
    examples: [...examples],
    shape,
    judgement: judgeColumn({ header, values }, headers, kind),
  }));
  return {
    form: table.form,
    sheets: table.sheets,
    rows,
    tooLong: { rows: tooMany, first },
    columns: looked,
    sample: sampleOf(sampled, looked),
  };
}

/** Names of columns are sent; a line of data in their place would be. @throws DeliveryFault part-unreadable */
function refuseData(headers: readonly string[]): void {
  if (headers.every((header) => personalLook(header) === null)) return;
  throw unreadable(
    'The line that should name the columns seems to hold the data of a person.',
    'Say which line names the columns; if none does, write one above the first line.',
  );
}

/** Whether cells stand beyond the last column that has a name. */
export const isTooLong = (cells: readonly unknown[], columns: number): boolean =>
  cells.length > columns && cells.slice(columns).some((cell) => cell !== null && cell !== undefined && cell !== '');
