import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../../context-for-tests.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { activitiesCsv } from '../activities-csv.ts';
import { listActivities } from '../list-activities.ts';
import { listPlaces } from '../places.ts';
import { alikePlaces } from './alike-places.ts';
import { lacksYear, readDaysWithin } from './days-of-year.ts';
import { importActivities } from './import-activities.ts';
import { proposeImport } from './propose-import.ts';
import { dayOfSerial, readDay, readDays } from './read-days.ts';
import { readArtform, readKind, readNumber } from './read-words.ts';
import { whyNoDay } from './why-no-day.ts';

describe('days', () => {
  test.each([
    ['2026-04-01', '2026-04-01'],
    ['2026-04-01 19:30', '2026-04-01'],
    ['2026-04-01T19:30:00', '2026-04-01'],
    ['1/4/2026', '2026-04-01'],
    ['01.04.26', '2026-04-01'],
    ['1 April 2026', '2026-04-01'],
    ['Wed 1st Apr 2026', '2026-04-01'],
    ['Wednesday, 1 April 2026, 7.30pm', '2026-04-01'],
    ['April 1, 2026', '2026-04-01'],
    ['1-Apr-26', '2026-04-01'],
    ['12 May 2026 (2 shows)', '2026-05-12'],
    ['Sat 13 June 2026 - 7.30pm', '2026-06-13'],
    ['5/5/26, 10am - 4pm', '2026-05-05'],
    ['5 May 2026 19:30–21:00', '2026-05-05'],
    ['29/02/2024', '2024-02-29'],
    ['Sat 5th Apr ’25', '2025-04-05'],
    ['45750', '2025-04-03'],
  ])('“%s”', (typed, day) => {
    expect(readDay(typed)).toBe(day);
  });

  test.each([
    ...['04/13/2026', '31/4/2026', '29/02/2026', 'soon', 'April 2026', '2026', '1/4'],
    ...['3 April 2026, 10 May 2026 & 5 April 2026', '3 April 2026, 240 & 5 April 2026', 'soon to 5 April 2026'],
  ])('“%s” is none', (typed) => {
    expect(readDays(typed)).toBeNull();
  });

  test.each([
    ['1–3 April 2026', '2026-04-01', '2026-04-03'],
    ['1-3 April 2026', '2026-04-01', '2026-04-03'],
    ['29 March to 2 April 2026', '2026-03-29', '2026-04-02'],
    ['01/04/2026 - 03/04/2026', '2026-04-01', '2026-04-03'],
    ['12-14/07/2025', '2025-07-12', '2025-07-14'],
    ['11/12 July 2026', '2026-07-11', '2026-07-12'],
    ['Sat 5 - Sun 6 April 2025', '2025-04-05', '2025-04-06'],
    ['3, 4 & 10 April 2025', '2025-04-03', '2025-04-10'],
    ['Mondays 13 April - 18 May 2026', '2026-04-13', '2026-05-18'],
    ['30 April and 1 May 2025', '2025-04-30', '2025-05-01'],
  ])('“%s”', (typed, from, to) => {
    expect(readDays(typed)).toEqual({ from, to });
  });

  test.each([
    ['tbc', 'says that the day is not known'],
    ['Sat 5 Apr', 'has no year'],
    ['29/2', 'has no year'],
    ['Spring 2025', 'names no single day'],
    ['Feb 2026', 'names no single day'],
    ['April–June 2026', 'names no single day'],
    ['end of June', 'names no single day'],
    ['w/c 16 Feb 2026', 'names no single day'],
    ['every Tues in Jan 2026', 'names no single day'],
    ['soon', 'is no day'],
    ['31/4/2026', 'is no day'],
  ])('“%s” %s', (typed, fault) => {
    expect(whyNoDay(typed)).toMatchObject({ fault });
  });

  const FINANCIAL = { startsOn: '2025-04-01', endsOn: '2026-03-31' };

  test.each([
    ['Sat 3 May', '2025-05-03', '2025-05-03'],
    ['12/4', '2025-04-12', '2025-04-12'],
    ['12/3', '2026-03-12', '2026-03-12'],
    ['Friday 6th February 7.30pm', '2026-02-06', '2026-02-06'],
    ['3 - 5 June', '2025-06-03', '2025-06-05'],
    ['28 Dec – 3 Jan', '2025-12-28', '2026-01-03'],
    ['30 March to 2 April', '2026-03-30', '2026-04-02'],
    ['May 3rd', '2025-05-03', '2025-05-03'],
  ])('“%s” of 2025/26', (typed, from, to) => {
    expect(lacksYear(typed)).toBe(true);
    expect(readDaysWithin(typed, FINANCIAL)).toEqual({ from, to });
  });

  test.each(['29/2', 'Apr 25', '3 May 2025', 'Summer', '31/4', '2025-26'])('“%s” is no day of 2025/26', (typed) => {
    expect(readDaysWithin(typed, FINANCIAL)).toBeNull();
  });

  test('the number behind a date of a spreadsheet', () => {
    expect(dayOfSerial(46_113)).toBe('2026-04-01');
    expect(dayOfSerial(240)).toBeNull();
  });
});

