// Files from the wild and from enemies: each ends in a clear message or in the right figures, and nothing of a person is kept.
import { expect, test } from 'vitest';
import { makeWorkbook, makeZip } from '../../delivery/src/columns/xlsx/zip-for-tests.ts';
import { type Examine, type Examined, examine } from './examine.ts';

const HEAD = 'order_id,placed_at,event_name,starts_at,ticket_type,ticket_total';
const ROW = 'A1,2026-10-03 10:15,Hamlet,2026-11-05 19:30,Adult,18.50';
const csv = (...lines: readonly string[]): Buffer => Buffer.from(`${lines.join('\n')}\n`);
const good = csv(HEAD, ROW);
const utf16 = (text: string, mark: boolean): Buffer => Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le');

const cell = (at: string, value: string | number): string =>
  typeof value === 'number'
    ? `<c r="${at}"><v>${value}</v></c>`
    : `<c r="${at}" t="inlineStr"><is><t>${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`;
const row = (number: number, ...values: readonly (string | number)[]): string =>
  `<row r="${number}">${values.map((value, at) => cell(`${String.fromCharCode(65 + at)}${number}`, value)).join('')}</row>`;
const sheetOf = (...rows: readonly string[]): string => `<sheetData>${rows.join('')}</sheetData>`;
const HEADER_ROW = row(1, ...HEAD.split(','));
const BOOK_ROW = row(2, 'A1', '2026-10-03 10:15', 'Hamlet', '2026-11-05 19:30', 'Adult', 18.5);
const book = (sheet = sheetOf(HEADER_ROW, BOOK_ROW), more: Parameters<typeof makeWorkbook>[0]['more'] = []): Buffer =>
  makeWorkbook({ sheet, more });

type Expected = (seen: Examined) => void;

/** One order of one ticket at 18.50 was read, and nothing was wrong. */
const right: Expected = ({ refused, checked, problems }) => {
  expect({ refused, errors: problems.filter(({ severity }) => severity === 'error') }).toEqual({
    refused: null,
    errors: [],
  });
  expect(checked?.totals).toMatchObject({ orders: 1, tickets: 1, amounts: { GBP: '18.50' } });
};
const says =
  (words: RegExp): Expected =>
  ({ refused }) =>
    expect(refused).toMatch(words);
const errs =
  (words: RegExp, value?: string | null): Expected =>
  ({ refused, problems }) => {
    expect(refused).toBeNull();
    expect(problems[0]?.what).toMatch(words);
    if (value !== undefined) expect(problems[0]?.value).toBe(value);
  };
const unharmed: Expected = ({ refused, checked }) => expect(refused !== null || checked !== null).toBe(true);

