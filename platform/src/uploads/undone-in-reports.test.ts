import { reportDefinition } from '@illuminate/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { compileReport } from '../reports/compile/compile-report.ts';
import { turnUpload } from './turn-upload.ts';
import { loadFile } from './upload-for-tests.ts';

let box: ContextForTests;
let organisation: Organisation;

beforeAll(async () => {
  box = await openContextForTests();
  organisation = await box.organisation('fenwick');
});
afterAll(() => box.close());

const HEADER = 'Booking Ref,Booking Date,Event,Performance Date,Venue,Seat,Ticket Type,Ticket Total';
const SETTING = { zone: 'Europe/London', currency: 'GBP', today: Date.UTC(2026, 11, 1), financialYearStart: 4 };
const COUNTED = reportDefinition.parse({
  v: 1,
  type: 'analysis',
  criteria: { match: 'all', items: [] },
  output: {
    mode: 'grouped',
    keys: [{ field: 'movement.effective', by: 'month' }],
    measures: ['issued', 'returned', 'net', 'netIncome'].map((measure) => ({ measure })),
  },
});

/** Month, issued, returned, net and income, of months in which anything is left. */
async function movements(): Promise<unknown[][]> {
  const { statement } = compileReport(COUNTED, SETTING);
  const rows = await box.context.warehouse.withStore(organisation.id, (store) =>
    store.query(statement.sql, statement.parameters),
  );
  return rows
    .map((row) => Object.values(row).slice(0, 5))
    .filter(([, ...figures]) => figures.some((figure) => figure !== 0));
}

const load = (...lines: readonly string[]) =>
  loadFile({ box, organisation, kind: 'sales', bytes: Buffer.from([HEADER, ...lines, ''].join('\n')) });

const turn = (upload: string, undone: boolean) =>
  turnUpload(box.context, { organisation, upload, undone, actor: 'test' });

const ONE = 'B1,2026-03-10 10:15,Hamlet,2026-11-05 19:30,Main House,A1,Adult';
const TWO = 'B1,2026-03-10 10:15,Hamlet,2026-11-05 19:30,Main House,A2,Child';

test('nobody returned what a file told of that was a mistake, in whatever order files are taken back', async () => {
  const march = expect.anything();
  const first = await load(`${ONE},18.50`, `${TWO},9.25`);
  expect(await movements()).toEqual([[march, 2, 0, 2, 2775]]);
  // The second seat is gone by now, and the first costs less.
  const second = await load(`${ONE},15.00`);
  expect(second.receipt?.compared).toMatchObject({ changed: 1 });
  const both = await movements();
  expect(both.reduce((sum, [, issued, returned]) => sum + Number(issued) - Number(returned), 0)).toBe(1);
  expect(both.reduce((sum, row) => sum + Number(row[4]), 0)).toBe(1500);

  await turn(first.id, true);
  expect(await movements(), 'as if the second had been the only one').toEqual([[march, 1, 0, 1, 1500]]);
  await turn(second.id, true);
  expect(await movements()).toEqual([]);
  await turn(first.id, false);
  expect(await movements()).toEqual([[march, 2, 0, 2, 2775]]);
  await turn(second.id, false);
  expect(await movements(), 'as when both were loaded').toEqual(both);
  await turn(second.id, true);
  await turn(first.id, true);
  expect(await movements()).toEqual([]);

  const again = await load(`${ONE},18.50`, `${TWO},9.25`);
  expect(await movements(), 'loaded once more, after it was taken back').toEqual([[march, 2, 0, 2, 2775]]);
  await turn(again.id, true);
  expect(await movements()).toEqual([]);
}, 120_000);
