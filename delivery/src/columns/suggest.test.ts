import { expect, test } from 'vitest';
import { columnMapSchema } from './column-map.ts';
import { linesFile } from './column-map-for-tests.ts';
import { guessDate } from './guess-forms.ts';
import { guessFields } from './header-guesses.ts';
import { mayNamePeople, personalByName, personalLook } from './looks-personal.ts';
import { readSample } from './read-sample.ts';
import { suggestColumnMap } from './suggest.ts';
import { makeWorkbook } from './xlsx/zip-for-tests.ts';

const suggest = async (bytes: Uint8Array) => suggestColumnMap(await readSample(bytes), { zone: 'Europe/London' });

test.each([
  ['booking ref', 'order_id'],
  ['order number', 'order_id'],
  ['transaction id', 'order_id'],
  ['customer id', 'customer_id'],
  ['event no', 'performance_id'],
  ['ticket price', 'price'],
  ['date of booking', 'placed_at'],
  ['booked on', 'placed_at'],
  ['order date/time', 'placed_at'],
  ['last modified', 'changed_at'],
  ['sales channel', 'channel'],
  ['price type', 'ticket_type'],
  ['seat no.', 'seat'],
  ['amount paid (€)', 'ticket_total'],
  ['postcode', 'customer_postcode'],
  ['barcode', 'ticket_id'],
  ['promo code', 'offer'],
  ['order_id', 'order_id'],
])('%s is guessed to be %s', (header, field) => {
  expect(guessFields(header, 'orders')[0]).toBe(field);
});

test.each([
  'customer name',
  'first name',
  'e-mail',
  'email address',
  'mobile no',
  'address line 1',
  'town',
  'date of birth',
  'notes',
  'card no',
  'booker',
  'sold by',
  'marketing opt-in',
  'access requirements',
])('a column called %s is personal', (name) => {
  expect(personalByName(name)).not.toBeNull();
  expect(guessFields(name, 'orders')).toEqual([]);
});

test('values look personal by their form', () => {
  expect(personalLook('ada@mail.example')).toBe('an e-mail address');
  expect(personalLook('0161 496 0000')).toBe('a telephone number');
  expect(personalLook('+353 1 555 0100')).toBe('a telephone number');
  expect(personalLook('M1 1AE')).toBe('a postcode');
  expect(personalLook('D02 X285')).toBe('a postcode');
  expect(personalLook('12 Mill Street')).toBe('a street address');
  for (const value of ['10293', '01/03/2026 19:30', '22.50', 'C12', 'The Plough', '2026-03-01', '428839330']) {
    expect(personalLook(value)).toBeNull();
  }
  expect(mayNamePeople(['Ada Novák', 'Mr John O’Neill', 'Siân Price-Jones'])).toBe(true);
  expect(mayNamePeople(['Full Price', 'Full Price', 'Full Price', 'Child Ticket'])).toBe(false);
});

test('an export becomes a map that only has to be looked at', async () => {
  const file = linesFile(
    'B-1;01/03/2026 19:30;Web;C-9;Ada Novák;ada@mail.example;428;Full;C12;€ 22,50;22,50;1,50;Sold',
    'B-2;02/03/2026 19:30;Telephone;C-10;Bo Ó Sé;bo@mail.example;428;Child;C13;€ 22,50;1.022,50;1,50;Refunded',
    'B-3;13/03/2026 19:30;Web;C-11;Cy Ng;cy@mail.example;428;Child;C14;€ 22,50;22,50;1,50;Sold',
  );
  const { map, remarks } = await suggest(Buffer.from(file, 'latin1').map((byte) => (byte === 0xac ? 0x80 : byte)));
  expect(map).toMatchObject({
    records: 'orders',
    file: { type: 'csv', encoding: 'windows-1252', separator: ';', headerLine: 3 },
    dates: { pattern: 'DD/MM/YYYY HH:mm', zone: 'Europe/London' },
    numbers: { decimal: ',' },
    derive: ['changed_at', 'order_total', 'ticket_id'],
  });
  expect(map.columns.map(({ header, field }) => `${header} = ${field}`)).toEqual([
    'Booking Ref = order_id',
    'Date of Booking = placed_at',
    'Sold via = channel',
    'Customer ID = customer_id',
    'Customer Name = drop',
    'E-mail = drop',
    'Event No = performance_id',
    'Ticket Type = ticket_type',
    'Seat = seat',
    'Ticket Price = price',
    'Paid = ticket_total',
    'Booking Fee = charges',
    'Status = ticket_status',
  ]);
  expect(map.columns[4]?.note).toBe('looks personal: names of people');
  expect(map.columns[12]?.values).toEqual({ Sold: 'sold', Refunded: 'returned' });
  expect(columnMapSchema.safeParse(map).success).toBe(true);
  expect(JSON.stringify({ map, remarks })).not.toMatch(/Nov|mail\.example|B-1|C-9/);
});