test.each([
  ['240', 240, null],
  ['1,240', 1240, null],
  ['c. 200', 200, 'about'],
  ['approx 90', 90, 'about'],
  ['150 (est)', 150, 'about'],
  ['~1 200', 1200, 'about'],
  ['c250', 250, 'about'],
  ['est250', 250, 'about'],
  ['300.0', 300, null],
  ['approx. 120', 120, 'about'],
  ['120+', 120, 'lower'],
  ['500+ people', 500, 'lower'],
  ['over 200', 200, 'lower'],
  ['1.2k', 1200, 'about'],
  ['63 views', 63, null],
  ['nil', 0, null],
  ['2 x 30', 60, null],
  ['approx 3×12', 36, 'about'],
  ['25ish', 25, 'about'],
  ['min 60', 60, 'lower'],
  ['300 tickets', 300, null],
  ['75 inc. carers', 75, null],
  ['80 + 20', 100, null],
  ['40 adults, c. 20 children', 60, 'about'],
  ['30-40', 35, 'middle'],
  ['12 – 15', 13, 'middle'],
  ['30 to 40 people', 35, 'middle'],
  ['approx 1,000-1,200', 1100, 'middle'],
  ['between 30 and 40', 35, 'middle'],
  ['30-40 + 10', 45, 'middle'],
  ['c. 20 + 50+', 70, 'about'],
  ['at least 50', 50, 'lower'],
])('“%s” people', (typed, people, estimate) => {
  expect(readNumber(typed)).toEqual({ people, estimate });
});

test.each([
  '12.5',
  'lots',
  '-3',
  '1.234',
  ...['40-30', '2-500', '30/40', '30-40-50'],
  '1, 240',
  '63 households',
  '188/200',
  'sold out',
  '98%',
  '8 per session',
])('“%s” is no number of people', (typed) => {
  expect(readNumber(typed)).toBeNull();
});

test('kinds and artforms are read with a letter wrong or in two words, and never where they could be another', () => {
  expect(['perfomance', 'Work shop', 'On-line', 'Workshpos'].map(readKind)).toEqual([
    'performance',
    'workshop',
    'digital',
    'workshop',
  ]);
  expect(['Pantomine', 'Musik', 'Theatr', 'Visual Art', 'Physical theatre'].map(readArtform)).toEqual([
    'theatre',
    'music',
    'theatre',
    'visual-arts',
    'theatre',
  ]);
  expect(
    ['Talk / lecture', 'Film workshop', 'Live Music', 'Theatre production', 'Community event'].map(readKind),
  ).toEqual(['other', 'workshop', 'performance', 'performance', 'other']);
  expect(['Music (jazz)', 'Visual Arts / Craft', 'Contemporary dance'].map(readArtform)).toEqual([
    'music',
    'visual-arts',
    'dance',
  ]);
  // “Glass” is no class, “fold” is no folk, and what may be two things is neither.
  expect([readKind('glass'), readArtform('fold'), readArtform('Dance/Film')]).toEqual([null, null, null]);
});

