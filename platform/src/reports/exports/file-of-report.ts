import type { ExportFormat, ReportDefinition } from '@illuminate/contract';
import { stringify } from 'csv-stringify/sync';
import type { RowsForm } from '../../warehouse/copy-rows.ts';
import type { CompiledColumn } from '../compile/compile-report.ts';
import { csvCell, jsonCell, typedCell } from './cells-as-sql.ts';
import { columnNames } from './column-names.ts';
import { rowSql } from './xlsx/sheet-cells.ts';
import { sheetCells } from './xlsx/sheet-columns.ts';
import { workbookStream } from './xlsx/workbook.ts';

export interface FileOf {
  readonly format: ExportFormat;
  readonly definition: ReportDefinition;
  readonly columns: readonly CompiledColumn[];
  readonly currency: string;
  /** CSV only: begins with the mark by which Excel knows UTF-8. */
  readonly hasBom: boolean;
  /** Stands behind the rows, where a person reads them: that some are not shown, and why. */
  readonly lastWords: string | null;
  /** Of a workbook alone. */
  readonly sheet: SheetOf | null;
}

export interface SheetOf {
  /** Of the sheet that tells about the report. */
  readonly about: readonly (readonly string[])[];
  readonly widths: readonly number[];
  /** Its row, behind all others; null where there is none. */
  readonly total: string | null;
}

export interface ReportFile {
  readonly form: RowsForm;
  /** The rows as the file has them, of a source whose cells are `c0`, `c1`, … */
  readonly rowsOf: (source: string) => string;
  /** The whole file, of its rows. */
  readonly wrap: (rows: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;
}

/** How a report becomes a file: the store writes its rows, in threads of its own; what is round them is added while they are sent. */
export function fileOfReport(file: FileOf): ReportFile {
  const { columns, currency, format } = file;
  const select = (cell: typeof csvCell, names: readonly string[] | null) => (source: string) =>
    `SELECT ${columns
      .map((column, index) => {
        const value = cell(`c${index}`, column.type, currency);
        return names === null ? value : `${value} AS "${names[index]}"`;
      })
      .join(', ')} FROM (${source})`;
  switch (format) {
    case 'csv':
      return { form: 'csv', rowsOf: select(csvCell, null), wrap: (rows) => asCsv(file, rows) };
    case 'json':
      return { form: 'json', rowsOf: select(jsonCell, columnNames(file.definition.output)), wrap: asItIs };
    case 'parquet':
      return { form: 'parquet', rowsOf: select(typedCell, columnNames(file.definition.output)), wrap: asItIs };
    case 'xlsx': {
      const cells = sheetCells(file.definition, columns);
      const { about = [], widths = [], total = null } = file.sheet ?? {};
      const sized = columns.map(({ label }, at) => ({ label, width: widths[at] ?? label.length }));
      return {
        form: 'lines',
        rowsOf: (source) => `SELECT ${rowSql(cells, currency)} FROM (${source})`,
        wrap: (rows) => workbookStream({ columns: sized, currency, rows, total, afterRows: file.lastWords, about }),
      };
    }
  }
}

const asItIs = (rows: AsyncIterable<Buffer>): AsyncIterable<Buffer> => rows;

const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const line = (cells: readonly string[]): string =>
  stringify([cells.map((cell) => (FORMULA.test(cell) ? `'${cell}` : cell))], { record_delimiter: '\n' });

async function* asCsv({ columns, hasBom, lastWords }: FileOf, rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from(`${hasBom ? '\ufeff' : ''}${line(columns.map(({ label }) => label))}`);
  yield* rows;
  if (lastWords !== null) yield Buffer.from(line(columns.map((_, index) => (index === 0 ? lastWords : ''))));
}