const FILES: readonly (readonly [string, Uint8Array | Examine, Expected])[] = [
  ['a plain file', good, right],
  ['nothing at all but a line end', Buffer.from('\n'), says(/empty/i)],
  ['blanks alone', Buffer.from('   \n\t\n  \n'), says(/empty/i)],
  ['one byte', Buffer.from('x'), says(/required/)],
  ['a NUL alone', Buffer.from('\0'), unharmed],
  ['only a header', csv(HEAD), ({ checked }) => expect(checked).toMatchObject({ rows: 0, errors: 0 })],
  ['no header', csv(ROW), says(/required/)],
  ['a mark of UTF-8 before the header', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), good]), right],
  ['UTF-16 with its mark', utf16(good.toString(), true), right],
  ['UTF-16 without a mark', utf16(good.toString(), false), right],
  ['UTF-16 the other way round', utf16(good.toString(), true).swap16(), right],
  ['UTF-16 cut in the middle of a letter', utf16(good.toString(), true).subarray(0, -1), unharmed],
  ['an old Windows program', Buffer.from(good.toString().replace('Hamlet', 'Misérables'), 'latin1'), right],
  [
    'two encodings in one file',
    Buffer.concat([
      csv(HEAD, ROW.replace('Hamlet', 'Misérables')),
      Buffer.from(`${ROW.replace('A1', 'A2')},é\n`, 'latin1'),
    ]),
    ({ proposal }) => expect(proposal?.remarks.join(' ')).toMatch(/UTF-8 and others are not/),
  ],
  ['bytes that are no text', Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919) % 251)), unharmed],
  [
    'semicolons and a decimal comma',
    csv(HEAD.replaceAll(',', ';'), ROW.replaceAll(',', ';').replace('18.50', '18,50')),
    right,
  ],
  ['tabs', csv(HEAD.replaceAll(',', '\t'), ROW.replaceAll(',', '\t')), right],
  ['bars', csv(HEAD.replaceAll(',', '|'), ROW.replaceAll(',', '|')), right],
  ['line ends of an old Macintosh', Buffer.from(`${HEAD}\r${ROW}\r`), right],
  ['line ends of all kinds', Buffer.from(`${HEAD}\r\n${ROW}\n\r\n\r`), right],
  ['lines of title above the header', csv('Sales report', 'Printed today', '', HEAD, ROW), right],
  ['a quote that is never closed', csv(HEAD, `"${ROW}`), says(/never closed/)],
  ['a quote in the middle of a cell', csv(HEAD, ROW.replace('Hamlet', 'Ham"let')), says(/quotation mark/)],
  ['a line end within quotes', csv(HEAD, ROW.replace('Adult', '"Ad\nult"')), right],
  [
    'a quotation mark that is closed lines later',
    csv(HEAD, ROW.replace('Adult', '"Adult'), ROW.replace('A1', 'A2').replace('Adult', 'Adult"')),
    errs(/one line of text|beyond/),
  ],
  ['commas and quotes within quotes', csv(HEAD, ROW.replace('Hamlet', '"Hamlet, ""the"" Dane"')), right],
  ['a line with too few cells', csv(HEAD, ROW, 'A2,2026-10-03 10:15'), errs(/./)],
  ['a line with too many cells', csv(HEAD, ROW, `${ROW.replace('A1', 'A2')},surplus`), errs(/beyond/)],
  ['empty cells at the end of lines', csv(`${HEAD},,`, `${ROW},,`), right],
  ['the same header twice', csv(`${HEAD},ticket_type`, `${ROW},Adult`), right],
  ['headers without names', csv(',,,,,', ROW), says(/./)],
  ['a header of spaces and capitals', csv(HEAD.toUpperCase().replaceAll(',', ' , '), ROW), right],
  ['a header with signs that nobody sees', csv(HEAD.replace('order_id', 'order\u200b_id'), ROW), right],
  [
    'a header written backwards by a sign',
    csv(`${HEAD},\u202eliame`, `${ROW},ada@example.org`),
    ({ kept }) => expect(kept).not.toContain('ada@'),
  ],
  [
    'look-alike letters that hide an e-mail column',
    // The first letter of the second word is Cyrillic.
    csv(`${HEAD},e-m\u0430il`, `${ROW},none`),
    ({ proposal, kept }) => {
      expect(proposal?.columns.at(-1)?.personal).toBe('e-mail addresses');
      expect(kept).not.toContain('none');
    },
  ],
  ['look-alike letters in a column that is needed', csv(HEAD.replace('order_id', '\u043erder_id'), ROW), right],
  ['an endless line', Buffer.from(`${HEAD}\n${'x'.repeat(1_200_000)}`), says(/longer than 1 MiB|line/i)],
  ['an endless header', Buffer.from(`${'a,'.repeat(40_000)}\n`), unharmed],
  ['16,384 columns', csv(Array.from({ length: 16_384 }, (_, at) => `c${at}`).join(','), ROW), says(/./)],
  ['a NUL within a cell', csv(HEAD, ROW.replace('Adult', 'Ad\0ult')), errs(/./, undefined)],
  ['control characters within a cell', csv(HEAD, ROW.replace('Adult', 'Ad\u0007ult')), errs(/./)],
  ['half of a pair of letters', utf16(good.toString().replace('Adult', 'Ad\ud83dult'), true), unharmed],
  [
    'a formula where text belongs',
    csv(HEAD, ROW.replace('Adult', "=cmd|' /C calc'!A0")),
    ({ checked }) => expect(checked?.errors).toBe(0),
  ],
  [
    'a formula in a line that is rejected',
    csv(HEAD, ROW.replace('Adult', '=1+1').replace('18.50', 'dear')),
    ({ rejected }) => expect(rejected).toContain("'=1+1"),
  ],
  ['an amount in words', csv(HEAD, ROW.replace('18.50', 'eighteen')), errs(/ticket_total/, 'eighteen')],
  ['an amount beyond all reason', csv(HEAD, ROW.replace('18.50', '1e308')), errs(/ticket_total/)],
  ['an amount with its sign', csv(HEAD, ROW.replace('18.50', '£18.50')), right],
  [
    'an amount with groups',
    csv(HEAD, ROW.replace('18.50', '"1,018.50"')),
    ({ checked }) => expect(checked?.totals.amounts).toEqual({ GBP: '1018.50' }),
  ],
  [
    'a day that does not exist',
    csv(HEAD, ROW, ROW.replace('A1', 'A2').replace('2026-10-03', '2026-02-30')),
    errs(/placed_at|date/i),
  ],
  [
    'days first',
    csv(HEAD, ROW.replace('2026-10-03 10:15', '25/10/2026 10:15').replace('2026-11-05', '05/11/2026')),
    right,
  ],
  [
    'months first',
    csv(HEAD, ROW.replace('2026-10-03 10:15', '10/25/2026 10:15').replace('2026-11-05', '11/25/2026')),
    right,
  ],
  [
    'days that may be months',
    csv(HEAD, ROW.replace('2026-10-03 10:15', '03/10/2026 10:15').replace('2026-11-05', '05/11/2026')),
    ({ proposal }) => {
      expect(proposal?.form.dates).toBe('DD/MM/YYYY HH:mm');
      expect(proposal?.alternatives.dates).toContain('MM/DD/YYYY HH:mm');
    },
  ],
  [
    'dates of another century',
    csv(HEAD, ROW.replace('2026-10-03', '1900-01-01')),
    ({ problems }) => expect(problems[0]?.what).toMatch(/no date, or one before 1970/),
  ],
  [
    'an e-mail address as a ticket type',
    csv(HEAD, ROW.replace('Adult', 'ada@example.org')),
    ({ proposal, kept, rejected, problems }) => {
      expect(proposal?.columns[4]).toMatchObject({ field: null, examples: [] });
      expect(`${kept} ${rejected} ${JSON.stringify(problems)}`).not.toContain('ada@');
    },
  ],
  [
    'a telephone number in one line of many',
    csv(
      HEAD,
      ...Array.from({ length: 9 }, (_, at) => ROW.replace('A1', `A${at}`)),
      ROW.replace('A1', 'A10').replace('Adult', '+44 20 7946 0958'),
    ),
    ({ problems, kept, rejected }) => {
      expect(problems).toMatchObject([{ row: 11, column: 'ticket_type', value: null }]);
      expect(`${kept} ${rejected}`).not.toContain('7946');
    },
  ],
  [
    'a postcode mapped as a seat',
    {
      bytes: csv(`${HEAD},Postcode`, `${ROW},SW1A 1AA`),
      change: (map) => ({
        ...map,
        columns: map.columns.map((one) => (one.header === 'Postcode' ? { ...one, field: 'seat' } : one)),
      }),
    },
    says(/postcode.*not needed/i),
  ],
  [
    'a surname mapped as a channel',
    {
      bytes: csv(`${HEAD},Surname`, `${ROW},Okafor`),
      change: (map) => ({
        ...map,
        columns: map.columns.map((one) => (one.header === 'Surname' ? { ...one, field: 'channel' } : one)),
      }),
    },
    says(/names of people.*not needed/i),
  ],
  [
    'a booker and where they live',
    csv(`${HEAD},Customer No,Postcode,E-mail`, `${ROW},C-204,SW1A 1AA,ada@example.org`),
    (seen) => {
      right(seen);
      expect(seen.kept).not.toMatch(/C-204|1AA|ada@/);
      expect(seen.kept).toContain('SW1A 1');
    },
  ],
  [
    'a booker in a line that is rejected',
    csv(`${HEAD},Customer No,Postcode`, `${ROW.replace('18.50', 'free')},C-204,SW1A 1AA`),
    ({ rejected, problems }) => expect(`${rejected} ${JSON.stringify(problems)}`).not.toMatch(/C-204|1AA/),
  ],
  [
    'a page of the web with another name',
    Buffer.from('<!DOCTYPE html><html><table><tr><td>1</td></tr></table>'),
    says(/web page/),
  ],
  [
    'XML',
    Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    says(/XML/),
  ],
  ['a PDF', Buffer.from('%PDF-1.7 and more'), says(/PDF/)],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), says(/picture/)],
  ['gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), says(/compressed/)],
  ['an old XLS workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), says(/XLS/)],
  ['a workbook', book(), right],
  ['a workbook cut off', book().subarray(0, 600), says(/cut off|damaged/)],
  ['a ZIP that is no workbook', makeZip([{ name: 'hello.txt', data: 'hello' }]), says(/./)],
  ['a ZIP without entries', makeZip([]), says(/./)],
  ['a bomb by its real size', book(sheetOf(HEADER_ROW, BOOK_ROW) + ' '.repeat(270_000_000)), says(/bigger/)],
  [
    'a bomb by its declared size',
    makeZip([{ name: 'xl/workbook.xml', data: '<workbook/>', declaredSize: 4_000_000_000 }]),
    says(/./),
  ],
  [
    'a bomb among the texts',
    makeWorkbook({ sheet: sheetOf(HEADER_ROW, BOOK_ROW), sharedStrings: [`<t>${'x'.repeat(280_000_000)}</t>`] }),
    says(/bigger|much|long/),
  ],
  [
    'entities that grow',
    book(`<!DOCTYPE a [<!ENTITY a "${'x'.repeat(1_000)}">]>${sheetOf(HEADER_ROW, BOOK_ROW)}`),
    unharmed,
  ],
  ['XML that is not well formed', book('<sheetData><row></sheetData>'), says(/./)],
  [
    'a workbook with programs',
    book(undefined, [{ name: 'xl/vbaProject.bin', data: 'Sub Auto_Open()' }]),
    (seen) => {
      right(seen);
      expect(seen.proposal?.remarks.join(' ')).toMatch(/macros/);
    },
  ],
  [
    'formulas with their last values',
    book(sheetOf(HEADER_ROW, BOOK_ROW.replace('<v>18.5</v>', '<f>WEBSERVICE("http://x")</f><v>18.5</v>'))),
    right,
  ],
  [
    'formulas that were never worked out',
    book(sheetOf(HEADER_ROW, BOOK_ROW.replace('<v>18.5</v>', '<f>1/0</f>'))),
    errs(/formula/),
  ],
  [
    'an error of the spreadsheet',
    book(sheetOf(HEADER_ROW, BOOK_ROW.replace('<c r="F2"><v>18.5</v></c>', '<c r="F2" t="e"><v>#DIV/0!</v></c>'))),
    errs(/error of the spreadsheet/),
  ],
  [
    'numbers as text',
    book(sheetOf(HEADER_ROW, row(2, 'A1', '2026-10-03 10:15', 'Hamlet', '2026-11-05 19:30', 'Adult', '18.50'))),
    right,
  ],
  [
    'dates as plain numbers',
    book(sheetOf(HEADER_ROW, row(2, 'A1', 46_298.427, 'Hamlet', 46_331.8125, 'Adult', 18.5))),
    right,
  ],
  [
    'dates that are counted from 1904',
    makeWorkbook({
      sheet: sheetOf(
        HEADER_ROW,
        `<row r="2">${cell('A2', 'A1')}<c r="B2" s="1"><v>44836.5</v></c>${cell('C2', 'Hamlet')}<c r="D2" s="1"><v>44869.8125</v></c>${cell('E2', 'Adult')}${cell('F2', 18.5)}</row>`,
      ),
      formats: ['General', 'dd/mm/yyyy hh:mm'],
      date1904: true,
    }),
    (seen) => {
      right(seen);
      expect(seen.checked?.totals.from).toMatch(/^2026-10-/);
    },
  ],
  [
    'merged cells in the header',
    book(`${sheetOf(HEADER_ROW, BOOK_ROW)}<mergeCells><mergeCell ref="A1:B1"/></mergeCells>`),
    says(/merged/),
  ],
  [
    'merged cells below the header',
    book(`${sheetOf(HEADER_ROW, BOOK_ROW)}<mergeCells><mergeCell ref="A2:A3"/></mergeCells>`),
    right,
  ],
  ...['C2:XFD1048576', 'A3:XFD1048576', 'A0:B', 'XFE1:XFE2', 'C2:C9999999', 'A2:B2"/><mergeCell ref="A2:C4'].map(
    (ref): readonly [string, Uint8Array, Expected] => [
      `merged cells at ${ref}`,
      book(`${sheetOf(HEADER_ROW, BOOK_ROW)}<mergeCells><mergeCell ref="${ref}"/></mergeCells>`),
      right,
    ],
  ),
  [
    'an event that is merged over all of a sheet',
    book(
      `${sheetOf(HEADER_ROW, BOOK_ROW, ...Array.from({ length: 2_000 }, (_, at) => `<row r="${at + 3}">${cell(`A${at + 3}`, `A${at + 2}`)}${cell(`B${at + 3}`, '2026-10-03 10:15')}${cell(`F${at + 3}`, 1)}</row>`))}<mergeCells><mergeCell ref="C2:XFD1048576"/></mergeCells>`,
    ),
    // What the first of its rows holds goes to all that it covers, and no price does.
    ({ refused, proposal, checked }) => {
      expect(refused).toBeNull();
      expect(proposal?.merged).toEqual({ cells: 1, columns: [3, 4, 5, 6] });
      expect(checked).toMatchObject({ rows: 2_001, rejected: 0, totals: { orders: 2_001, performances: 1 } });
      expect(checked?.totals.amounts).toEqual({ GBP: '2018.50' });
    },
  ],
  [
    'marks of merged cells where there are none',
    csv(HEAD, ROW.replace('Hamlet', '\ufdd0').replace('A1', '\ufdd1'), ROW),
    ({ checked }) => expect(checked).toMatchObject({ rows: 2, rejected: 1, totals: { orders: 1 } }),
  ],
  ['cells far to the right', book(sheetOf(HEADER_ROW, `<row r="2"><c r="XFD2"><v>1</v></c></row>`)), says(/column/i)],
  ['a row far below', book(sheetOf(HEADER_ROW, BOOK_ROW.replaceAll('2"', '1048576"'))), unharmed],
  ['rows that say where they are not', book(sheetOf(HEADER_ROW, BOOK_ROW.replace('r="2"', 'r="-5"'))), unharmed],
  [
    'a text that refers to nothing',
    book(sheetOf(HEADER_ROW, BOOK_ROW.replace(cell('E2', 'Adult'), '<c r="E2" t="s"><v>999999</v></c>'))),
    right,
  ],
];

test.each(FILES)('%s', async (_, given, expected) => {
  expected(await examine('bytes' in given ? given : { bytes: given }));
});

test('there are at least sixty of them', () => {
  expect(FILES.length).toBeGreaterThanOrEqual(60);
});

test('a thousand sheets', async () => {
  const names = Array.from({ length: 1_000 }, (_, at) => `Sheet ${at + 1}`);
  const made = makeWorkbook({ sheet: sheetOf(HEADER_ROW, BOOK_ROW) });
  const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const bytes = makeZip([
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns:r="${OFFICE}"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId1"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', data: `<worksheet>${sheetOf(HEADER_ROW, BOOK_ROW)}</worksheet>` },
  ]);
  expect(made.length).toBeGreaterThan(0);
  const seen = await examine({ bytes });
  right(seen);
  expect(seen.proposal?.alternatives.sheets).toHaveLength(1_000);
});

// Only where asked for: `npm test` lists what it skips as something that is missing.
if (process.env.ILLUMINATE_HOSTILE_FULL === 'on') {
  test('300 MB of lines without an end', async () => {
    const seen = await examine({ bytes: Buffer.alloc(300 * 1024 * 1024, 'x') });
    expect(seen.refused).not.toBeNull();
  }, 120_000);

  test('more lines than are read', async () => {
    const lines = Array.from({ length: 2_000_001 }, (_, at) => ROW.replace('A1', `A${at}`));
    expect((await examine({ bytes: Buffer.from(`${HEAD}\n${lines.join('\n')}\n`) })).refused).toMatch(
      /2,000,000 lines/,
    );
  }, 600_000);
}