test('what looks like a person is dropped, whatever its column is called; what cannot be told is said', async () => {
  const file =
    'Order Number,Sold on,Extra,Seat,Ref 2\n1,01/02/2026,ada@mail.example,0161 496 0000,Ada Novák\n2,02/03/2026,,0161 496 0001,Bo Sé\n3,04/05/2026,,0161 496 0002,Cy Ng\n';
  const { map, remarks } = await suggest(Buffer.from(file));
  expect(map.columns.map(({ field, note }) => [field, note])).toEqual([
    ['order_id', undefined],
    ['placed_at', undefined],
    ['drop', 'looks personal: an e-mail address'],
    ['drop', 'looks personal: a telephone number'],
    ['drop', 'looks personal: names of people'],
  ]);
  expect(remarks).toContain('No value of "Sold on" tells the day from the month; the day is taken to come first.');
  expect(remarks).toContain('No column looks like performance_id, which is required: say which one it is.');
});

test('a list of performances in a workbook under a title, its day and time apart', async () => {
  const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const row = (...cells: string[]): string => `<row>${cells.join('')}</row>`;
  const bytes = makeWorkbook({
    sheet: `<sheetData>${row(text('Programme'))}${row(...['Performance ID', 'Show ID', 'Show', 'Theatre', 'Date', 'Start time', 'Capacity'].map(text))}${row(text('428'), text('7'), text('The Plough'), text('Main'), text('01/07/2026'), text('20:00'), '<c><v>225</v></c>')}</sheetData>`,
  });
  const { map } = await suggest(bytes);
  expect(map).toMatchObject({ records: 'performances', file: { type: 'xlsx', headerLine: 2 } });
  expect(map.columns.map(({ field, date }) => [field, date])).toEqual([
    ['performance_id', undefined],
    ['event_id', undefined],
    ['event_name', undefined],
    ['venue_name', undefined],
    ['starts_at', undefined],
    ['starts_at', 'HH:mm'],
    ['capacity', undefined],
  ]);
  expect(columnMapSchema.safeParse(map).success).toBe(true);
});

test.each([
  ['Price', 'ticket_total', true],
  ['Ticket Price', 'ticket_total', true],
  ['Face value', 'price', false],
  ['Price,Discount', 'price', false],
  ['Price,Paid', 'price', false],
])('of uploaded sales, “%s” is %s, and it is said where that is not certain', async (header, field, isSaid) => {
  const cells = header.split(',').map(() => '12.50');
  const file = Buffer.from(`Order Number,Sold on,Event,${header}\n1,01/02/2026,Hamlet,${cells}\n`);
  const { map, remarks } = suggestColumnMap(await readSample(file), { zone: 'Europe/London', kind: 'sales' });
  expect(map.columns[3]?.field).toBe(field);
  expect(remarks.some((remark) => remark.includes('is taken for what was paid'))).toBe(isSaid);
});

test.each([
  ['Ref', 'order_id'],
  ['Date booked', 'placed_at'],
  ['purchased', 'placed_at'],
  ['type', 'ticket_type'],
  ['net sales', 'ticket_total'],
  ['exhibition', 'event_name'],
])('of sales, %s is guessed to be %s', (header, field) => {
  expect(guessFields(header.toLowerCase(), 'sales')[0]).toBe(field);
});

test('beside the day of the booking, a date and time is when it begins; short years and dots in times are read', async () => {
  const text =
    'Order;Date booked;Show;Date/Time;Type;Total (£)\n1;1.3.24;The Tin Soldier;12.4.24 7.30pm;Full;£1,204.50\n';
  const sample = await readSample(new TextEncoder().encode(text));
  const { map } = suggestColumnMap(sample, { zone: 'Europe/London', kind: 'sales' });
  expect(map.columns.map(({ field, date }) => [field, date ?? map.dates.pattern])).toMatchObject([
    ['order_id', expect.anything()],
    ['placed_at', 'D.M.YY'],
    ['event_name', expect.anything()],
    ['starts_at', 'D.M.YY h:mm A'],
    ['ticket_type', expect.anything()],
    ['ticket_total', expect.anything()],
  ]);
});

