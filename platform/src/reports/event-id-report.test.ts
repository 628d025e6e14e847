import { parseWall, type Rows } from '@illuminate/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { createPacker } from '../warehouse/pack.ts';
import { eventIdCsv } from './event-id-csv.ts';
import { runEventIdReport } from './event-id-report.ts';

let box: ContextForTests;
let riverside: Organisation;

const event = (number: number | null, name: string, id = `${number}XYZ`) => ({
  source_id: id,
  source_number: number,
  name,
  duration_minutes: null,
  web_event_id: null,
});
const wall = (text: string): number => parseWall(text) ?? Number.NaN;
const ids = [...Array(100).keys()];
const performance = (
  of: number | string,
  starts: string | null,
  changes: { cancelled?: boolean; venue?: string } = {},
) => ({
  source_id: `p${ids.shift()}`,
  source_number: null,
  event_id: typeof of === 'number' ? `${of}XYZ` : of,
  venue_id: changes.venue ?? null,
  plan_id: null,
  plan_name: null,
  capacity: null,
  starts_at: starts === null ? null : wall(starts),
  starts_local: starts === null ? null : wall(starts),
  zone: 'Europe/London',
  cancelled: changes.cancelled ?? false,
  on_sale_at: null,
  duration_minutes: null,
});

async function load(connectionId: string, fence: number, rows: Rows): Promise<void> {
  const packer = createPacker();
  packer.add(rows, 1_000);
  await box.context.warehouse.withStore(riverside.id, (store) =>
    store.load({
      connectionId,
      fence,
      syncId: `syn_${fence}`,
      recordedAt: 1_000,
      packed: packer.take(),
      cursors: {},
      rejects: [],
    }),
  );
}

beforeAll(async () => {
  box = await openContextForTests();
  riverside = await box.organisation('riverside');
  await load('con_1', 1, {
    venues: [
      { source_id: 'v1', source_number: 1, name: 'Main House', address: null },
      { source_id: 'v2', source_number: 2, name: 'Attic', address: null },
    ],
    events: [
      event(12607, 'Puss in Boots'),
      event(4607, 'Calendar Girls'),
      event(10207, 'Peter Pan'),
      event(6608, 'Macbeth'),
      event(7000, '=SUM(A1), "the musical"'),
      event(8000, 'Called off'),
      event(null, 'Without a number', 'nonumber'),
    ],
    performances: [
      performance(12607, '2022-12-31 12:00'),
      performance(12607, '2022-12-01 19:30'),
      performance(4607, '2022-01-09 19:00', { venue: 'v2' }),
      performance(4607, '2022-01-29 19:00', { venue: 'v1' }),
      performance(4607, '2022-02-20 19:00', { cancelled: true }),
      performance(10207, '2022-05-11 19:00'),
      performance(10207, '2022-05-31 19:00'),
      performance(6608, '2022-03-10 14:30'),
      performance(6608, '2022-03-15 19:30'),
      performance(7000, '2023-06-01 00:00'),
      performance(8000, '2022-07-01 19:00', { cancelled: true }),
      performance('nonumber', '2024-01-01 10:00'),
    ],
  });
});
afterAll(() => box.close());

const run = (from: string, to: string, columns: 'standard' | 'all' = 'standard') =>
  runEventIdReport(box.context, { organisation: riverside, from, to, columns });
const names = async (from: string, to: string) => (await run(from, to)).rows.map(({ eventName }) => eventName);

test('the four rows of the guide, to the letter', async () => {
  expect(eventIdCsv(await run('2022-01-01', '2022-12-31'))).toBe(`Event ID,Event Name,First Instance,Last Instance
4607,Calendar Girls,2022-01-09 19:00,2022-01-29 19:00
6608,Macbeth,2022-03-10 14:30,2022-03-15 19:30
10207,Peter Pan,2022-05-11 19:00,2022-05-31 19:00
12607,Puss in Boots,2022-12-01 19:30,2022-12-31 12:00
`);
});

