// Logs as tired people keep them.
import { type CellValue, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../../context-for-tests.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { offerYears, yearLabelled } from './offer-years.ts';
import { proposeImport } from './propose-import.ts';

let box: ContextForTests;
let organisation: Organisation;

beforeAll(async () => {
  box = await openContextForTests();
  organisation = await box.organisation('riverside');
});
afterAll(() => box.close());

const propose = (bytes: string | Uint8Array, said: { name?: string; year?: string } = {}) =>
  proposeImport(box.context, organisation, { name: 'log', ...said, content: Buffer.from(bytes).toString('base64') });

test('“ditto” is what stands above, and “tbc” and “n/a” are as good as nothing', async () => {
  const { counts, rows } = await propose(`Title,Kind,Place,Date,To,People,How counted,Event ID
Yoga,Workshop,Studio,1/4/2026,n/a,2 x 12,counted,n/a
Pilates,ditto,"""",2/4/2026,-,12,do.,-
Mystery,TBC,n/a,3/4/2026,N/A,tbc,n/a,?
`);
  expect(counts).toMatchObject({ new: 3, faulty: 0 });
  const [yoga, pilates, mystery] = rows.map(({ activity }) => activity);
  expect(yoga).toMatchObject({ people: 24, method: 'counted', to: '2026-04-01', eventId: null });
  expect(pilates).toMatchObject({ kind: 'workshop', place: 'Studio', people: 12, method: 'counted', eventId: null });
  expect(mystery).toMatchObject({ place: null, people: null, method: 'box-office', eventId: null });
});

const HEADER = ['Title', 'Venue', 'Date', 'People'];
const merge = (column: number, first: number, last: number) => ({
  ...{ startRow: first - 1, endRow: last - 1, startCol: column, endCol: column },
});

test('a day and a place that are merged over several rows hold for each of them, a number does not; empty rows are none', async () => {
  const rows: CellValue[][] = [
    ['Storytelling', 'Library', new Date(Date.UTC(2026, 3, 1)), 30],
    ['Craft table', '', '', ''],
    ['', '', '', ''],
    ['Quiz', 'Bar', new Date(Date.UTC(2026, 3, 2)), 40],
  ];
  const merges = [merge(1, 2, 3), merge(2, 2, 3), merge(3, 2, 3)];
  const proposal = await propose(await writeXlsx({ sheets: [{ name: 'Log', rows: [HEADER, ...rows], merges }] }));
  expect(proposal.counts).toEqual({ new: 3, known: 0, faulty: 0, leftOut: 0 });
  expect(proposal.rows[1]?.activity).toMatchObject({ place: 'Library', from: '2026-04-01', people: null });
  expect(proposal.columns[2]?.examples).toEqual(['2026-04-01', '2026-04-02']);
});

const faultsOfTotals = async (text: string) =>
  (await propose(text)).rows.flatMap(({ row, becomes, faults }) =>
    becomes === 'left-out' && faults.length > 1 ? [[row, faults[0]?.value, faults[0]?.fault]] : [],
  );

test('a total of people that the rows do not come to is told, one that they come to is not', async () => {
  const log = (first: string, last: string) => `Title,Date,People
Macbeth,1/4/2026,100
Hamlet,2/4/2026,c. 20
Total Q1,,${first}
Quiz,1/7/2026,tbc
Yoga,2/7/2026,30
Total Q2,,30
Grand total,,${last}
`;
  expect(await faultsOfTotals(log('120', '150'))).toEqual([]);
  expect(await faultsOfTotals(log('120', '"Total 1,500"'))).toEqual([
    [8, '1,500', 'is not what the rows come to, which is 150'],
  ]);
  expect(await faultsOfTotals(log('100', '150'))).toEqual([[4, '100', 'is not what the rows come to, which is 120']]);
  // What cannot be read may be the difference.
  expect(await faultsOfTotals(log('130', '150').replace('c. 20', 'lots'))).toEqual([]);
});

test('a year is taken from the other day of a row, and the name of a quarter is no activity', async () => {
  const { rows } = await propose(`Title,Start,End,People
Fest,25 Apr,27 April 2026,10
Q3 (Oct–Dec),,,
Panto,18/12/2026,4 Jan,20
Carols,21 Dec,,30
Tides,1 May 2026,ongoing,
`);
  expect(rows.map(({ becomes }) => becomes)).toEqual(['new', 'left-out', 'new', 'faulty', 'faulty']);
  expect(rows[0]?.activity).toMatchObject({ from: '2026-04-25', to: '2026-04-27' });
  expect(rows[2]?.activity).toMatchObject({ from: '2026-12-18', to: '2027-01-04' });
  expect(rows[4]?.faults).toMatchObject([{ column: 'End', value: 'ongoing' }]);
  expect(rows[3]?.faults).toMatchObject([{ column: 'Start', fault: 'has no year' }]);
});

const YEARLESS = `Title,Date,People
Macbeth,Sat 3 May,30
Sewing circle,Mon 12/5,"12-15"
Panto,Fri 19 Dec - Sun 4 Jan,1200
Quiz,6/2,tbc
`;
/** Saturday the 3rd of May is in 2025; so it is six and eleven years from there. */
const YEAR = '2025/26';

test('a file whose days have no year is read in the one that somebody says, and else every row is a fault', async () => {
  const asked = await propose(YEARLESS);
  expect(asked).toMatchObject({ counts: { new: 0, faulty: 4 }, undated: { rows: 4, year: null } });
  expect(asked.rows[0]?.faults).toMatchObject([
    { fault: 'has no year', next: expect.stringContaining('in which year') },
  ]);
  const read = await propose(YEARLESS, { year: YEAR });
  expect(read).toMatchObject({ counts: { new: 4, faulty: 0 }, undated: { rows: 4, year: YEAR } });
  expect(read.rows.map(({ activity }) => [activity?.from, activity?.to])).toEqual([
    ['2025-05-03', '2025-05-03'],
    ['2025-05-12', '2025-05-12'],
    ['2025-12-19', '2026-01-04'],
    ['2026-02-06', '2026-02-06'],
  ]);
  expect((await propose(YEARLESS, { year: '2025' })).rows[3]?.activity?.from).toBe('2025-02-06');
  await expect(propose(YEARLESS, { year: '2025/27' })).rejects.toMatchObject({ code: 'invalid-input' });
  expect((await propose('Title,Date\nMacbeth,3 May 2025\n')).undated).toBeNull();
});

const CLUES = { undated: ['3 May'], dated: [], names: [], today: '2026-05-01', startMonth: 4 };
const named = (text: string, undated = ['3 May']) =>
  offerYears({ ...CLUES, undated, names: [{ of: 'the name', text }] });
const reasonsOf = ({ proposed, years }: ReturnType<typeof offerYears>) =>
  years.find(({ label }) => label === proposed)?.reasons;

test('a year is proposed by weekdays, by what names it, or by the other rows, with its reasons, and never by nothing', () => {
  expect(offerYears(CLUES)).toMatchObject({
    proposed: null,
    years: expect.arrayContaining([{ ...yearLabelled(YEAR, 4), reasons: [] }]),
  });
  const weekdays = offerYears({ ...CLUES, undated: ['Sat 3 May', 'Mon 12/5', 'Fri 6 Feb', 'soon'] });
  expect([weekdays.proposed, reasonsOf(weekdays)]).toEqual([YEAR, ['its weekdays fit (3 of 3)']]);
  // One weekday fits by chance in every seventh year.
  expect(offerYears({ ...CLUES, undated: ['Sat 3 May'] }).proposed).toBeNull();
  for (const text of ['Log 2025-26.xlsx', 'Activities 25/26', 'log_2025_2026', 'Activity log 2025–2026'])
    expect(named(text).proposed).toBe(YEAR);
  expect(reasonsOf(named('Log 2025-26.xlsx'))).toEqual(['the name says “2025-26”']);
  expect(named('Log 2025.csv').proposed).toBe('2025');
  expect(named('Log of 12-13 May').proposed).toBeNull();
  // What the weekdays say against it, a name does not outweigh.
  expect(named('Log 2024-25', ['Sat 3 May', 'Mon 12 May']).proposed).toBe(YEAR);
  const dated = offerYears({ ...CLUES, dated: ['2025-06-01', '2026-02-01'] });
  expect([dated.proposed, reasonsOf(dated)]).toEqual([YEAR, ['the 2 rows that have a year are in it']]);
});

test('the year is also looked for in the sheet’s name and above the header', async () => {
  const rows = [
    ['Title', 'Date', 'People'],
    ['Macbeth', '3 May', 30],
  ];
  const titled = [['Activity log 2024/25', null, null], ...rows];
  const proposedIn = async (name: string, cells: CellValue[][]) =>
    (await propose(await writeXlsx({ sheets: [{ name, rows: cells }] }))).undated?.proposed;
  expect(await proposedIn('2023-24', rows)).toBe('2023/24');
  expect(await proposedIn('Log', titled)).toBe('2024/25');
  expect((await propose(YEARLESS, { name: 'log 2025-26.csv' })).undated?.proposed).toBe(YEAR);
});

test('what is read otherwise than it was typed is told on its row before it is stored, by which rule', async () => {
  const { rows, counts } = await propose(`Title,Date,People,How counted
Craft,Sun 5/4/2026,30-40,counted
Quiz,5/4/2026,50+,
Choir,Mon 5/4/2026,about 100,
Yoga,5/4/2026,10-May,
Tea,5/4/2026,12,counted
`);
  expect(counts).toMatchObject({ new: 4, faulty: 1 });
  expect(
    rows.map(({ activity, faults }) => [activity?.people, activity?.method, ...faults.map(({ fault }) => fault)]),
  ).toEqual([
    [35, 'estimated', 'is a range: its middle, 35, is taken as an estimate, though it is said to be counted'],
    [50, 'estimated', 'is a lower bound: 50 is taken as an estimate'],
    [100, 'estimated', 'is read as 2026-04-05, which is a Sunday', 'is no exact number: 100 is taken as an estimate'],
    [undefined, undefined, 'is a day: a spreadsheet makes one of “5-10”'],
    [12, 'counted'],
  ]);
});
