// A workbook whose events are merged over their nights, from what is sent to the rows of the store.
import { type CellValue, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { listProblems } from './list-uploads.ts';
import { proposeMap } from './propose-map.ts';
import { checkFile, loadChecked, loadFile, sendFile, type UploadForTests } from './upload-for-tests.ts';

let box: ContextForTests;
let organisation: Organisation;

beforeAll(async () => {
  box = await openContextForTests();
  organisation = await box.organisation('fenwick');
});
afterAll(() => box.close());

const query = (sql: string) => box.context.warehouse.withStore(organisation.id, (store) => store.query(sql));
const HEADER = ['Event', 'Performance date', 'Place', 'Tickets', 'Income'];
const merge = (column: number, first: number, last: number) => ({
  ...{ startRow: first - 1, endRow: last - 1, startCol: column, endCol: column },
});

async function workbook(rows: CellValue[][], merges: ReturnType<typeof merge>[], header = HEADER) {
  const bytes = await writeXlsx({ sheets: [{ name: 'Nights', rows: [header, ...rows], merges }] });
  return { box, organisation, kind: 'counts', bytes, fileName: 'nights.xlsx' } as const satisfies UploadForTests;
}

const NIGHTS: CellValue[][] = [
  ['Hamlet', '2026-05-01 19:30', 'Main House', 10, 100.5],
  ['', '2026-05-02 19:30', '', 20, ''],
  ['Macbeth', '2026-05-03 19:30', '', 40, 400],
  ['', '2026-05-04 19:30', '', 80, 800],
];
const MERGED = [merge(0, 2, 3), merge(2, 2, 5), merge(0, 4, 5), merge(4, 2, 3)];

test('every night has its event and its place, and what two nights took together is counted once', async () => {
  const given = await workbook(NIGHTS, MERGED);
  const loaded = await loadFile(given);
  expect(loaded.receipt).toMatchObject({ rows: 4, accepted: 4, compared: { new: 4, changed: 0, same: 0 } });
  const rows = await query(
    `SELECT e.name, strftime(p.starts_local, '%d') AS day, v.name AS place, c.tickets, c.income_minor AS minor
    FROM performances p JOIN events e ON e.source_id = p.event_id JOIN performance_counts c ON c.performance_id = p.source_id
      LEFT JOIN venues v ON v.source_id = p.venue_id ORDER BY day`,
  );
  const place = 'Main House';
  expect(rows).toEqual([
    { name: 'Hamlet', day: '01', place, tickets: 10, minor: 10_050 },
    { name: 'Hamlet', day: '02', place, tickets: 20, minor: null },
    { name: 'Macbeth', day: '03', place, tickets: 40, minor: 40_000 },
    { name: 'Macbeth', day: '04', place, tickets: 80, minor: 80_000 },
  ]);
  const again = await loadFile(given);
  expect(again.receipt?.compared).toMatchObject({ new: 0, changed: 0, same: 4 });
});

test('that they are not to be filled is remembered with the map, until somebody says otherwise', async () => {
  organisation = await box.organisation('oak');
  const given = await workbook(NIGHTS, MERGED);
  const proposed = async (form = {}) => {
    const { id: upload } = await sendFile(given);
    return proposeMap(box.context, { organisation, upload, form });
  };
  expect(await proposed()).toMatchObject({
    form: { fillMerged: true },
    merged: { cells: 4, columns: [1, 3, 5] },
  });
  const unfilled = await checkFile(given, (map) => ({ ...map, form: { fillMerged: false } }));
  expect(unfilled.check).toMatchObject({ rows: 4, accepted: 2, rejected: 2 });
  const { items } = await listProblems(box.context, { organisation, upload: unfilled.id, after: null, limit: 10 });
  expect(items.map(({ row, column }) => [row, column])).toEqual([
    [3, 'Event'],
    [5, 'Event'],
  ]);
  expect((await proposed()).form.fillMerged).toBe(false);
  expect((await proposed({ fillMerged: true })).form.fillMerged).toBe(true);
  expect((await checkFile(given)).check).toMatchObject({ rejected: 2 });
  const filled = await checkFile(given, (map) => ({ ...map, form: { fillMerged: true } }));
  expect(filled.check).toMatchObject({ rejected: 0, totals: { tickets: 150 } });
  expect((await loadChecked(given, filled)).state).toBe('loaded');
  expect((await proposed()).form.fillMerged).toBe(true);
});

test('nothing is proposed where only amounts are merged, and a column that somebody says names the event is filled', async () => {
  organisation = await box.organisation('elm');
  const amounts = await sendFile(await workbook(NIGHTS, [merge(4, 2, 3)]));
  const { form } = await proposeMap(box.context, { organisation, upload: amounts.id, form: {} });
  expect(form.fillMerged).toBeNull();

  const header = ['Wystawienie', ...HEADER.slice(1)];
  const given = await workbook(NIGHTS, MERGED, header);
  const checked = await checkFile(given, (map) => ({
    ...map,
    columns: map.columns.map((column, at) => (at === 0 ? { ...column, field: 'event_name' } : column)),
  }));
  expect(checked.check).toMatchObject({ rejected: 0, totals: { tickets: 150, performances: 4 } });
});
