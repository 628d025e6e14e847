import { type Cell, type Line, uploadedMapSchema } from '@illuminate/delivery';
import { expect, test } from 'vitest';
import { compareTotals } from './compare-totals.ts';
import type { LeftOut } from './leave-totals-out.ts';

const map = (decimal: '.' | ',' = '.', more: object = {}) =>
  uploadedMapSchema.parse({
    format: 'illuminate-columns/1',
    records: 'counts',
    file: { type: 'csv' },
    dates: { pattern: 'DD/MM/YYYY HH:mm', zone: 'Europe/London' },
    numbers: { decimal, symbols: ['£', '€'] },
    columns: [
      { header: 'Event', field: 'event_name' },
      { header: 'When', field: 'starts_at' },
      { header: 'Tickets', field: 'tickets' },
      { header: 'Income', field: 'income' },
    ],
    derive: ['performance_id', 'event_id'],
    ...more,
  });

/** The words before the figures say what a line is: "Total", a heading in one cell alone, or an event. */
async function found(lines: readonly Cell[][], given = map()) {
  const left = new Map<number, LeftOut>();
  const all: Line[] = [['Event', 'When', 'Tickets', 'Income'], ...lines].map((cells, at) => ({ line: at + 1, cells }));
  for (const { line, cells } of all.slice(1)) {
    if (typeof cells[0] === 'string' && cells[0].startsWith('Total')) left.set(line, 'total');
    else if (cells.length === 1) left.set(line, 'heading');
  }
  const blocks = (async function* () {
    yield all.slice(0, 3);
    yield all.slice(3);
  })();
  return (await compareTotals(blocks, given, left)).map(({ row, what }) => `${row} ${what}`);
}

const line = (tickets: Cell, income: Cell): Cell[] => ['Gala', '01/05/2026 19:30', tickets, income];
const total = (tickets: Cell, income: Cell, name = 'Total'): Cell[] => [name, null, tickets, income];

test('totals of groups, of groups of groups, of all and above their lines are right', async () => {
  const lines = [
    ['Spring'],
    line('1,000', '£10.10'),
    line(2, 20.2),
    total('1,002', '£30.30', 'Total spring'),
    line(3, '(5.00)'),
    line(4, '0.00'),
    total(7, '-5.00', 'Total summer'),
    total(1009, 25.3, 'Total of both'),
    total(5, '£1.00', 'Total below'),
    line(5, '£1.00'),
    total(1014, '£26.30', 'Total of all'),
  ];
  expect(await found(lines)).toEqual([]);
});

test('a total that its lines do not come to is told, with what they come to', async () => {
  expect(await found([line(120, 1440), line(80, 900), total(210, '£2,340.00')])).toEqual([
    '4 The file says that the total of Tickets is 210; its lines come to 200.',
  ]);
  const groups = [line(10, 1), total(10, 1), line(20, 2), total(21, 2), total(30, 3.5)];
  expect(await found(groups)).toEqual([
    '5 The file says that the total of Tickets is 21; its lines come to 20.',
    '6 The file says that the total of Income is 3.5; its lines come to 3.',
  ]);
  expect(await found([total(7, null), line(3, null), line(3, null)])).toEqual([
    '2 The file says that the total of Tickets is 7; its lines come to 6.',
  ]);
  expect(await found([line('1.200', '10,50'), total('1.200', '10,60')], map(','))).toEqual([
    '3 The file says that the total of Income is 10.6; its lines come to 10.5.',
  ]);
});

test('nothing is said of what cannot be compared', async () => {
  expect(await found([line('about 20', 1), line(3, 1), total(30, 2)])).toEqual([]);
  expect(await found([line(20, 1), total(null, 'n/a'), total('', '1.00')])).toEqual([]);
  const ignoring = map('.', { ignoreLines: { header: 'Event', values: ['Hire'] } });
  expect(await found([line(20, 1), total(30, 2)], ignoring)).toEqual([]);
});

test('sums of many small amounts leave nothing over', async () => {
  const many = Array.from({ length: 1_000 }, () => line(1, 0.1));
  expect(await found([...many, total(1_000, 100)])).toEqual([]);
});
