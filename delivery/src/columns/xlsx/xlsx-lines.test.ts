import { writeXlsx, writeXlsxStream } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { DeliveryFault } from '../../fault.ts';
import type { Line } from '../cells.ts';
import { showsDate } from './styles.ts';
import { xlsxLines } from './xlsx-lines.ts';
import { makeWorkbook, makeZip } from './zip-for-tests.ts';

const read = async (bytes: Uint8Array, more: { sheet?: string; headerLine?: number } = {}): Promise<Line[]> => {
  const lines: Line[] = [];
  for await (const line of xlsxLines(bytes, { type: 'xlsx', headerLine: 1, ...more })) lines.push(line);
  return lines;
};
const refusal = async (bytes: Uint8Array, more: { sheet?: string; headerLine?: number } = {}): Promise<string> => {
  const err = await read(bytes, more).catch((thrown: unknown) => thrown);
  expect(err).toBeInstanceOf(DeliveryFault);
  expect((err as DeliveryFault).code).toBe('part-unreadable');
  return (err as DeliveryFault).detail;
};
const wall = (text: string) => ({ wall: Date.parse(`${text}Z`) });

const ROWS = [
  ['Booking Ref', 'Booked', 'Amount', 'Web', 'Seat'],
  ['B-1', new Date('2026-03-01T19:30:00Z'), 19.95, true, 'Éire & <Ŵ>'],
  ['B-2', new Date('2026-10-25T00:00:00Z'), -5, false, 12],
];
const EXPECTED = [
  { line: 1, cells: ['Booking Ref', 'Booked', 'Amount', 'Web', 'Seat'] },
  { line: 2, cells: ['B-1', wall('2026-03-01T19:30:00'), 19.95, true, 'Éire & <Ŵ>'] },
  { line: 3, cells: ['B-2', wall('2026-10-25T00:00:00'), -5, false, 12] },
];

test('a workbook that another library wrote reads as it was meant', async () => {
  const columns = ROWS[0]?.map((_, at) => (at === 1 ? { numFmt: 'dd/mm/yyyy hh:mm' } : {})) ?? [];
  expect(await read(await writeXlsx({ sheets: [{ name: 'Sales', rows: ROWS, columns }] }))).toEqual(EXPECTED);
});

test('so does one that it wrote as a stream, whose entries do not know their size', async () => {
  const [head, ...rows] = ROWS;
  const stream = writeXlsxStream(rows, {
    name: 'Sales',
    columns: (head as string[]).map((header, at) => ({ header, ...(at === 1 ? { numFmt: 'yyyy-mm-dd hh:mm' } : {}) })),
  });
  const bytes = Buffer.from(await new Response(stream).arrayBuffer());
  expect(await read(bytes)).toEqual(EXPECTED);
});

test('sheets are found by name, whatever its case; a wrong name is said', async () => {
  const sheets = [
    { name: 'Summary', rows: [['nothing']] },
    { name: 'Ticket lines', rows: [['A'], ['1']] },
  ];
  const bytes = await writeXlsx({ sheets });
  expect(await read(bytes, { sheet: 'ticket Lines' })).toHaveLength(2);
  expect((await read(bytes))[0]?.cells).toEqual(['nothing']);
  expect(await refusal(bytes, { sheet: 'Tickets' })).toBe('None of the 2 sheets of the XLSX file is called "Tickets".');
});

test('texts in runs, phonetic hints, escapes, and places that are left out', async () => {
  const bytes = makeWorkbook({
    sharedStrings: [
      '<r><t>Bo</t></r><r><t xml:space="preserve">oking </t></r><rPh sb="0" eb="1"><t>x</t></rPh>',
      '<t>a_x000D_b</t>',
    ],
    sheet: `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c></row>
      <row/><row><c t="s"><v>1</v></c><c t="str"><f>A1</f><v>cached</v></c></row></sheetData>`,
  });
  expect(await read(bytes)).toEqual([
    { line: 1, cells: ['Booking ', null, 'inline'] },
    { line: 3, cells: ['a\rb', 'cached'] },
  ]);
});

test('days count from 1900 or 1904, and only where the format shows a date', async () => {
  const sheet =
    '<sheetData><row r="1"><c s="1"><v>46082.8125</v></c><c s="0"><v>46082</v></c><c s="1"><v>0.8125</v></c></row></sheetData>';
  const formats = ['General', 'dd\\ mmm\\ yyyy'];
  expect((await read(makeWorkbook({ sheet, formats })))[0]?.cells).toEqual([
    wall('2026-03-01T19:30:00'),
    46082,
    wall('1899-12-30T19:30:00'),
  ]);
  expect((await read(makeWorkbook({ sheet, formats, date1904: true })))[0]?.cells[0]).toEqual(
    wall('2030-03-02T19:30:00'),
  );
});

