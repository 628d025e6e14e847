import type { EventIdReport } from '@illuminate/contract';
import { stringify } from 'csv-stringify/sync';

/** The spreadsheet of the source document. A name that a spreadsheet would run as a formula is made text. */
export function eventIdCsv({ columns, rows }: EventIdReport): string {
  return stringify([...rows], {
    header: true,
    columns: columns.map(({ name, label }) => ({ key: name, header: label })),
    record_delimiter: '\n',
    escape_formulas: true,
  });
}