test('dates only select; first and last are the event’s own', async () => {
  expect((await run('2022-12-31', '2022-12-31')).rows).toEqual([
    {
      eventId: '12607',
      eventName: 'Puss in Boots',
      firstInstance: '2022-12-01 19:30',
      lastInstance: '2022-12-31 12:00',
    },
  ]);
});

test('both days are included, to their last minute', async () => {
  expect(await names('2022-03-15', '2022-05-11')).toEqual(['Macbeth', 'Peter Pan']);
  expect(await names('2022-03-16', '2022-05-10')).toEqual([]);
  expect(await names('2023-05-31', '2023-05-31')).toEqual([]);
  expect(await names('2023-06-01', '2023-06-01')).toEqual(['=SUM(A1), "the musical"']);
});

test('a cancelled performance neither selects an event nor counts', async () => {
  expect(await names('2022-02-01', '2022-02-28')).toEqual([]);
  expect(await names('2022-07-01', '2022-07-01')).toEqual([]);
});

test('all columns: API id, venues, performances, tickets; nothing sold is no reason to be left out', async () => {
  const { rows, columns } = await run('2022-01-01', '2022-01-31', 'all');
  expect(columns.map(({ label }) => label)).toEqual([
    'Event ID',
    'Event Name',
    'First Instance',
    'Last Instance',
    'API Event ID',
    'Venues',
    'Performances',
    'Tickets',
    'Matched To',
    'Match Status',
  ]);
  expect(rows).toMatchObject([{ apiEventId: '4607XYZ', venues: 'Attic, Main House', performances: 2, tickets: 0 }]);
});

test('an event without a number is known by its API id', async () => {
  expect((await run('2024-01-01', '2024-01-01')).rows).toMatchObject([{ eventId: 'nonumber' }]);
});

test('a name that a spreadsheet would run is made text', async () => {
  expect(eventIdCsv(await run('2023-06-01', '2023-06-01'))).toContain(`7000,"'=SUM(A1), ""the musical""",`);
});

test('an event whose performances are not shown is listed last without dates, and the report says why', async () => {
  const hidden = await box.organisation('hidden');
  const before = riverside;
  riverside = hidden;
  try {
    await load('con_1', 1, {
      events: [event(1, 'Shown'), event(2, 'Not shown'), event(3, 'Shown in part'), event(4, 'Called off')],
      performances: [
        performance(1, '2022-05-01 19:00'),
        performance(2, null),
        performance(3, '2022-04-01 19:00'),
        performance(3, null),
        performance(4, null, { cancelled: true }),
      ],
    });
    const { rows, notes } = await run('2022-01-01', '2022-12-31');
    expect(rows.map(({ eventName, firstInstance, lastInstance }) => [eventName, firstInstance, lastInstance])).toEqual([
      ['Shown in part', '2022-04-01 19:00', '2022-04-01 19:00'],
      ['Shown', '2022-05-01 19:00', '2022-05-01 19:00'],
      ['Not shown', '', ''],
    ]);
    expect(notes.at(-1)).toContain('their dates are not known');
    expect(eventIdCsv(await run('2030-01-01', '2030-12-31'))).toContain('\n2,Not shown,,\n');
    expect(
      (
        await runEventIdReport(box.context, {
          organisation: before,
          from: '2022-01-01',
          to: '2022-12-31',
          columns: 'standard',
        })
      ).notes,
    ).toHaveLength(2);
  } finally {
    riverside = before;
  }
});

test('days in the wrong order are told so', async () => {
  await expect(run('2022-02-01', '2022-01-01')).rejects.toMatchObject({ code: 'invalid-input' });
});

test('a day outside the calendar of performances is told apart from days in the wrong order', async () => {
  await expect(run('0000-01-01', '2022-01-01')).rejects.toMatchObject({
    parts: { fields: [{ path: 'query.from', message: expect.stringContaining('is no day') }] },
  });
});

test('an organisation without any data gets an empty report', async () => {
  const empty = await box.organisation('empty');
  const report = await runEventIdReport(box.context, {
    organisation: empty,
    from: '2022-01-01',
    to: '2022-12-31',
    columns: 'standard',
  });
  expect(report).toMatchObject({ rows: [], asOf: null, zone: 'Europe/London' });
});