test.each([
  ['Seats', ['2', '4', '2', '1', '2'], 'quantity', 0],
  ['Places', ['2', '2', '1', '2', '1'], 'quantity', 0],
  ['Seats', ['A12', 'A13', 'B1', 'B2', 'B3'], 'seat', 0],
  ['Seats', ['12', '13', '14', '27', '28'], 'seat', 0],
  ['Seat', ['1', '2', '1', '2', '1'], 'seat', 0],
  ['Colour', ['red', 'red', 'blue', 'red', 'red'], 'drop', 1],
])('of uploaded sales, “%s” with %j is %s', async (header, values, field, said) => {
  const lines = values.map((value, at) => `${at},01/02/2026,Hamlet,${value},12.50`);
  const file = Buffer.from(['Order Number,Sold on,Event,'.concat(header, ',Paid'), ...lines, ''].join('\n'));
  const { map, remarks } = suggestColumnMap(await readSample(file), { zone: 'Europe/London', kind: 'sales' });
  expect(map.columns[3]?.field).toBe(field);
  expect(remarks.filter((remark) => remark.includes('each line counts as one'))).toHaveLength(said);
});

test('of uploaded sales, price bands are ticket types, and it is said where there are none', async () => {
  const read = async (header: string) => {
    const file = Buffer.from(`Order Number,Sold on,Event,${header},Paid\n1,01/02/2026,Hamlet,Student,12.50\n`);
    return suggestColumnMap(await readSample(file), { zone: 'Europe/London', kind: 'sales' });
  };
  const [banded, without] = [await read('Price band'), await read('Colour')];
  expect(banded.map.columns[3]?.field).toBe('ticket_type');
  const none = 'No column says of which type a ticket is.';
  expect([banded, without].map(({ remarks }) => remarks.includes(none))).toEqual([false, true]);
});

test('a price beside a quantity is not taken for what the line brought in', async () => {
  const text =
    'Order no,Booked on,Show,Performance date,Qty,Unit price\n1,2024-03-01,Swan Lake,2024-05-01 19:30,4,12.50\n';
  const sample = await readSample(new TextEncoder().encode(text));
  const { map, remarks } = suggestColumnMap(sample, { zone: 'Europe/London', kind: 'sales' });
  expect(map.columns.at(-1)).toMatchObject({ field: 'price' });
  expect(map.derive).toContain('ticket_total');
  expect(remarks[0]).toContain('It is worked out: “Unit price” × “Qty”.');
  const summed = await readSample(new TextEncoder().encode(text.replace('Unit price', 'Line total')));
  expect(suggestColumnMap(summed, { zone: 'Europe/London', kind: 'sales' }).remarks).toContain(
    '“Line total” is taken for what all tickets of a line cost together, and is shared out among them.',
  );
});

test('a price that grows with the number of tickets is what all of them cost', async () => {
  const of = async (...prices: readonly string[]) => {
    const lines = prices.map((price, at) => `${at},2024-03-01,Swan Lake,2024-05-01 19:30,Adult,${at + 1},${price}`);
    const text = ['Order no,Booked on,Show,Performance date,Type,Qty,Price', ...lines, ''].join('\n');
    const sample = await readSample(Buffer.from(text));
    const { map, remarks } = suggestColumnMap(sample, { zone: 'Europe/London', kind: 'sales' });
    return [map.columns.at(-1)?.field, remarks.some((remark) => remark.startsWith('“Price” grows with “Qty”'))];
  };
  expect(await of('12.50', '25.00', '37.50')).toEqual(['ticket_total', true]);
  expect(await of('12.50', '12.50', '12.50')).toEqual(['price', false]);
  // Neither is told by one line, nor by prices that differ without a reason.
  expect(await of('12.50')).toEqual(['price', false]);
  expect(await of('12.50', '20.00', '37.50')).toEqual(['price', false]);
});

test('kinds of visitors are no figures where a column has them together, and it is said if they differ', async () => {
  const said = async (kind: 'counts' | 'sales', ...lines: readonly string[]) => {
    const sample = await readSample(Buffer.from([...lines, ''].join('\n')));
    const { map, remarks } = suggestColumnMap(sample, { zone: 'Europe/London', kind });
    return { fields: map.columns.map(({ field }) => field), remark: remarks.find((one) => one.includes('Adults')) };
  };
  expect(await said('counts', 'Date,Adults,Children,Visitors', '01/05/2025,2,3,6')).toEqual({
    fields: ['starts_at', 'drop', 'drop', 'tickets'],
    remark: expect.stringContaining('to be counted too'),
  });
  const head = 'Order no,Booked on,Show,Performance date';
  const typed = await said('sales', `${head},Type,Adults,Children,Paid`, '1,2024-03-01,Cats,2024-05-01,Family,2,1,30');
  expect(typed.fields.slice(4)).toEqual(['ticket_type', 'drop', 'drop', 'ticket_total']);
  expect(typed.remark).toContain('write a line for each type');
  const summed = await said('sales', `${head},Qty,Adults,Children,Paid`, '1,2024-03-01,Cats,2024-05-01,3,2,1,30');
  expect(summed.fields.slice(4)).toEqual(['drop', 'quantity', 'quantity', 'ticket_total']);
});

