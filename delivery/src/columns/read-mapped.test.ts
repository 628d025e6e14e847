import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { DeliveryFault } from '../fault.ts';
import type { Delivered, DeliveredOrder } from '../records/delivered.ts';
import { PersonalFields } from '../records/field-scope.ts';
import type { ColumnMap } from './column-map.ts';
import { HEADER, LINES_MAP, linesFile, madeMap } from './column-map-for-tests.ts';
import { readMapped } from './read-mapped.ts';
import { makeWorkbook } from './xlsx/zip-for-tests.ts';

interface Options {
  readonly map?: ColumnMap;
  readonly personal?: readonly string[];
  readonly onFault?: (fault: DeliveryFault) => void;
}

async function read(
  bytes: Buffer,
  {
    map = madeMap(),
    personal = ['customer.id'],
    onFault = (fault) => {
      throw fault;
    },
  }: Options = {},
): Promise<Delivered[]> {
  const records: Delivered[] = [];
  const options = { part: 2, personal: new PersonalFields(personal), currency: 'GBP', onFault };
  for await (const record of readMapped(Readable.from([bytes]), map, options)) records.push(record);
  return records;
}
const file = (...lines: readonly string[]): Buffer => Buffer.from(linesFile(...lines), 'latin1');
async function refusal(bytes: Buffer, options: Options = {}): Promise<DeliveryFault> {
  const err = await read(bytes, options).catch((thrown: unknown) => thrown);
  expect(err).toBeInstanceOf(DeliveryFault);
  expect((err as DeliveryFault).message).not.toMatch(/Nov|ada@|B-77/);
  return err as DeliveryFault;
}

const LINES = [
  'B-1;01/03/2026 19:30;Web;C-9;Ada Novák;ada@mail.example;428;Full;C12;22,50;22,50;1,50;Sold',
  'B-2;29/03/2026 01:30;Telephone;;;;428;Child;;12,00;12,00;;Sold',
  'B-1;01/03/2026 19:30;Web;C-9;Ada Novák;ada@mail.example;428;Child;C13;22,50;1.020,00;1,50;Sold',
  'B-2;29/03/2026 01:30;Telephone;;;;428;Child;;12,00;12,00;;Sold',
  'B-3;02/03/2026 10:00;Kiosk;;;;428;Full;D1;20,00;20,00;;Refunded',
  'Total;;;;;;;;;;1.086,50;;',
  ';;;;;;;;;;;;',
];

test('an export becomes the records of NDJSON: its orders are put together from wherever their lines are', async () => {
  const [first, second, third, ...more] = (await read(file(...LINES))) as DeliveredOrder[];
  expect(more).toEqual([]);
  expect(first).toEqual({
    kind: 'order',
    row: 4,
    id: 'B-1',
    placedAt: Date.UTC(2026, 2, 1, 19, 30),
    changedAt: Date.UTC(2026, 2, 1, 19, 30),
    channel: 'online',
    currency: 'EUR',
    totalMinor: 2250 + 102_000 + 150,
    customer: { id: 'C-9', postcode: null, country: null },
    tickets: [
      {
        row: 4,
        id: 'B-1/428/C12/1',
        performance: '428',
        type: 'Full',
        seat: 'C12',
        offer: null,
        priceMinor: 2250,
        discountMinor: null,
        totalMinor: 2250,
      },
      {
        row: 6,
        id: 'B-1/428/C13/1',
        performance: '428',
        type: 'Child',
        seat: 'C13',
        offer: null,
        priceMinor: 2250,
        discountMinor: null,
        totalMinor: 102_000,
      },
    ],
    items: [{ id: 'charges', kind: 'charge', quantity: 1, amountMinor: 150 }],
  });
  // In the gap of 29 March the clock read before it: 01:30 is 02:30 of the new time.
  expect(second).toMatchObject({
    id: 'B-2',
    placedAt: Date.UTC(2026, 2, 29, 1, 30),
    channel: 'phone',
    customer: null,
    totalMinor: 2400,
  });
  expect(second?.tickets.map(({ id }) => id)).toEqual(['B-2/428/Child/1', 'B-2/428/Child/2']);
  expect(third).toMatchObject({ id: 'B-3', channel: 'counter', tickets: [], totalMinor: 0 });
});

test('tickets added later change the order; what all its lines must agree on is compared', async () => {
  const later = 'B-1;05/03/2026 09:00;Web;C-9;;;429;Full;A1;10,00;10,00;1,50;Sold';
  expect(await read(file(LINES[0] ?? '', later))).toMatchObject([
    { placedAt: Date.UTC(2026, 2, 1, 19, 30), changedAt: Date.UTC(2026, 2, 5, 9), tickets: [{}, {}] },
  ]);
  const other = 'B-1;05/03/2026 09:00;Web;C-8;;;429;Full;A1;10,00;10,00;1,50;Sold';
  expect(await refusal(file(LINES[0] ?? '', other))).toMatchObject({
    code: 'record-invalid',
    row: 5,
    field: 'Customer ID',
    part: 2,
    what: 'The field Customer ID differs between the lines of one order.',
  });
});

