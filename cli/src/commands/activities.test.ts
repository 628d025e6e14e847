import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity, ImportProposal, Matching } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { startApi } from '../../test/api-by-contract.ts';
import { run } from '../../test/run.ts';

const ACTIVITY: Activity = {
  ...{ id: 'act_1', title: 'Macbeth', kind: 'performance', artform: 'theatre', place: 'Main House' },
  ...{
    from: '2026-04-10',
    to: '2026-04-11',
    quarter: 1,
    people: null,
    method: 'box-office',
    ticketed: 1240,
    number: 1240,
  },
  ...{
    eventId: '6608',
    notes: null,
    origin: 'typed',
    version: 1,
    archivedAt: null,
    changedBy: 'Ann',
    changedAt: '2026-05-01T10:00:00Z',
  },
  matches: [
    {
      ...{
        id: 'mat_1',
        connection: 'riverside-acme',
        event: '6608A',
        eventId: '6608',
        performance: null,
        name: 'Macbeth',
      },
      ...{ basis: 'event-id', by: 'Illuminate', at: '2026-05-01T10:00:00Z' },
    },
  ],
};
const TOTALS = { activities: 1, people: 1240, ticketed: 1240, withoutNumber: 0 };
const LOG = {
  organisation: 'riverside',
  year: { label: '2026/27', startsOn: '2026-04-01', endsOn: '2027-03-31' },
  years: [],
  quarters: [{ ...TOTALS, quarter: 1, startsOn: '2026-04-01', endsOn: '2026-06-30', items: [ACTIVITY] }],
  total: TOTALS,
};
const FAULTY: ImportProposal = {
  columns: [{ header: 'Title', field: 'title', examples: ['Macbeth'] }],
  ...{ headerLine: 1, sheet: null, sheets: [], undated: null, columnsFrom: 'headers', missing: [] },
  counts: { new: 0, known: 0, faulty: 1, leftOut: 0 },
  newPlaces: [],
  alikePlaces: [],
  rows: [
    {
      ...{ row: 4, becomes: 'faulty', activity: null },
      faults: [{ column: 'Date', value: '31/4/2026', fault: 'is no day', next: 'Write it like 2026-04-01.' }],
    },
  ],
};
const SUGGESTION = {
  ...{ activity: 'act_2', activityTitle: 'Calender Girls', connection: 'riverside-acme', event: '4607A' },
  ...{ eventName: 'Calendar Girls', score: 0.931, reasons: ['nearly the same title', 'on the same days'], together: 1 },
};
const MATCHING: Matching = {
  organisation: 'riverside',
  window: { from: '2026-04-01', to: '2026-06-30' },
  counts: {
    events: 124,
    matched: 118,
    excluded: 3,
    activities: 90,
    activitiesMatched: 88,
    suggestions: 1,
    ticketsMissing: 411,
  },
  sentence: '118 of 124 events matched; 6 are not in your figures.',
  events: [
    {
      ...{
        connection: 'riverside-acme',
        event: '4607A',
        eventId: '4607',
        name: 'Calendar Girls',
        first: '2026-04-10 19:30',
      },
      ...{ last: null, performances: 1, venues: [''], tickets: 411, suggestions: [SUGGESTION] },
    },
  ],
  ...{ activities: [], matched: [], excluded: [], deeds: [] },
};
const OF = ['--organisation', 'riverside'];

test('the log is told by its quarters, with what its numbers are', async () => {
  const asked: unknown[] = [];
  await using api = await startApi({
    listActivities: ({ query }: { query: unknown }) => {
      asked.push(query);
      return LOG;
    },
  });
  const { code, out } = await run(api.url, ['activities', 'list', ...OF, '--year', '2026']);
  expect(code).toBe(0);
  expect(out).toContain('2026/27: 1 activity, 1,240 people, 1,240 of them ticketed.');
  expect(out).toMatch(/Q1 +Macbeth +performance +Main House +2026-04-10 to 2026-04-11 +1,240 ticketed +6608/);
  expect(asked).toMatchObject([{ year: '2026-12-31', archived: 'off' }]);
});

test('a file with faults stores nothing and says what to write instead', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'illuminate-cli-'));
  try {
    const path = join(folder, 'log.csv');
    await writeFile(path, 'Title,Date\nMacbeth,31/4/2026\n');
    await using api = await startApi({ checkActivityImport: () => FAULTY });
    const { code, out, err } = await run(api.url, ['activities', 'import', path, ...OF]);
    expect(code).toBe(1);
    expect(out).toContain('0 new, 0 known already, 1 with faults. Nothing was stored.');
    expect(out).toMatch(/4 +Date +31\/4\/2026 +is no day +Write it like 2026-04-01\./);
    expect(err).toContain('--partly');
    // Only looked at, it is as it was asked for.
    expect((await run(api.url, ['activities', 'import', path, '--check', ...OF])).code).toBe(0);
  } finally {
    await rm(folder, { recursive: true });
  }
});

