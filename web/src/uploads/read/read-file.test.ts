// What the browser does to a file before anything of it is sent. Blob, streams and TextDecoder are the browser's here, too.
import { createHash } from 'node:crypto';
import type { UploadKind } from '@illuminate/contract';
import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { doFileTask } from './do-file-task.ts';
import type { FileFault } from './file-messages.ts';
import type { Look } from './look-through.ts';
import type { FormWish } from './open-table.ts';
import type { Rewritten } from './rewrite.ts';

const blobOf = (content: string | Uint8Array): Blob => new Blob([content as Uint8Array<ArrayBuffer>]);
/** Every character of the tests is one byte there, apart from the euro sign. */
const windows1252 = (text: string): Uint8Array =>
  Uint8Array.from(text, (char) => (char === '€' ? 0x80 : char.charCodeAt(0)));

async function look(file: Blob, kind: UploadKind = 'sales', wish: FormWish = {}): Promise<Look> {
  const answer = await doFileTask({ do: 'look', file, kind, wish }, () => undefined);
  if (answer.is !== 'look') throw new Error(JSON.stringify(answer));
  return answer.look;
}

async function refusal(file: Blob, wish: FormWish = {}): Promise<FileFault> {
  const answer = await doFileTask({ do: 'look', file, kind: 'sales', wish }, () => undefined);
  if (answer.is !== 'fault') throw new Error(`it was read: ${answer.is}`);
  return answer.fault;
}

/** What would be sent if nobody changes anything. */
async function sent(
  file: Blob,
  kind: UploadKind = 'sales',
): Promise<{ text: string; rewritten: Rewritten; found: Look }> {
  const found = await look(file, kind);
  const keep = found.columns.flatMap(({ judgement }, at) => (judgement.about === 'people' ? [] : [at]));
  const shapes = new Map(found.columns.flatMap(({ shape }, at) => (shape === undefined ? [] : [[at, shape] as const])));
  const answer = await doFileTask(
    { do: 'rewrite', file, form: found.form, keep, columns: found.columns.length, shapes },
    () => undefined,
  );
  if (answer.is !== 'rewritten') throw new Error(JSON.stringify(answer));
  return { text: await answer.rewritten.content.text(), rewritten: answer.rewritten, found };
}

const left = ({ columns }: Look): string[] =>
  columns.flatMap(({ header, judgement }) => (judgement.about === 'people' ? [header] : []));

const SALES = [
  'Order no.;Booked on;Title;Surname;E-mail;Mobile;Production;Price;Notes',
  'A-1;01.02.2026 19:30;Mrs;Brontë;ann@post.example;+44 7700 900123;Hamlet;€ 12,50;"Rang,',
  'wants an aisle"',
  'A-2;02.02.2026 20:00;Mr;O’Neill;;0161 496 0000;Hamlet;8,00;',
].join('\r\n');

test('columns about people stay here, and every line keeps its number', async () => {
  const { text, found, rewritten } = await sent(
    blobOf(windows1252(`Report of Jane Doe\r\n\r\n${SALES.replace('’', "'")}`)),
  );
  expect(found.form).toEqual({ type: 'csv', encoding: 'windows-1252', separator: ';', headerLine: 3 });
  expect(left(found)).toEqual(['Title', 'Surname', 'E-mail', 'Mobile', 'Notes']);
  expect(text.split('\n')).toEqual([
    '',
    '',
    'Order no.;Booked on;Production;Price',
    'A-1;01.02.2026 19:30;Hamlet;€ 12,50',
    '',
    'A-2;02.02.2026 20:00;Hamlet;8,00',
    '',
  ]);
  expect(rewritten.rows).toBe(2);
  expect(rewritten.sha256).toBe(createHash('sha256').update(text).digest('hex'));
});

test('the first rows are shown as they are read, without what is about people, however it is read', async () => {
  const file = blobOf(SALES.replace('Hamlet', 'Théâtre'));
  const { columns, sample } = await look(file);
  expect(columns.map(({ header }, at) => [header, sample[0]?.[at]])).toEqual([
    ['Order no.', 'A-1'],
    ['Booked on', '01.02.2026 19:30'],
    ...['Title', 'Surname', 'E-mail', 'Mobile'].map((header) => [header, null]),
    ['Production', 'Théâtre'],
    ['Price', '€ 12,50'],
    ['Notes', null],
  ]);
  expect((await look(file, 'sales', { encoding: 'windows-1252' })).sample[0]).toContain('ThÃ©Ã¢tre');
  // Lines of so many lengths are none that a separator is seen to fit, so that whatever is said is taken.
  const uneven = blobOf(`${SALES.replaceAll(/"[^"]*"/g, 'Rang')}\r\nA-3\r\nA-4;02.02.2026\r\n`);
  for (const separator of ['\t', '|'] as const) {
    const wrong = await look(uneven, 'sales', { separator });
    expect(wrong.sample.flat().join()).not.toMatch(/Bront|Neill|ann@|0161|7700/);
    expect(wrong.sample.length).toBeGreaterThan(0);
  }
  const long = await look(blobOf(`Event,Tickets\n${'ha'.repeat(60)},2\n`), 'counts');
  expect(long.sample).toEqual([[`${'ha'.repeat(30)}…`, '2']]);
});

