import type { LineBlock } from '../bytes/line-blocks.ts';
import { DeliveryFault } from '../fault.ts';
import { LIMITS } from '../limits.ts';
import type { Table, TableRow } from './cells.ts';
import { MISQUOTED, splitRecord, UNFINISHED } from './split-record.ts';

/** A copy: a slice would keep the block alive that it was cut from, for as long as somebody remembers one cell. */
const ownCopy = (text: string): string => Buffer.from(text).toString();

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

async function* readRows(blocks: AsyncIterable<LineBlock>, part: number): AsyncGenerator<TableRow> {
  let row = 1;
  let begun = '';
  const unreadable = (what: string) => new DeliveryFault({ code: 'part-unreadable', what, part, row });
  for await (const block of blocks) {
    const text = begun + block.text;
    begun = '';
    let quote = text.indexOf('"');
    for (let from = 0; from < text.length; ) {
      const newline = text.indexOf('\n', from);
      const end = newline < 0 ? text.length : newline + 1;
      if (quote >= 0 && quote < from) quote = text.indexOf('"', from);
      if (quote < 0 || quote >= end) {
        const line = ownCopy(text.slice(from, newline < 0 ? end : newline)).replace(/\r$/, '');
        if (line !== '') yield { row, cells: line.split(',') };
        from = end;
        row += 1;
        continue;
      }
      const record = splitRecord(text, from);
      if (record === MISQUOTED) throw unreadable('The quoting is not as RFC 4180 says.');
      if (record === UNFINISHED) {
        begun = text.slice(from);
        if (begun.length > LIMITS.lineBytes) throw unreadable('A quote is not closed, or the record is too long.');
        break;
      }
      yield { row, cells: record.cells.map(ownCopy) };
      row += countLines(text.slice(from, record.next));
      from = record.next;
    }
  }
  if (begun !== '') throw unreadable('A quote is not closed.');
}

/**
 * A CSV file as a table, line by line: comma, RFC 4180 quoting, the first line names the columns. Empty lines count as rows only.
 * @throws DeliveryFault `part-unreadable` without a header, or where the quoting breaks.
 */
export async function readCsv(blocks: AsyncIterable<LineBlock>, part: number): Promise<Table> {
  const rows = readRows(blocks, part);
  const first = await rows.next();
  if (first.done === true) {
    throw new DeliveryFault({ code: 'part-unreadable', what: 'It has no header line.', part });
  }
  return { header: first.value.cells.map((name) => name.trim()), rows };
}