test('a workbook gives what the CSV of it gives', async () => {
  const map = madeMap({
    file: { type: 'xlsx', sheet: 'Sales', headerLine: 2 },
    columns: LINES_MAP.columns.flatMap((column) =>
      column.field === 'placed_at'
        ? [
            { header: 'Booked on', field: 'placed_at', date: 'DD/MM/YYYY' },
            { header: 'At', field: 'placed_at', date: 'HH:mm' },
          ]
        : [column],
    ),
  });
  const strings = map.columns.map(({ header }) => `<t>${header}</t>`);
  const header = map.columns.map((_, at) => `<c t="s"><v>${at}</v></c>`).join('');
  const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const row = (seat: string, paid: string): string =>
    `<row>${text('B-1')}<c s="1"><v>46082</v></c><c s="2"><v>0.8125</v></c>${text('Web')}<c><v>9</v></c>${text('Ada Novák')}${text('ada@mail.example')}<c><v>428</v></c>${text('Full')}${text(seat)}<c><v>22.5</v></c><c><f>1</f><v>${paid}</v></c><c><v>1.5</v></c>${text('Sold')}</row>`;
  const bytes = makeWorkbook({
    formats: ['General', 'dd/mm/yyyy', 'hh:mm'],
    sharedStrings: strings,
    sheet: `<sheetData><row r="1">${text('Ticket sales')}</row><row r="2">${header}</row>${row('C12', '22.500000000000004')}${row('C13', '19.95')}</sheetData>`,
  });
  expect(await read(bytes, { map })).toMatchObject([
    {
      row: 3,
      id: 'B-1',
      placedAt: Date.UTC(2026, 2, 1, 19, 30),
      customer: { id: '9' },
      totalMinor: 2250 + 1995 + 150,
      tickets: [{ performance: '428', priceMinor: 2250, totalMinor: 2250 }, { totalMinor: 1995 }],
    },
  ]);
  expect(
    await refusal(
      makeWorkbook({
        sharedStrings: strings,
        formats: ['General', 'dd/mm/yyyy', 'hh:mm'],
        sheet: `<sheetData><row r="2">${header}</row>${row('C1', '33.3333')}</sheetData>`,
      }),
      { map },
    ),
  ).toMatchObject({
    field: 'Paid',
    row: 3,
    what: 'The field Paid should be an amount with at most 2 decimals; it is other text.',
  });
});

test('a changed layout is refused with the difference', async () => {
  const changed = linesFile().replace(
    HEADER,
    HEADER.replace('Ticket Price', 'Full Price').replace(';Status', '').replace('Seat', 'Row;Seat'),
  );
  expect(await refusal(Buffer.from(changed))).toMatchObject({
    code: 'layout-changed',
    part: 2,
    row: 3,
    what: 'The columns are not those that the column map was made for. missing: "Status" (was column 13); added: "Row" (column 9); probably renamed: "Ticket Price" to "Full Price" (column 11).',
  });
  const headless = Buffer.from(linesFile(...LINES).replace(`${HEADER}\r\n`, ''), 'latin1');
  expect(await refusal(headless)).toMatchObject({ code: 'layout-changed', row: 3 });
});

test.each([
  ['B-77;31/02/2026 19:30;Web;;;;428;Full;C1;1;1;;Sold', 'Date of Booking', 'a date in the form chosen for this file'],
  ['B-77;;Web;;;;428;Full;C1;1;1;;Sold', 'Date of Booking', 'there on every line'],
  ['B-77;01/03/2026 19:30;Web;;;;428;Full;C1;1.50;1;;Sold', 'Ticket Price', 'an amount with a decimal comma'],
  [
    'B-77;01/03/2026 19:30;Web;;;;428;Full;C1;1;1,005;;Sold',
    'Paid',
    'decimal text with a point and at most 2 decimals',
  ],
  ['B-77;01/03/2026 19:30;Web;;;;428;Full;C1;1;;;Sold', 'Paid', 'decimal text'],
  ['B-77;01/03/2026 19:30;Web;;;;;Full;C1;1;1;;Sold', 'Event No', 'text of 1 to 200 characters; it is null'],
  ['B-77;01/03/2026 19:30;Web;;;;428;Full;C1;1;1;;Gone', 'Status', 'one of the values that the map lists'],
  ['B-77;01/03/2026 19:30;Web;;;;428;Full;ada@mail.example;1;1;;Sold', 'Seat', 'looks like an e-mail address'],
  ['B-77;01/03/2026 19:30;Web;;;;428;Full;C1;1;1;;Sold;more', undefined, 'cells beyond the 13 columns'],
])('what is wrong is told by column and row, never by value: %s', async (line, field, what) => {
  const fault = await refusal(file(LINES[0] ?? '', line));
  expect(fault).toMatchObject({ code: 'record-invalid', row: 5, field });
  expect(fault.what).toContain(what);
});