test('what tells bookers apart is needed of sales, and of nothing else', async () => {
  const file = blobOf('Customer ID,Postcode,Event,Tickets\nC1,M1 1AE,Hamlet,2\nC2,M2 3BC,Hamlet,1\n');
  const judgements = (found: Look) => found.columns.map(({ judgement }) => judgement);
  expect(judgements(await look(file))).toEqual([
    { about: 'needed', becomes: 'pseudonym' },
    { about: 'needed', becomes: 'area' },
    { about: 'things' },
    { about: 'things' },
  ]);
  expect(left(await look(file, 'counts'))).toEqual(['Customer ID', 'Postcode']);
});

test('a number of the customer that is an e-mail address is none that is needed', async () => {
  const file = blobOf('Order ID,Customer ID\n1,ann@post.example\n2,bo@post.example\n');
  expect(left(await look(file))).toEqual(['Customer ID']);
});

test('columns are judged by values where their names say nothing, and a doubt is said to be one', async () => {
  const rows = [
    ['1', 'Ada Novák', 'ann@post.example', 'Hamlet'],
    ['2', 'John O’Neill', 'bo@post.example', 'Hamlet'],
    ['3', 'Siân Price', '', 'Hamlet'],
  ];
  const found = await look(blobOf(`Order ID,Column 2,Column 3,Event\n${rows.map((row) => row.join(',')).join('\n')}`));
  expect(found.columns.map(({ judgement }) => judgement)).toEqual([
    { about: 'things' },
    { about: 'people', holds: 'names', isSure: false },
    { about: 'people', holds: 'email', isSure: true },
    { about: 'things' },
  ]);
});

test('a column called just “Name” beside one of events is not sent unless somebody says that it names nobody', async () => {
  const rows = ['B1;01.03.2026;Die Räuber;2;18,50;Schmidt', 'B2;02.03.2026;Die Räuber;1;9,25;Müller'];
  const { text, found } = await sent(blobOf(`Buchungsnr;Datum;Veranstaltung;Karten;Preis;Name\n${rows.join('\n')}`));
  expect(found.columns.at(-1)?.judgement).toEqual({ about: 'people', holds: 'names', isSure: false });
  expect(text).not.toMatch(/Schmidt|Müller/);
  expect(JSON.stringify(found.sample)).not.toMatch(/Schmidt|Müller/);
});

test('an e-mail address among seats is left empty, however late it comes, and counted', async () => {
  const rows = Array.from({ length: 3_000 }, (_, at) => `${at},A${at}`);
  rows[2_900] = '2900,for ann@post.example';
  const { text, rewritten } = await sent(blobOf(`Order ID,Seat\n${rows.join('\n')}`));
  expect(text).not.toContain('ann@');
  expect(text.split('\n')[2_901]).toBe('2900,');
  expect([...rewritten.emptied]).toEqual([[1, 1]]);
});

test('a line with more cells than columns is named and not sent: any of them may be a name', async () => {
  const { text, found } = await sent(blobOf('Order ID,Name,Event\n1,Novák, Ada,Hamlet\n2,Bo,Hamlet\n'));
  expect(found.tooLong).toEqual({ rows: 1, first: [2] });
  expect(text).not.toContain('Ada');
  expect(text.split('\n')[2]).toMatch(/^2,/);
});

test('a character that is no UTF-8 far down has the file read as a spreadsheet program writes it', async () => {
  const rows = Array.from({ length: 40_000 }, (_, at) => `${at},Hall`).join('\n');
  const { found, text } = await sent(blobOf(windows1252(`Order ID,Venue\n${rows}\n40001,Café`)));
  expect(found.form).toMatchObject({ encoding: 'windows-1252' });
  expect(text).toContain('40001,Café');
  expect(found.rows).toBe(40_001);
});