test.each([
  ['dd/mm/yyyy hh:mm', true],
  ['[$-809]d mmmm yyyy;@', true],
  ['[h]:mm', true],
  ['m/d/yy', true],
  ['"£"#,##0.00', false],
  ['[$€-1809]#,##0.00;[Red]-#,##0.00', false],
  ['_-* #,##0.00_-', false],
  ['0.00E+00', false],
  ['"days" 0', false],
  ['General', false],
  ['@', false],
])('the format %s shows a date: %s', (code, isDate) => {
  expect(showsDate(code)).toBe(isDate);
});

test('a formula gives the value that was saved; without one, and for an error, the cell is at fault', async () => {
  const sheet =
    '<sheetData><row r="1"><c><f>1/3</f><v>0.5</v></c><c><f>A2*2</f></c><c t="e"><v>#N/A</v></c><c><f>A1</f><v></v></c></row></sheetData>';
  expect((await read(makeWorkbook({ sheet })))[0]?.cells).toEqual([
    0.5,
    { fault: 'not-worked-out' },
    { fault: 'error' },
    { fault: 'not-worked-out' },
  ]);
});

const text = (at: string, value: string): string => `<c r="${at}" t="str"><v>${value}</v></c>`;
const withMerges = (rows: string, ...ranges: readonly string[]): Buffer =>
  makeWorkbook({
    sheet: `<sheetData>${rows}</sheetData><mergeCells>${ranges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`,
  });
const TWO_ROWS = `<row r="1">${text('A1', 'Event')}${text('B1', 'Spring')}</row><row r="2">${text('B2', 'Sold')}${text('C2', 'Income')}</row>`;

test('a header with one name over several columns is refused with a sentence; merged titles above it are not', async () => {
  const said = await refusal(withMerges(TWO_ROWS, 'A2:B2'), { headerLine: 2 });
  expect(said).toContain('In the header row, row 2, cells are merged across columns (A2:B2)');
  expect(await refusal(withMerges(TWO_ROWS, 'A1:XFD1048576'), { headerLine: 2 })).toContain('merged');
  expect(await read(withMerges(TWO_ROWS, 'A1:F1'), { headerLine: 2 })).toHaveLength(1);
});

test('a name that is merged down into the header row is that of its column', async () => {
  const rows = `${TWO_ROWS}<row r="3">${text('A3', 'Hamlet')}</row>`;
  expect(await read(withMerges(rows, 'A1:A2', 'B1:C1'), { headerLine: 2 })).toEqual([
    { line: 2, cells: ['Event', 'Sold', 'Income'] },
    { line: 3, cells: ['Hamlet'] },
  ]);
  // What is merged down from the header belongs to no line below it.
  expect((await read(withMerges(rows, 'A1:A3', 'B1:B2')))[1]).toEqual({ line: 2, cells: [null, 'Sold', 'Income'] });
});

test('a line says which of its cells a merged cell covers, from above or from the left', async () => {
  const rows = [
    `<row r="1">${text('A1', 'Event')}${text('B1', 'Day')}${text('C1', 'Sold')}</row>`,
    `<row r="2">${text('A2', 'Hamlet')}${text('B2', 'Fri')}${text('C2', '1')}</row>`,
    `<row r="3">${text('B3', 'Sat')}${text('C3', '2')}</row>`,
    `<row r="5">${text('C5', '3')}</row>`,
    `<row r="6">${text('A6', 'Gala')}${text('C6', '4')}</row>`,
  ].join('');
  const lines = await read(withMerges(rows, 'A6:B6', 'A2:A5', 'B3:B5'));
  const ofEvent = { from: 0, to: 0, by: 'above' };
  expect(lines.map(({ line, merged }) => [line, merged])).toEqual([
    [1, undefined],
    [2, undefined],
    [3, [ofEvent]],
    [5, [ofEvent, { from: 1, to: 1, by: 'above' }]],
    [6, [{ from: 1, to: 1, by: 'left' }]],
  ]);
});