test('all faults can be gathered, and what has none is still read', async () => {
  const faults: (number | undefined)[] = [];
  const bad = 'B-9;01/03/2026 19:30;Web;;;;428;Full;C1;x;1;;Sold';
  const records = await read(file(bad, LINES[0] ?? '', bad), { onFault: ({ row }) => faults.push(row) });
  expect(records.map(({ id }) => id)).toEqual(['B-1']);
  expect(faults).toEqual([4, 6]);
});

test('an id that a spreadsheet has shortened is refused, since others look the same', async () => {
  const faults: DeliveryFault[] = [];
  const lines = ['1.23457E+14', '1,23457E+14', '1E5'].map((id) => (LINES[1] ?? '').replaceAll('B-2', id));
  const orders = await read(file(...lines), { onFault: (fault) => faults.push(fault) });
  expect(faults.map(({ row }) => row)).toEqual([4, 5]);
  expect(faults[0]?.what).toContain('shortened');
  expect(orders.map(({ id }) => id)).toEqual(['1E5']);
});

test('lines that say the same are each told what is wrong, and an order is read whole from lines alike', async () => {
  const faults: (readonly [number | undefined, string | undefined])[] = [];
  const bad = 'B-9;41/03/2026 19:30;Web;;;;428;Full;C1;1;1;;Sold';
  const fine = (LINES[1] ?? '').replaceAll('B-2', 'B-7');
  const records = await read(file(bad, bad, fine, fine, fine), {
    onFault: ({ row, field }) => faults.push([row, field]),
  });
  expect(faults.map(([row]) => row)).toEqual([4, 5]);
  expect(new Set(faults.map(([, field]) => field)).size).toBe(1);
  expect(records).toMatchObject([{ id: 'B-7', row: 6, tickets: [{ row: 6 }, { row: 7 }, { row: 8 }] }]);
});

test('a customer that the manifest does not declare is refused; what the map drops need not be declared', async () => {
  expect(await refusal(file(...LINES), { personal: [] })).toMatchObject({
    code: 'field-undeclared',
    field: 'customer.id',
  });
  const map = madeMap({
    columns: LINES_MAP.columns.map((column) =>
      column.field === 'customer_id' ? { ...column, field: 'drop' } : column,
    ),
  });
  expect(JSON.stringify(await read(file(...LINES), { map, personal: [] }))).not.toMatch(/C-9|Nov|ada@/);
});

test('performances, with what yes and no are called, and a venue known by its name alone', async () => {
  const map = madeMap({
    records: 'performances',
    file: { type: 'csv' },
    columns: [
      { header: 'Event No', field: 'performance_id' },
      { header: 'Show ID', field: 'event_id' },
      { header: 'Show', field: 'event_name' },
      { header: 'Where', field: 'venue_name' },
      { header: 'When', field: 'starts_at' },
      { header: 'Places', field: 'capacity' },
      { header: 'Status', field: 'cancelled', values: { 'On sale': 'false', 'Called off': 'true' } },
    ],
    constants: {},
    derive: [],
    ignoreLines: undefined,
  });
  const head = 'Event No,Show ID,Show,Where,When,Places,Status\n';
  const lines = '428,7,The Plough,Main,01/07/2026 20:00,225,On sale\n429,7,The Plough,,02/07/2026 20:00,,called OFF\n';
  expect(await read(Buffer.from(head + lines), { map })).toEqual([
    {
      kind: 'performance',
      row: 2,
      id: '428',
      event: { id: '7', name: 'The Plough' },
      venue: { id: 'Main', name: 'Main' },
      startsAt: Date.UTC(2026, 6, 1, 19),
      capacity: 225,
      cancelled: false,
    },
    {
      kind: 'performance',
      row: 3,
      id: '429',
      event: { id: '7', name: 'The Plough' },
      venue: null,
      startsAt: Date.UTC(2026, 6, 2, 19),
      capacity: null,
      cancelled: true,
    },
  ]);
});

test('an order of which one line is wrong is none, wherever the line stands', async () => {
  const faults: DeliveryFault[] = [];
  const [first = '', second = '', third = ''] = LINES;
  const lines = [first.replace('22,50;22,50', '22,50;free'), second, third, `${first.replace('B-1', 'B-4')};more`];
  const orders = (await read(file(...lines, first.replace('B-1', 'B-5')), {
    onFault: (fault) => faults.push(fault),
  })) as DeliveredOrder[];
  expect(orders.map(({ id }) => id)).toEqual(['B-2', 'B-5']);
  expect(faults.map(({ row, field }) => [row, field])).toEqual([
    [4, 'Paid'],
    [7, undefined],
  ]);
});
