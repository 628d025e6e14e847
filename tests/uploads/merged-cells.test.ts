// Workbooks with merged cells, sent as they are and as the browser writes them anew: both come to the same.
import { createHash } from 'node:crypto';
import type { UploadKind } from '@illuminate/contract';
import { type CellValue, writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { doFileTask } from '../../web/src/uploads/read/do-file-task.ts';
import { type Examined, examine } from './examine.ts';

type Row = readonly CellValue[];
/** As a spreadsheet names it. */
type Range = readonly [left: string, top: number, right: string, bottom: number];

const column = (letter: string): number => letter.charCodeAt(0) - 65;
async function workbook(rows: readonly Row[], merged: readonly Range[]): Promise<Uint8Array> {
  const merges = merged.map(([left, top, right, bottom]) => ({
    ...{ startRow: top - 1, startCol: column(left), endRow: bottom - 1, endCol: column(right) },
  }));
  return writeXlsx({ sheets: [{ name: 'Sales', rows: rows.map((row) => [...row]), merges }] });
}

/** What the browser sends in place of a file. */
async function asSent(bytes: Uint8Array, kind: UploadKind): Promise<Uint8Array> {
  const file = new Blob([bytes]);
  const looked = await doFileTask({ do: 'look', file, kind, wish: {} }, () => undefined);
  if (looked.is !== 'look') throw new Error(JSON.stringify(looked));
  const { form, columns } = looked.look;
  const keep = columns.flatMap(({ judgement }, at) => (judgement.about === 'people' ? [] : [at]));
  const shapes = new Map(columns.flatMap(({ shape }, at) => (shape === undefined ? [] : [[at, shape] as const])));
  const task = { do: 'rewrite', file, form, keep, columns: columns.length, shapes } as const;
  const answer = await doFileTask(task, () => undefined);
  if (answer.is !== 'rewritten') throw new Error(JSON.stringify(answer));
  return new Uint8Array(await answer.rewritten.content.arrayBuffer());
}

const COUNTS: Row = ['Event', 'Performance date', 'Place', 'Tickets', 'Income'];
/** Events over their nights, one place over all, and what one night took over two lines. */
const NIGHTS: readonly Row[] = [
  COUNTS,
  ['Hamlet', '2026-05-01 19:30', 'Main House', 10, 100.5],
  ['', '2026-05-02 19:30', '', 20, 300],
  ['', '2026-05-03 19:30', '', 30, ''],
  ['Total Eclipse', '2026-05-04 19:30', '', 40, 400],
  ['', '2026-05-05 19:30', '', 50, 500],
  ['Total', '', '', 150, 1300.5],
];
const OF_NIGHTS: readonly Range[] = [
  ['A', 2, 'A', 4],
  ['C', 2, 'C', 6],
  ['E', 3, 'E', 4],
  ['A', 5, 'A', 6],
  ['A', 7, 'C', 7],
];

const errorsOf = ({ problems }: Examined) => problems.filter(({ severity }) => severity === 'error');

describe.each([
  ['as it is', async (bytes: Uint8Array) => bytes],
  ['as the browser writes it anew', asSent],
] as const)('a workbook that is sent %s', (_, sent) => {
  const seen = async (
    kind: UploadKind,
    { rows, merged, form }: { rows: readonly Row[]; merged: readonly Range[]; form?: { fillMerged: boolean } },
  ): Promise<Examined> => {
    const bytes = await sent(await workbook(rows, merged), kind);
    const examined = await examine({ bytes, kind, ...(form === undefined ? {} : { form }) });
    expect(examined.refused).toBeNull();
    return examined;
  };

  test('has events and places filled over their nights, and no income', async () => {
    const { proposal, checked, problems } = await seen('counts', { rows: NIGHTS, merged: OF_NIGHTS });
    expect(proposal?.merged).toEqual({ cells: 5, columns: [1, 3, 5] });
    expect(checked?.totals).toMatchObject({ performances: 5, counts: 5, tickets: 150, amounts: { GBP: '1300.50' } });
    // The total is one although its words are merged to where a date would be; an event may be called after one.
    expect(problems.map(({ severity, row }) => [severity, row])).toEqual([['warning', 7]]);
  });

  test('leaves them empty if somebody says so', async () => {
    const form = { fillMerged: false };
    const examined = await seen('counts', { rows: NIGHTS, merged: OF_NIGHTS, form });
    expect(examined.checked?.totals).toMatchObject({ counts: 2, tickets: 50 });
    const covered = expect.stringMatching(/^A merged cell covers it: have merged cells filled/);
    expect(errorsOf(examined).map(({ row, column: name, fix }) => [row, name, fix])).toEqual([
      [3, 'Event', covered],
      [4, 'Event', covered],
      [6, 'Event', covered],
    ]);
  });

  test('has a night filled over its price types, without its subtotals; amounts that are merged are missed by row', async () => {
    const rows: readonly Row[] = [
      ['Order no', 'Order date', 'Event', 'Performance date', 'Price type', 'Tickets', 'Total'],
      ['1', '2026-04-01', 'Hamlet', '2026-05-01 19:30', 'Adult', 2, 40],
      ['2', '2026-04-01', '', '', 'Child', 1, 10],
      ['', '', '', '', 'Subtotal', 3, 50],
      ['3', '2026-04-02', '', '2026-05-02 19:30', 'Adult', 1, 20],
      ['4', '', '', '', '', 1, ''],
    ];
    const merged: readonly Range[] = [
      ['C', 2, 'C', 6],
      ['D', 2, 'D', 4],
      ['D', 5, 'D', 6],
      ['B', 5, 'B', 6],
      ['E', 5, 'E', 6],
      ['G', 5, 'G', 6],
    ];
    const examined = await seen('sales', { rows, merged });
    expect(examined.checked).toMatchObject({
      rejected: 1,
      totals: { orders: 3, tickets: 4, amounts: { GBP: '70.00' } },
    });
    expect(examined.problems.map(({ severity, row, column: name }) => [severity, row, name])).toEqual([
      ['error', 6, 'Total'],
      ['warning', 4, null],
    ]);
    expect(examined.problems[0]?.fix).toContain('such a cell is not filled');
    // What is to be mended is whole again: a CSV has no merged cells.
    expect(examined.rejected.split('\r\n')[1]).toMatch(/^4,2026-04-02,Hamlet,2026-05-02 19:30,Adult,1,,6,/);
  });

  test('has a fault in a merged cell said of each row that it covers', async () => {
    const rows: readonly Row[] = [COUNTS, ['Hamlet', 'some night', 'Hall', 1, 1], ['Macbeth', '', '', 2, 2]];
    const examined = await seen('counts', { rows, merged: [['B', 2, 'B', 3]] });
    expect(errorsOf(examined).map(({ row, column: name, value }) => [row, name, value])).toEqual([
      [2, 'Performance date', 'some night'],
      [3, 'Performance date', 'some night'],
    ]);
  });

  test('may have titles of groups above its names', async () => {
    const rows: readonly Row[] = [
      ['Event', 'Performance date', 'Place', 'Spring', ''],
      ['', '', '', 'Tickets', 'Income'],
      ['Hamlet', '2026-05-01 19:30', 'Hall', 10, 100],
      ['', '2026-05-02 19:30', 'Hall', 20, 200],
    ];
    const down = (['A', 'B', 'C'] as const).map((name): Range => [name, 1, name, 2]);
    const { proposal, checked } = await seen('counts', {
      rows,
      merged: [...down, ['D', 1, 'E', 1], ['A', 3, 'A', 4]],
    });
    expect(proposal?.form.headerLine).toBe(2);
    expect(proposal?.columns.map(({ header }) => header)).toEqual(COUNTS);
    expect(checked?.totals).toMatchObject({ tickets: 30, amounts: { GBP: '300.00' } });
  });
});

test('nothing of a column that stays on the computer is filled into one that is sent', async () => {
  const rows: readonly Row[] = [
    ['Surname', 'Event', 'Order no', 'Order date', 'Performance date', 'Total'],
    ['Brontë', '', '1', '2026-04-01', '2026-05-01 19:30', 10],
    ['', '', '2', '2026-04-01', '2026-05-01 19:30', 10],
  ];
  const bytes = await asSent(await workbook(rows, [['A', 2, 'B', 3]]), 'sales');
  expect(Buffer.from(bytes).includes('Bront')).toBe(false);
  const { proposal, checked } = await examine({ bytes });
  expect(proposal?.columns[0]?.header).toBe('Event');
  expect(checked?.totals.orders).toBe(0);
});

test('a value whose line is too long to be sent goes to no line below it', async () => {
  const rows: readonly Row[] = [
    COUNTS,
    ['Hamlet', '2026-05-01 19:30', 'Hall', 1, 1],
    ['Macbeth', '2026-05-02 19:30', 'Hall', 2, 2, 'surplus'],
    ['', '2026-05-03 19:30', 'Hall', 4, 4],
    ['', '2026-05-04 19:30', '', 8, 8],
    ['Gala', '2026-05-05 19:30', 'Hall', 16, 16],
    ['', '2026-05-06 19:30', 'Hall', 32, 32],
  ];
  const merged: readonly Range[] = [
    ['A', 3, 'A', 5],
    ['C', 4, 'C', 5],
    ['A', 6, 'A', 7],
  ];
  const examined = await examine({ bytes: await asSent(await workbook(rows, merged), 'counts'), kind: 'counts' });
  expect(examined.checked?.totals.tickets).toBe(1 + 16 + 32);
  expect(errorsOf(examined).map(({ row }) => row)).toEqual([4, 5]);
});

test('what is sent of the same workbook is the same, and of one that is merged otherwise it is not', async () => {
  const hashOf = async (merged: readonly Range[]): Promise<string> =>
    createHash('sha256')
      .update(await asSent(await workbook(NIGHTS, merged), 'counts'))
      .digest('hex');
  expect(await hashOf(OF_NIGHTS)).toBe(await hashOf(OF_NIGHTS));
  expect(await hashOf(OF_NIGHTS)).not.toBe(await hashOf(OF_NIGHTS.slice(1)));
});
