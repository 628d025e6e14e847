// Cells that a merged cell covers are filled in columns that name things, and nowhere else.
import { expect, test } from 'vitest';
import type { Cell, Covered, Line } from './cells.ts';
import type { ColumnMap } from './column-map.ts';
import { csvLineBlocks } from './csv-lines.ts';
import { fillMerged } from './fill-merged.ts';
import { mergedInFile } from './merged-in-file.ts';
import { MERGED_MARKS } from './merged-marks.ts';

const FIELDS = ['event_name', 'starts_at', 'venue_name', 'tickets', 'income', 'drop'];
const map = (records: ColumnMap['records'], fields: readonly string[]): Pick<ColumnMap, 'records' | 'columns'> => ({
  records,
  columns: fields.map((field) => ({ header: field, field })),
});
const COUNTS = map('counts', FIELDS);
const above = (from: number, to = from): Covered => ({ from, to, by: 'above' });
const left = (from: number, to = from): Covered => ({ from, to, by: 'left' });

async function filled(lines: readonly Line[], of = COUNTS): Promise<(readonly Cell[])[]> {
  async function* each(): AsyncGenerator<readonly Line[]> {
    // In blocks of one: what is above may stand in the block before.
    for (const line of lines) yield [line];
  }
  const found: (readonly Cell[])[] = [];
  for await (const block of fillMerged(each(), of)) found.push(...block.map(({ cells }) => cells));
  return found.slice(1);
}
const line = (number: number, cells: readonly Cell[], ...merged: readonly Covered[]): Line =>
  merged.length === 0 ? { line: number, cells } : { line: number, cells, merged };
const header = line(1, FIELDS);

test('names and days are filled down, amounts, counts and what is left out are not', async () => {
  const whole = [above(0, 5)];
  expect(
    await filled([
      header,
      line(2, ['Hamlet', { wall: 0 }, 'Hall', 10, 90, 'note']),
      line(3, [null, null, null, null, null, null], ...whole),
      { line: 4, cells: [null, null, null, 5], merged: whole },
      line(5, ['Macbeth', null, null, 6]),
    ]),
  ).toEqual([
    ['Hamlet', { wall: 0 }, 'Hall', 10, 90, 'note'],
    ['Hamlet', { wall: 0 }, 'Hall', null, null, null],
    ['Hamlet', { wall: 0 }, 'Hall', 5],
    ['Macbeth', null, null, 6],
  ]);
});

test('what a covered cell holds of its own stays, and goes on downwards', async () => {
  const rows = [line(2, ['Hamlet']), line(3, ['Hamlet (matinee)'], above(0)), line(4, [null, 1], above(0))];
  expect(await filled([header, ...rows])).toEqual([['Hamlet'], ['Hamlet (matinee)'], ['Hamlet (matinee)', 1]]);
});

test('to the right a text becomes another text, but no date, and nothing comes out of a column that names nothing', async () => {
  expect(await filled([header, line(2, ['Gala', null, null, 7], left(1, 2))])).toEqual([['Gala', null, 'Gala', 7]]);
  const sales = map('sales', ['customer_postcode', 'event_name', 'order_id', 'drop', 'ticket_type']);
  const rows = [line(2, ['SW1', null, 'A-1', 'Ada', null], left(1), left(4)), line(3, [null, 'x'], above(0, 2))];
  expect(await filled([header, ...rows], sales)).toEqual([
    ['SW1', null, 'A-1', 'Ada', null],
    [null, 'x'],
  ]);
});

test('nothing comes out of the header, and nothing out of an empty cell', async () => {
  expect(await filled([header, line(2, [null, null, null, 1], above(0))])).toEqual([[null, null, null, 1]]);
  expect(await filled([header, line(2, [' ', 1]), line(3, ['', 2], above(0))])).toEqual([
    [' ', 1],
    ['', 2],
  ]);
});

const { above: UP, left: BACK } = MERGED_MARKS;
const CSV = ['Event,Day,Place,Sold', 'Hamlet,Fri,Hall,1', `${UP},Sat,${BACK},2`, `${UP},${UP},Yard,3`, `${UP},${UP},,`];
const FILE = { type: 'csv', encoding: 'utf-8', separator: ',', headerLine: 1 } as const;

test.each([1, 2, 1_000])('a CSV says by marks what was merged, in pieces of %i bytes', async (size) => {
  const bytes = Buffer.from(CSV.join('\n'));
  async function* open(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const lines: Line[] = [];
  for await (const block of csvLineBlocks(open(), FILE)) lines.push(...block);
  expect(lines.slice(1)).toEqual([
    { line: 2, cells: ['Hamlet', 'Fri', 'Hall', '1'] },
    { line: 3, cells: ['', 'Sat', '', '2'], merged: [above(0), left(2)] },
    { line: 4, cells: ['', '', 'Yard', '3'], merged: [above(0, 1)] },
  ]);
  expect(await mergedInFile(open, FILE, 4)).toEqual({ cells: 2, columns: [0, 1] });
});

test('a file without marks has no merged cells, whatever its letters', async () => {
  async function* open(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('Event,Sold\n\ufdf0\ufdfa,1\n');
  }
  expect(await mergedInFile(open, FILE, 2)).toEqual({ cells: 0, columns: [] });
});