const ROW: ImportProposal['rows'][number]['activity'] = {
  ...{ title: 'Quiz', kind: 'other', artform: 'other', place: null, from: '2025-05-03' },
  ...{ people: 35, method: 'estimated', eventId: null, notes: null },
};
const YEARLESS: ImportProposal = {
  ...FAULTY,
  undated: {
    ...{ rows: 2, year: null, proposed: '2025/26' },
    years: [{ label: '2025/26', startsOn: '2025-04-01', endsOn: '2026-03-31', reasons: ['its weekdays fit (2 of 2)'] }],
  },
};
const READ: ImportProposal = {
  ...{
    ...YEARLESS,
    sheet: 'Q1',
    sheets: ['Q1', 'Q2'],
    headerLine: 3,
    counts: { new: 1, known: 0, faulty: 0, leftOut: 0 },
  },
  undated: { rows: 2, proposed: null, years: [], ...YEARLESS.undated, year: '2025/26' },
  rows: [
    {
      ...{ row: 4, becomes: 'new', activity: ROW },
      faults: [{ column: 'People', value: '30-40', fault: 'is a range', next: 'Write one number.' }],
    },
  ],
};

test('the year, the sheet and the header row of a file are said, and what is read otherwise than typed is seen first', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'illuminate-cli-'));
  try {
    const path = join(folder, 'log.csv');
    await writeFile(path, 'any file: what it holds, the platform says\n');
    const asked: unknown[] = [];
    const stored: unknown[] = [];
    await using api = await startApi({
      checkActivityImport: ({ body }) => {
        asked.push(body);
        return (body as { year?: string }).year === undefined ? YEARLESS : READ;
      },
      importActivities: ({ body }: { body: unknown }) => {
        stored.push(body);
        return { added: 1, known: 0, left: [] };
      },
    });
    const importing = (...rest: string[]) => run(api.url, ['activities', 'import', path, ...OF, ...rest]);
    const first = await importing();
    expect(first.out).toContain('2 rows have a day without a year. Probably it is 2025/26: its weekdays fit (2 of 2).');
    expect(first.err).toContain('Say the year by --year.');
    const form = ['--year', '2025-26', '--sheet', 'Q1', '--header-line', '3'];
    const second = await importing(...form);
    expect(asked.at(-1)).toMatchObject({ year: '2025/26', sheet: 'Q1', headerLine: 3 });
    expect(second.code).toBe(1);
    expect(second.out).toContain('Only the sheet “Q1” was read, not: Q2.');
    expect(second.out).toContain('Names of columns: row 3.');
    expect(second.out).toContain('read in 2025/26, 2025-04-01 to 2026-03-31.');
    expect(second.out).toMatch(/4 +People +30-40 +is a range/);
    expect(second.err).toContain('--as-read');
    expect(stored).toEqual([]);
    expect((await importing(...form, '--as-read')).out).toContain('1 activity added');
    expect(stored).toMatchObject([{ year: '2025/26', sheet: 'Q1', headerLine: 3 }]);
    expect((await importing('--year', '26')).err).toContain('write 2025/26 for a financial year');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('what is not matched is told with the tickets that it costs, and suggestions with the command that accepts them', async () => {
  await using api = await startApi({ showMatching: () => MATCHING });
  const status = await run(api.url, ['matching', 'status', ...OF]);
  expect(status.out).toContain('118 of 124 events matched; 6 are not in your figures.');
  expect(status.out).toMatch(/4607 +Calendar Girls +2026-04-10 19:30 +411 +Calender Girls/);
  const suggested = await run(api.url, ['matching', 'suggest', ...OF]);
  expect(suggested.out).toMatch(
    /93 % +Calender Girls +Calendar Girls +nearly the same title, on the same days +match act_2 riverside-acme 4607A/,
  );
});

test('deeds say which activity and which event', async () => {
  const asked: unknown[] = [];
  const note = ({ body }: { body: unknown }) => {
    asked.push(body);
    return MATCHING;
  };
  await using api = await startApi({ matchEvents: note, excludeEvents: note, undoMatching: note });
  await run(api.url, ['matching', 'match', 'act_2', 'riverside-acme', '4607A', ...OF]);
  await run(api.url, ['matching', 'exclude', 'riverside-acme', '4607A', '--reason', 'hire', ...OF]);
  await run(api.url, ['matching', 'undo', ...OF]);
  expect(asked).toEqual([
    { pairs: [{ activity: 'act_2', connection: 'riverside-acme', event: '4607A' }] },
    { events: [{ connection: 'riverside-acme', event: '4607A' }], reason: 'hire' },
    {},
  ]);
});

test('the performances of an event are told with what each is matched with', async () => {
  const asked: unknown[] = [];
  const night = { venue: 'Main House', cancelled: false, tickets: 1_204, activities: ['Opening night'] };
  await using api = await startApi({
    listEventPerformances: ({ query }: { query: unknown }) => {
      asked.push(query);
      return { total: 1, items: [{ performance: '4607A-1', starts: '2026-04-10 19:30', ...night }] };
    },
  });
  const { out } = await run(api.url, ['matching', 'performances', 'riverside-acme', '4607A', ...OF]);
  expect(out).toMatch(/2026-04-10 19:30 +Main House +1,204 +Opening night +4607A-1/);
  expect(asked).toEqual([{ connection: 'riverside-acme', event: '4607A' }]);
});