test('a workbook is read as CSV: days, times and numbers as they were meant', async () => {
  const rows = [
    ['Order ID', 'Day', 'Time', 'Booked', 'Price', 'Customer name'],
    ['A-1', new Date('2026-03-01T00:00:00Z'), 0.8125, new Date('2026-02-01T09:05:00Z'), 19.95, 'Ada Novák'],
    ['A-2', new Date('2026-03-02T00:00:00Z'), 0.5, new Date('2026-02-02T00:00:00Z'), 8, 'Bo, "Bob"'],
  ];
  const formats = ['', 'dd/mm/yyyy', 'hh:mm', 'dd/mm/yyyy hh:mm', '', ''];
  const columns = formats.map((numFmt) => (numFmt === '' ? {} : { numFmt }));
  const sheets = [
    { name: 'Cover', rows: [['Nothing here']], hidden: true },
    { name: 'Sales', rows, columns },
  ];
  const { text, found } = await sent(blobOf(await writeXlsx({ sheets })));
  expect(found.form).toMatchObject({ type: 'xlsx', sheet: 'Sales' });
  expect(left(found)).toEqual(['Customer name']);
  expect(text.split('\n')).toEqual([
    'Order ID,Day,Time,Booked,Price',
    'A-1,2026-03-01,19:30:00,2026-02-01 09:05:00,19.95',
    'A-2,2026-03-02,12:00:00,2026-02-02 00:00:00,8',
    '',
  ]);
  expect(found.columns[2]?.examples).toEqual(['19:30', '12:00']);
  expect(found.columns[1]?.examples).toEqual(['2026-03-01', '2026-03-02']);
  expect(found.sample.map((row) => row.slice(1, 4))).toEqual([
    ['2026-03-01', '19:30', '2026-02-01 09:05'],
    ['2026-03-02', '12:00', '2026-02-02 00:00'],
  ]);
});

test('a number of a workbook is never sent as if its thousands were parted', async () => {
  const rows = [
    ['Event', 'Visitors'],
    ['Bronze', 1.204],
    ['Bronze', 1204],
    ['Bronze', '1.204'],
    ['Bronze', 1.5],
  ];
  const { text } = await sent(blobOf(await writeXlsx({ sheets: [{ name: 'Door', rows }] })), 'counts');
  expect(text.split('\n').slice(1, -1)).toEqual(['Bronze,1.2040', 'Bronze,1204', 'Bronze,1.204', 'Bronze,1.5']);
});

test.each<[string, Uint8Array | string, RegExp]>([
  ['nothing', '', /empty/],
  ['no header', '\n\n', /no line with the names/],
  ['data where the header should be', 'A-1,ann@post.example\nA-2,bo@post.example', /should name the columns/],
  ['an old workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), /old XLS/],
  ['the head of an archive', 'PK\u0003\u0004 and then nothing', /cut off or damaged/],
  ['a quotation mark that is never closed', 'Order ID,Event\n1,"Hamlet\n', /never closed/],
  ['a quotation mark in the middle', 'Order ID,Event\n1,Ham"let\n', /quotation mark/],
])('%s is refused in words', async (_, content, words) => {
  const { what, nextStep } = await refusal(blobOf(content));
  expect(what).toMatch(words);
  expect(nextStep).not.toBe('');
});

test('members that were counted are no people, and performances side by side are no columns', async () => {
  const counts = 'Date,Adults,Members\n01/05/2026,12,4\n02/05/2026,9,31\n';
  expect(left(await look(blobOf(counts), 'counts'))).toEqual([]);
  expect(left(await look(blobOf(counts.replace('12,4', '12,Ada Lee')), 'counts'))).toEqual(['Members']);
  const across = 'Type,01/05/2026 19:30,02/05/2026 19:30\nAdult,12,4\n';
  expect((await refusal(blobOf(across))).what).toMatch(/It is a cross-tab/);
});

test('no workbook is read that is cut off, wherever', async () => {
  const whole = await writeXlsx({ sheets: [{ name: 'Sales', rows: [['Order ID'], ['A-1']] }] });
  for (let cut = 1; cut < 12; cut += 1) {
    const { what } = await refusal(blobOf(whole.slice(0, Math.floor((whole.length * cut) / 12))));
    expect(what).toMatch(/cut off or damaged|not an XLSX/);
  }
  // Its bytes differ while its directory is whole.
  const broken = Uint8Array.from(whole, (byte, at) => (at > 40 && at < whole.length / 2 ? byte ^ 0x5a : byte));
  expect((await refusal(blobOf(broken))).what).toMatch(/cut off|XML|lacks/);
});

test('a form that somebody says is the one that is used', async () => {
  const file = blobOf('Title of all\nOrder ID|x;Event\n1;Hamlet\n');
  const found = await look(file, 'sales', { separator: ';', headerLine: 2 });
  expect(found.columns.map(({ header }) => header)).toEqual(['Order ID|x', 'Event']);
  const wrong = await refusal(blobOf('Order ID;Price\n1;12,50\n2;8,00\n'), { separator: ',' });
  expect(wrong).toMatchObject({
    what: 'Its columns are not parted by commas: they seem to be parted by semicolons.',
    nextStep: 'Choose semicolons as what stands between columns.',
    read: { form: { separator: ',' } },
  });
  expect((await refusal(blobOf(windows1252('Order ID,Venue\n1,Café')), { encoding: 'utf-8' })).what).toMatch(
    /not written in utf-8/,
  );
});
