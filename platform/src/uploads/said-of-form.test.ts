// What a person says of how a file is written, against what was found and what was said the last time.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { proposeMap } from './propose-map.ts';
import { maybeMinor } from './thread/maybe-minor.ts';
import { checkFile, sendFile, type UploadForTests } from './upload-for-tests.ts';

let box: ContextForTests;
let organisation: Organisation;

beforeAll(async () => {
  box = await openContextForTests();
  organisation = await box.organisation('fenwick');
});
afterAll(() => box.close());

const file = (...lines: readonly string[]): UploadForTests => ({
  box,
  organisation,
  kind: 'sales',
  bytes: Buffer.from(['Order no,Order date,Event,Performance date,Ticket type,Price', ...lines, ''].join('\n')),
});

test('whole numbers that would be dear tickets are asked about, and read as was said; the next file remembers', async () => {
  const given = file(
    '1,14/04/2025,Hamlet,01/05/2025 19:30,Adult,2000',
    '2,15/04/2025,Hamlet,01/05/2025 19:30,Child,1250',
    '3,16/04/2025,Hamlet,01/05/2025 19:30,Baby,5',
  );
  await expect(checkFile(given)).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('“Price” holds whole numbers'),
  });
  const said = async (amounts: 'major' | 'minor') =>
    (await checkFile(given, (map) => ({ ...map, form: { amounts } }))).check?.totals.amounts;
  expect(await said('major')).toEqual({ GBP: '3255.00' });
  expect(await said('minor')).toEqual({ GBP: '32.55' });
  const { id: upload } = await sendFile(given);
  const proposal = await proposeMap(box.context, { organisation, upload, form: {} });
  expect(proposal.form.amounts).toBe('minor');
  const other = await proposeMap(box.context, { organisation, upload, form: { amounts: 'major' } });
  expect(other.form.amounts).toBe('major');
});

test('a proposal shows the first rows as they are read, and nothing that looks personal', async () => {
  const bytes = Buffer.from(
    [
      'Order no,Event,Surname,Price,Box',
      ...[1, 2, 3, 4, 5, 6].map((order) => `${order},Hamlet,Brontë,1008.50,${order === 2 ? 'ann@post.example' : 'B'}`),
    ].join('\n'),
  );
  const { id: upload } = await sendFile({ box, organisation, kind: 'sales', bytes });
  const { sample } = await proposeMap(box.context, { organisation, upload, form: {} });
  expect(sample).toHaveLength(5);
  expect(sample[0]).toEqual(['1', 'Hamlet', null, '1008.50', 'B']);
  expect(sample[1]?.[4]).toBeNull();
  await expect(proposeMap(box.context, { organisation, upload, form: { separator: ';' } })).rejects.toThrow(
    'Its columns are not parted by semicolons: they seem to be parted by commas.',
  );
});

test('what is said now counts more than what was said of the last file, and dates that do not fit it are found anew', async () => {
  organisation = await box.organisation('oak');
  const given = file('1,04/05/2025,Hamlet,06/07/2025 19:30,Adult,20.00');
  const before = await checkFile(given, (map) => ({ ...map, form: { dates: 'DD/MM/YYYY' } }));
  expect(before.check?.totals.from).toMatch(/^2025-05-03/);
  const after = await checkFile(given, (map) => ({ ...map, form: { dates: 'MM/DD/YYYY' } }));
  expect(after.check?.totals.from).toMatch(/^2025-04-04/);

  const otherwise = await checkFile(file('2,4 June 2025,Hamlet,6 July 2025 7.30pm,Adult,20.00'));
  expect(otherwise.check).toMatchObject({ rejected: 0, totals: { tickets: 1 } });
});

test('a sign of decimals that does not fit this file is found anew, unless it is said', async () => {
  organisation = await box.organisation('elm');
  const before = await checkFile(file('1,04/05/2025,Hamlet,06/07/2025 19:30,Adult,20.00'));
  expect(before.check?.totals.amounts).toEqual({ GBP: '20.00' });
  const given = file('2,04/05/2025,Hamlet,06/07/2025 19:30,Adult,"1.018,50"');
  const { id: upload } = await sendFile(given);
  const found = await proposeMap(box.context, { organisation, upload, form: {} });
  expect(found.form.decimal).toBe(',');
  const said = await proposeMap(box.context, { organisation, upload, form: { decimal: '.' } });
  expect(said.form.decimal).toBe('.');
});

test('visitors whose thousands are parted by a point are whole numbers, also where small ones came before', async () => {
  organisation = await box.organisation('museum');
  const museum = (...lines: readonly string[]): UploadForTests => ({
    box,
    organisation,
    kind: 'counts',
    bytes: Buffer.from(['Day;Exhibition;Visitors', ...lines, ''].join('\n')),
  });
  const quiet = await checkFile(museum('01/05/2025;Bronze;204', '02/05/2025;Bronze;87'));
  expect(quiet.check).toMatchObject({ rejected: 0, totals: { tickets: 291 } });
  const quietDays = ['03/05/2025;Bronze;1', '04/05/2025;Bronze;2', '05/05/2025;Bronze;3', '06/05/2025;Bronze;4'];
  const busy = museum(...quietDays, '07/05/2025;Bronze;1.204');
  const { id: upload } = await sendFile(busy);
  const { form, remarks } = await proposeMap(box.context, { organisation, upload, form: {} });
  expect(form.decimal).toBe(',');
  expect(remarks).toContainEqual(expect.stringContaining('1.204 is read as 1,204'));
  expect((await checkFile(busy)).check).toMatchObject({ rejected: 0, totals: { tickets: 1214 } });
  const otherwise = await checkFile(busy, (map) => ({ ...map, form: { decimal: '.' } }));
  expect(otherwise.check).toMatchObject({ rejected: 1, totals: { tickets: 10 } });
});

test('prices in pounds, and takings of a full house, are not asked about', () => {
  expect(maybeMinor(['20', '25', '18'], [])).toBe(false);
  expect(maybeMinor(['20.00', '1250', '1800'], [])).toBe(false);
  expect(maybeMinor(['2000', '1250'], [])).toBe(false);
  expect(maybeMinor(['2400', '1800', '3600'], ['120', '90', '180'])).toBe(false);
  expect(maybeMinor(['6020', '7650', '11000'], ['1.204', '1,530', '2 200'])).toBe(false);
  expect(maybeMinor(['240000', '180000', '0'], ['120', '90', '0'])).toBe(true);
});
