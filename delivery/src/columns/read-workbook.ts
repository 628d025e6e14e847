import type { Table, TableRow } from '../csv/cells.ts';
import { DeliveryFault } from '../fault.ts';
import { type Cell, type Line, plainText } from './cells.ts';
import { wholeWorkbook } from './lines-of-file.ts';
import { numberText } from './number-text.ts';
import { xlsxLines } from './xlsx/xlsx-lines.ts';

/** As many as any currency has. */
const MOST_DECIMALS = 4;

/**
 * A workbook with the columns of the format, read as its CSV would be: numbers as decimal text, and times as text with their offset,
 * since a date of a spreadsheet has none.
 */
export async function readWorkbook(bytes: AsyncIterable<Uint8Array>, part: number): Promise<Table> {
  try {
    const lines = xlsxLines(await wholeWorkbook(bytes), { type: 'xlsx', headerLine: 1 });
    const first = await lines.next();
    if (first.done === true) throw new DeliveryFault({ code: 'part-unreadable', what: 'It has no header line.', part });
    const header = first.value.cells.map(plainText);
    return { header, rows: rowsOf(lines, header.length, part) };
  } catch (err) {
    throw inPart(err, part);
  }
}

async function* rowsOf(lines: AsyncIterable<Line>, width: number, part: number): AsyncGenerator<TableRow> {
  try {
    for await (const { line, cells } of lines) {
      // Empty cells at the end of a row are not in the file.
      yield { row: line, cells: Array.from({ length: Math.max(width, cells.length) }, (_, at) => textOf(cells[at])) };
    }
  } catch (err) {
    throw inPart(err, part);
  }
}

function textOf(cell: Cell | undefined): string {
  if (typeof cell !== 'number') return typeof cell === 'object' && cell !== null ? '?' : plainText(cell);
  const exact = numberText(cell, Number.isInteger(cell) ? 0 : MOST_DECIMALS);
  if (exact === null) return '?';
  return exact.includes('.') ? exact.replace(/0+$/, '') : exact;
}

/** The same fault, said of a part. */
export function inPart(err: unknown, part: number): unknown {
  if (!(err instanceof DeliveryFault) || err.part !== undefined) return err;
  const { code, what, nextStep, whoActs, row, field } = err;
  return new DeliveryFault({ code, what, nextStep, whoActs, row, field, part });
}