describe('merged cells that nobody would merge', () => {
  const rows = (many: number): string =>
    `<row r="1">${text('A1', 'Event')}${text('B1', 'Sold')}</row>${Array.from({ length: many }, (_, at) => `<row r="${at + 2}">${at === 0 ? text('A2', 'Hamlet') : ''}${text(`B${at + 2}`, '1')}</row>`).join('')}`;
  const covered = (lines: readonly Line[]) => lines.flatMap(({ line, merged }) => (merged === undefined ? [] : [line]));

  test.each([
    'A0:B3',
    'A0:B',
    'B3:A2',
    'A3:A2',
    'XFE1:XFE9',
    'A2:XFE3',
    'A2:A1048577',
    'A2',
    'A2:A2',
    '$A$2:$A$3',
    'Sales!A2:A3',
    '',
    'ALL2:ALL9',
    'A9999999:A99999999',
  ])('%j covers nothing', async (ref) => {
    expect(covered(await read(withMerges(rows(2), ref)))).toEqual([]);
  });

  test('all of a sheet below its header costs no more than its rows', async () => {
    const lines = await read(withMerges(rows(50_000), 'A2:XFD1048576'));
    expect(lines).toHaveLength(50_001);
    expect(covered(lines)).toHaveLength(50_000);
    expect(new Set(lines.map(({ merged }) => merged)).size).toBe(3);
  });

  test('of those that lie over each other the first counts, and one without a value covers nothing', async () => {
    const three = `${rows(3)}<row r="6">${text('B6', '1')}</row>`;
    const lines = await read(withMerges(three, 'A2:A3', 'A2:A4', 'A3:B5', 'B2:C4', 'A5:A6'));
    expect(lines.map(({ line, merged }) => [line, merged?.map(({ from, to, by }) => `${by} ${from}-${to}`)])).toEqual([
      [1, undefined],
      [2, ['left 2-2']],
      [3, ['above 0-0', 'above 1-2']],
      [4, ['above 1-2']],
      [6, undefined],
    ]);
  });

  test('100,000 are read, one more is refused in words', async () => {
    const refs = (many: number): string[] => Array.from({ length: many }, (_, at) => `A${at + 2}:B${at + 2}`);
    expect(await read(withMerges(rows(10), ...refs(100_000)))).toHaveLength(11);
    expect(await refusal(withMerges(rows(10), ...refs(100_001)))).toBe('The sheet has more than 100,000 merged cells.');
  }, 30_000);

  test('what only looks like them is looked through once', async () => {
    const lines = `<sheetData>${rows(1)}</sheetData><x>${'&lt;mergeCell '.repeat(50_000)}</x>${'<mergeCell a="" />'.repeat(100_000)}`;
    expect(await read(makeWorkbook({ sheet: lines }))).toHaveLength(2);
  });
});

test('elements may carry a prefix', async () => {
  const sheet =
    '<x:sheetData xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:row r="1"><x:c t="str"><x:v>A</x:v></x:c></x:row></x:sheetData>';
  expect(await read(makeWorkbook({ sheet }))).toEqual([{ line: 1, cells: ['A'] }]);
});

test('a bomb is refused at the limit, whatever its directory declares', async () => {
  const sheet = '<sheetData><row r="1"><c t="str"><v>A</v></c></row></sheetData>';
  const piece = Buffer.alloc(8 * 1024 * 1024, '<row></row>');
  const big = Buffer.concat([Buffer.from('<worksheet><sheetData>'), ...Array.from({ length: 34 }, () => piece)]);
  const bomb = makeWorkbook({ sheet, more: [{ name: 'xl/worksheets/sheet1.xml', data: big, declaredSize: 100 }] });
  expect(bomb.length).toBeLessThan(1_000_000);
  const before = process.memoryUsage().rss;
  expect(await refusal(bomb)).toBe('Unpacked, the XLSX file is bigger than a part may be.');
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
}, 60_000);

test('so is a cell without an end', async () => {
  const data = `<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>${'A'.repeat(32 * 1024 * 1024)}`;
  const bomb = makeWorkbook({ sheet: '', more: [{ name: 'xl/worksheets/sheet1.xml', data }] });
  expect(await refusal(bomb)).toBe('A cell of the XLSX file is longer than a spreadsheet can hold.');
});

test('what is no XLSX file is told by what it is', async () => {
  const good = makeWorkbook({ sheet: '<sheetData><row r="1"><c t="str"><v>A</v></c></row></sheetData>' });
  expect(await refusal(Buffer.from('Booking Ref,Name'))).toBe('It is not an XLSX file.');
  expect(await refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toContain('old XLS');
  expect(await refusal(good.subarray(0, good.length - 40))).toContain('cut off or damaged');
  expect(await refusal(Buffer.from('PK'))).toContain('cut off or damaged');
  expect(await refusal(makeZip([{ name: 'word/document.xml', data: '<x/>' }]))).toContain(
    'lacks its part xl/workbook.xml',
  );
  expect(await refusal(makeWorkbook({ sheet: '<sheetData><row></c>' }))).toContain('not well-formed');
  expect(
    await refusal(makeWorkbook({ sheet: '<sheetData><row><c r="AMM1"><v>1</v></c></row></sheetData>' })),
  ).toContain('beyond column 1000');
});

test('an entity of its own is no way to grow', async () => {
  const data =
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c t="str"><v>&b;</v></c></row></sheetData></worksheet>';
  const bytes = makeWorkbook({ sheet: '', more: [{ name: 'xl/worksheets/sheet1.xml', data }] });
  expect(await refusal(bytes)).toContain('not well-formed');
});