test('events that stand in rows over their lines are said, and headings of quarters are not taken for them', async () => {
  const remark = async (...headings: readonly string[]) => {
    const lines = headings.flatMap((heading) => [
      `${heading},,,`,
      '14/10/2026,19:30,40,400',
      '15/10/2026,19:30,40,400',
    ]);
    const sample = await readSample(Buffer.from(['Date,Time,Sold,Income', ...lines, ''].join('\n')));
    return suggestColumnMap(sample, { zone: 'Europe/London', kind: 'counts' }).remarks[0];
  };
  expect(await remark('Hamlet', 'Faust')).toMatch(/^What was on seems to stand in rows of its own/);
  for (const headings of [['Hamlet'], ['Q1 2026', 'Q2 2026'], ['April 2026', 'May 2026']])
    expect(await remark(...headings)).not.toMatch(/rows of its own/);
});

test('merged titles above the header of a workbook are no header', async () => {
  const row = (at: number, ...texts: readonly string[]): string =>
    `<row r="${at}">${texts.map((text) => `<c t="str"><v>${text}</v></c>`).join('')}</row>`;
  const rows = [row(1, 'Sales of spring'), row(2, 'Show', 'Date', 'Venue'), row(3, 'Cats', '2024-05-01', 'Hall')];
  const merged = '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>';
  const sample = await readSample(makeWorkbook({ sheet: `<sheetData>${rows.join('')}</sheetData>${merged}` }));
  expect(sample).toMatchObject({ file: { headerLine: 2 }, headers: ['Show', 'Date', 'Venue'] });
});

test('a slip in some line is no reason to read none: dates are written as most of them are', () => {
  expect(guessDate(['13.02.2026', '14.02.2026', 'someday'])).toEqual({ pattern: 'DD.MM.YYYY', isAmbiguous: false });
  expect(guessDate(['3.02.2026', 'n/a', 'someday'])).toBeNull();
  expect(guessDate(['A-12', 'A-13', '2026-02-13'])).toBeNull();
  expect(guessDate(['Full', 'Under 26', 'Over 60', 'Group of 10'])).toBeNull();
});

test('a museum that parts thousands by a point is read so, and told', async () => {
  const museum = (...lines: readonly string[]) =>
    Buffer.from(['Day;Exhibition;Visitors;Income', ...lines, ''].join('\n'));
  const sure = async (bytes: Uint8Array, decimal?: '.' | ',') => {
    const { map, remarks } = suggestColumnMap(await readSample(bytes), {
      zone: 'Europe/London',
      kind: 'counts',
      decimal,
    });
    return {
      decimal: map.numbers?.decimal,
      told: remarks.filter((remark) => remark.includes('1.204 is read as 1,204')),
    };
  };
  const told = [expect.stringContaining('“Visitors”')];
  const busy = ['01/05/2025;Bronze;1.204;', '02/05/2025;Bronze;87;', '03/05/2025;Bronze;12.030;'];
  expect(await sure(museum(...busy))).toEqual({ decimal: ',', told });
  expect(await sure(museum(...busy), '.')).toEqual({ decimal: '.', told: [] });
  // Amounts that say it agree, or count more.
  expect(await sure(museum('01/05/2025;Bronze;1.204;3.612,50'))).toEqual({ decimal: ',', told });
  expect(await sure(museum('01/05/2025;Bronze;1.204;3612.50'))).toEqual({ decimal: '.', told: [] });
  // An amount of a thousand or of one and a bit is never guessed, nor what is no whole number throughout.
  expect(await sure(museum('01/05/2025;Bronze;1.204;3.612'))).toEqual({ decimal: '.', told: [] });
  for (const other of ['1204', '1.5', '0.204', '1,204']) {
    expect(await sure(museum(...busy, `04/05/2025;Bronze;${other};`))).toEqual({ decimal: '.', told: [] });
  }
  expect(await sure(museum('01/05/2025;Bronze;1,204;', '02/05/2025;Bronze;87;'))).toEqual({ decimal: '.', told: [] });
});