test('places that are spelled alike are told, and numbered ones are kept apart', async () => {
  const names = ['Main Hse.', 'The Studio', 'St. Mary’s', 'Studio 2', 'St Marys', 'Barn'];
  expect(await alikePlaces(names, ['Main House', 'Studio', 'Studio 1', 'Bar'])).toEqual([
    { name: 'Main Hse.', like: 'Main House' },
    { name: 'The Studio', like: 'Studio' },
    { name: 'St Marys', like: 'St. Mary’s' },
  ]);
});

/** How often others had their turn until something was done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
  });
  await work().finally(() => clearInterval(counting));
  return turns;
}

test('others have their turn while many places are compared', async () => {
  const many = Array.from(
    { length: 1_500 },
    (_, at) => `Villages of ${String.fromCharCode(97 + (at % 26)).repeat(at)}`,
  );
  expect(await turnsDuring(() => alikePlaces(many, many))).toBeGreaterThan(0);
});

describe('a file', () => {
  let box: ContextForTests;
  let organisation: Organisation;
  const actor = 'test';
  const content = (text: string): string => Buffer.from(text).toString('base64');
  const propose = (text: string) =>
    proposeImport(box.context, organisation, { name: 'log.csv', content: content(text) });

  beforeAll(async () => {
    box = await openContextForTests();
  });
  afterAll(() => box.close());
  beforeEach(async () => {
    await box.reset();
    organisation = await box.organisation('riverside');
  });

  const TIRED = `Activity Log 2026;;;;;;
Event Name;Type;Art form;Venue;Start date;Attendance;How counted;Colour
Macbeth;Show;Drama;Main House;10/04/2026;;box office;red
 Sewing  circle ;Workshop;craft;Community Room;1–3 May 2026;c. 24;;
Folk night;Concert;;main  house;08.05.26;118;counted;
;Show;Drama;Main House;1/6/2026;;;
Puppets;Puppetry;Drama;Main House;04/13/2026;many;;
Macbeth;Show;Drama;Main House;10/04/2026;;;
;;;;;;;
`;

  test('becomes activities row by row; each fault is told with its cell and what to write instead', async () => {
    const proposal = await propose(TIRED);
    expect(proposal.columns.filter(({ field }) => field === null)).toEqual([
      { header: 'Colour', field: null, examples: ['red'] },
    ]);
    expect(proposal.counts).toEqual({ new: 3, known: 0, faulty: 3, leftOut: 0 });
    expect(proposal.newPlaces).toEqual(['Main House', 'Community Room']);
    expect(proposal.rows[1]?.activity).toMatchObject({
      title: 'Sewing circle',
      kind: 'workshop',
      artform: 'visual-arts',
      from: '2026-05-01',
      to: '2026-05-03',
      people: 24,
      method: 'estimated',
    });
    expect(proposal.rows[2]?.activity).toMatchObject({ artform: 'music', people: 118, method: 'counted' });
    expect(
      proposal.rows.slice(3).map(({ row, faults }) => [row, faults.map(({ column, value }) => [column, value])]),
    ).toEqual([
      [6, [['Event Name', '']]],
      [
        7,
        [
          ['Type', 'Puppetry'],
          ['Start date', '04/13/2026'],
          ['Attendance', 'many'],
        ],
      ],
      [8, [['Event Name', 'Macbeth']]],
    ]);
    expect(proposal.rows[5]?.faults[0]?.fault).toBe('is the same as row 3: title, days and place');
  });

  test('is taken whole or not at all, unless its faulty rows are left out; once more, it adds nothing', async () => {
    const given = { organisation, name: 'log.csv', content: content(TIRED), actor };
    await expect(importActivities(box.context, { ...given, partly: false })).rejects.toMatchObject({
      code: 'not-possible-now',
      message: '3 rows have faults, so nothing was stored.',
    });
    expect((await listActivities(box.context, { organisation, year: null, archived: false })).total.activities).toBe(0);
    const first = await importActivities(box.context, { ...given, partly: true });
    expect(first).toMatchObject({ added: 3, known: 0 });
    expect(first.left.map(({ row }) => row)).toEqual([6, 7, 8]);
    expect(await importActivities(box.context, { ...given, partly: true })).toMatchObject({ added: 0, known: 3 });
    const { items } = await listPlaces(box.context, organisation);
    expect(items.map(({ name, activities }) => [name, activities])).toEqual([
      ['Community Room', 1],
      ['Main House', 2],
    ]);
  });

  const TYPED = `Quarter,Activity Title,Type of activity,Venue,Date(s),Audience nos,Actual/est
Q1,,,,,,
Q1,Big Sing,concert,Main House,3/4/25,sold out,ticketed
Q1,Life drawing,Workshop,Studio,5 Apr 2025,12,counted
Q1,Tea dance,Dance,Studio,6 Apr 2025,tbc,
Quarter,Activity Title,Type of activity,Venue,Date(s),Audience nos,Actual/est
Q1,Macbeth,,,,,
TOTAL,,,,,6500,
`;

  test('headings and totals are left out and said; half a line stays a fault', async () => {
    const { counts, rows } = await propose(TYPED);
    expect(counts).toEqual({ new: 3, known: 0, faulty: 1, leftOut: 3 });
    expect(rows.map(({ row, becomes }) => [row, becomes])).toEqual([
      [2, 'left-out'],
      [3, 'new'],
      [4, 'new'],
      [5, 'new'],
      [6, 'left-out'],
      [7, 'faulty'],
      [8, 'left-out'],
    ]);
    expect(rows[1]?.activity).toMatchObject({ kind: 'performance', artform: 'music', people: null });
    expect(rows[3]?.activity).toMatchObject({ artform: 'dance', people: null, method: 'box-office' });
    expect(rows[6]?.faults).toMatchObject([{ column: 'Quarter', value: 'TOTAL' }]);
  });

  test('a total that stands where a day would is left out too', async () => {
    const text = 'Title,Date,Audience\nMacbeth,05/04/2026,120\n,Total,120\n';
    const { counts } = await propose(text);
    expect(counts).toEqual({ new: 1, known: 0, faulty: 0, leftOut: 1 });
  });

  test('what the mended file says otherwise of an activity that is logged is told, not lost', async () => {
    const given = { organisation, name: 'log.csv', partly: true, actor };
    await importActivities(box.context, { ...given, content: content(TYPED) });
    const mended = TYPED.replace(',12,counted', ',14,counted').replace('Macbeth,,,,', 'Macbeth,,,7/4/25,');
    const { counts, rows } = await propose(mended);
    expect(counts).toMatchObject({ new: 1, known: 3, faulty: 0 });
    expect(rows[2]).toMatchObject({
      becomes: 'known',
      faults: [{ column: 'Audience nos', value: '14', fault: 'is “12” in the log' }],
    });
    expect(rows.filter(({ becomes, faults }) => becomes === 'known' && faults.length > 0)).toHaveLength(1);
  });

  test('what is exported is imported as the same again, and notes stay inside', async () => {
    const log =
      'Title,Date,To,People,Method,Event ID,Notes\n"=Sum, the musical",2026-04-01,2026-04-03,90,counted,"101; 102",secret\n';
    await importActivities(box.context, { organisation, name: 'a.csv', content: content(log), partly: false, actor });
    const exported = activitiesCsv(
      await listActivities(box.context, { organisation, year: '2026-04-01', archived: false }),
    );
    expect(exported).toBe(`Year,Quarter,Title,Kind,Artform,Place,From,To,People,Method,Event ID
2026/27,Q1,"'=Sum, the musical",performance,musical-theatre,,2026-04-01,2026-04-03,90,counted,101; 102
`);
    const other = await box.organisation('harbour');
    const plain = exported.replace("'=Sum", 'Sum');
    expect(
      await importActivities(box.context, {
        organisation: other,
        name: 'b.csv',
        content: content(plain),
        partly: false,
        actor,
      }),
    ).toMatchObject({ added: 1 });
  });

  test.each([
    ['', 'is empty'],
    ['Title,Date\n', 'has a header and no rows'],
    ['Title,Date\n"Macbeth,2026-04-01\n', 'cannot be read'],
    ['Title,Date\nMacbeth,2026-04-01\nThe "Scottish" play,2026-04-01\n', 'cannot be read: Row 3: A quotation mark'],
  ])('%j says what is wrong with it', async (text, said) => {
    await expect(propose(text)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(said),
    });
  });
});
