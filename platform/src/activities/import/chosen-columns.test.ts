import { type ActivityImportField, checkActivityImport } from '@illuminate/contract';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../../context-for-tests.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { importActivities } from './import-activities.ts';
import { proposeImport } from './propose-import.ts';

let box: ContextForTests;
let organisation: Organisation;

beforeAll(async () => {
  box = await openContextForTests();
});
afterAll(() => box.close());
beforeEach(async () => {
  await box.reset();
  organisation = await box.organisation('riverside');
});

const LOG = `What we did,Held at,On,Heads,Said,Said
Macbeth,Main House,10/04/2026,240,good night,cold
Sewing circle,Studio,3 May 2026,c. 24,,
`;
const HEADERS = ['What we did', 'Held at', 'On', 'Heads', 'Said', 'Said'];
type Fields = readonly (ActivityImportField | null)[];
const FIELDS: Fields = ['title', 'place', 'from', 'people', null, 'notes'];

const content = (text: string): string => Buffer.from(text).toString('base64');
const as = (fields: Fields, headers = HEADERS) => headers.map((header, at) => ({ header, field: fields[at] ?? null }));
const check = (text: string, columns?: ReturnType<typeof as>, of = organisation) =>
  proposeImport(box.context, of, { name: 'log.csv', content: content(text), columns });
const take = (text: string, columns?: ReturnType<typeof as>) =>
  importActivities(box.context, {
    ...{ organisation, name: 'log.csv', content: content(text), partly: false, actor: 'test' },
    columns,
  });

test('a log whose columns are called otherwise is told with examples and what is missing, and its import is refused', async () => {
  const proposal = await check(LOG);
  expect(proposal.missing).toEqual(['title', 'from']);
  expect(proposal.columns[0]).toEqual({ header: 'What we did', field: null, examples: ['Macbeth', 'Sewing circle'] });
  expect(proposal.columns[3]?.examples).toEqual(['240', 'c. 24']);
  expect(proposal).toMatchObject({ columnsFrom: 'headers', rows: [], counts: { new: 0, faulty: 0 } });
  await expect(take(LOG)).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringMatching(
      /has no column for the title \(such as “title”.*\) and none for the first day .*Found: What we did, Held at/,
    ),
  });
});

test('columns that somebody chose are read as that, also two of the same name and one without any', async () => {
  const proposal = await check(LOG, as(FIELDS));
  expect(proposal).toMatchObject({ columnsFrom: 'chosen', missing: [], counts: { new: 2, faulty: 0 } });
  expect(proposal.rows[0]?.activity).toMatchObject({ title: 'Macbeth', place: 'Main House', notes: 'cold' });
  const row = ',Hall,concert,20,2026-04-01,x\n';
  const nameless = `,Place,Kind,People,Date,Notes\nMacbeth${row}Hamlet${row}${'x'.repeat(201)}${row}`;
  const headers = ['', 'Place', 'Kind', 'People', 'Date', 'Notes'];
  const read = await check(nameless, as(['title', 'place', 'kind', 'people', 'from', 'notes'], headers));
  expect(read.rows[0]?.activity).toMatchObject({ title: 'Macbeth' });
  expect(read.rows[2]?.faults[0]?.column).toBe('column 1');
});

test('what no column can be is refused by its name', () => {
  const body = { name: 'log.csv', content: content(LOG), columns: [{ header: 'On', field: 'colour' }] };
  expect(checkActivityImport.body?.safeParse(body).error?.issues).toMatchObject([
    { path: ['columns', 0, 'field'], message: expect.stringContaining('is “colour”') },
  ]);
});

test.each<[string, Fields, string[], string]>([
  ['a field twice', ['title', 'title', 'from'], HEADERS, 'have “title” twice: column 1, “What we did”, and column 2'],
  ['another column', FIELDS, [...HEADERS.slice(0, 2), 'Day'], 'its column 3 is “On”, not “Day”'],
  ['a column too few', ['title'], HEADERS.slice(0, 5), 'its column 6 is “Said”, not without a name'],
  ['a column too many', [...FIELDS, 'kind'], [...HEADERS, ''], 'it has no column 7'],
])('%s is refused, and which is said', async (_, fields, headers, said) => {
  await expect(check(LOG, as(fields, headers))).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining(said),
  });
});

