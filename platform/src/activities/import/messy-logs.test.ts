// Logs as tired people keep them.
import { type CellValue, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../../context-for-tests.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { proposeImport } from './propose-import.ts';

let box: ContextForTests;
let organisation: Organisation;

beforeAll(async () => {
  box = await openContextForTests();
  organisation = await box.organisation('riverside');
});
afterAll(() => box.close());

const propose = (bytes: string | Uint8Array) =>
  proposeImport(box.context, organisation, { content: Buffer.from(bytes).toString('base64') });

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