test('what was chosen is remembered by whoever imports, for files of the organisation with the same headers', async () => {
  await check(LOG, as(FIELDS));
  expect(await check(LOG)).toMatchObject({ columnsFrom: 'headers' });
  expect(await take(LOG, as(FIELDS))).toMatchObject({ added: 2 });
  const next = `what we did ,Held at,On,Heads,Said,Said\nHamlet,Studio,11/04/2026,30,,\n`;
  expect(await check(next)).toMatchObject({ columnsFrom: 'remembered', missing: [], counts: { new: 1 } });
  expect(await take(next)).toMatchObject({ added: 1 });
  expect(await check(next, undefined, await box.organisation('harbour'))).toMatchObject({ columnsFrom: 'headers' });
  expect(await check(next.replace('Heads', 'Bodies'))).toMatchObject({ columnsFrom: 'headers' });
});

test('what was chosen with an import that stores nothing is not remembered', async () => {
  const faulty = LOG.replace('10/04/2026', '31/4/2026');
  await expect(take(faulty, as(FIELDS))).rejects.toMatchObject({ code: 'not-possible-now' });
  expect(await check(LOG)).toMatchObject({ columnsFrom: 'headers' });
});

test('another choice takes the place of the last; the one that would be read anyway is forgotten', async () => {
  const plain = 'Title,Date,Comments\nMacbeth,2026-04-01,inside\n';
  const of = (fields: Fields) => as(fields, ['Title', 'Date', 'Comments']);
  await take(plain, of(['title', 'from', null]));
  expect((await check(plain)).columns[2]).toMatchObject({ header: 'Comments', field: null });
  await take(plain, of(['title', 'from', 'place']));
  expect(await check(plain)).toMatchObject({ columnsFrom: 'remembered', columns: [{}, {}, { field: 'place' }] });
  await take(plain, of(['title', 'from', 'notes']));
  expect(await check(plain)).toMatchObject({ columnsFrom: 'headers', columns: [{}, {}, { field: 'notes' }] });
});

const TITLED = `Activity log,,for the funder
Activity,Started on,How many
Macbeth,10/04/2026,240
`;

test('the row with the names of the columns is said where another one looks like it, or where there is none', async () => {
  const read = (text: string, headerLine?: number, columns?: ReturnType<typeof as>) =>
    proposeImport(box.context, organisation, { name: 'log.csv', content: content(text), headerLine, columns });
  // All of it is text, and the first row is as full as any.
  const misread = await read('Our log,for,2026/27\nTitle,Day,Where\nMacbeth,10/04/2026,Main House\n');
  expect(misread).toMatchObject({ headerLine: 2, missing: [] });
  const wrongly = await read(TITLED, 1);
  expect(wrongly).toMatchObject({ headerLine: 1, missing: ['title', 'from'] });
  expect(await read(TITLED, 2, as(['title', 'from', 'people'], ['Activity', 'Started on', 'How many']))).toMatchObject({
    ...{ headerLine: 2, missing: [], counts: { new: 1, faulty: 0 } },
    rows: [{ row: 3, activity: { title: 'Macbeth', people: 240 } }],
  });
  await expect(read(TITLED, 9)).rejects.toMatchObject({ message: expect.stringContaining('no header line') });

  // Without such a row none of the file's is lost, and nothing is remembered: the next such file may be another.
  const bare = 'Macbeth,10/04/2026\nHamlet,11/04/2026\n';
  const unnamed = as(['title', 'from'], ['', '']);
  expect(await read(bare, 0)).toMatchObject({
    headerLine: 0,
    missing: ['title', 'from'],
    columns: [{ header: '' }, {}],
  });
  const given = { organisation, name: 'log.csv', content: content(bare), partly: false, actor: 'test' };
  expect(await importActivities(box.context, { ...given, headerLine: 0, columns: unnamed })).toMatchObject({
    added: 2,
  });
  expect(await read(bare, 0)).toMatchObject({ columnsFrom: 'headers', missing: ['title', 'from'] });
});

test('of a workbook with a sheet for each quarter the others are told, and any can be read', async () => {
  const sheet = (name: string, title: string) => ({
    name,
    rows: [
      ['Title', 'Date'],
      [title, '10/04/2026'],
    ],
  });
  const bytes = await writeXlsx({
    sheets: [sheet('Q1', 'Macbeth'), sheet('Q2', 'Hamlet'), { name: 'Q3', rows: [['Title']] }],
  });
  const read = (of?: string) =>
    proposeImport(box.context, organisation, {
      name: 'log.xlsx',
      content: Buffer.from(bytes).toString('base64'),
      sheet: of,
    });
  expect(await read()).toMatchObject({
    sheet: 'Q1',
    sheets: ['Q1', 'Q2', 'Q3'],
    rows: [{ activity: { title: 'Macbeth' } }],
  });
  expect(await read('q2')).toMatchObject({ sheet: 'Q2', rows: [{ activity: { title: 'Hamlet' } }] });
  await expect(read('Q3')).rejects.toMatchObject({
    message: expect.stringContaining('in its sheet “Q3”; choose another one of: Q1'),
  });
});
