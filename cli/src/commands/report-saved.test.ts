import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ReportRun, reportFile, type SavedReport } from '@illuminate/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Refusal, startApi } from '../../test/api-by-contract.ts';
import { run } from '../../test/run.ts';

const OUTPUT = { mode: 'rows', columns: [{ field: 'event.name' }], sort: [] } as const;
const NOTHING = { match: 'all', items: [] } as const;
const AT = '2026-11-24T03:00:00.000Z';

const report: SavedReport = {
  ...{ id: 'rpt_1', name: 'Tickets by event', description: 'For Mondays.', type: 'sales', folder: 'Weekly' },
  ...{ visibility: 'organisation', isReadOnly: false, isFavourite: true, isOwn: true, mayChange: true },
  ...{ owner: 'Iris', criteriaSet: null, hasPersonal: false, version: 3, createdAt: AT, changedAt: AT },
  ...{ changedBy: 'Otto', archivedAt: null, lastRun: { at: AT, by: 'Mo', rows: 4, outcome: 'succeeded' } },
  criteria: { own: { ...NOTHING, items: [] } },
  output: { ...OUTPUT, columns: [...OUTPUT.columns], sort: [] },
  template: { kind: 'table' },
  definition: {
    ...{ v: 1, type: 'sales', criteria: { match: 'all', items: [] } },
    output: { mode: 'rows', columns: [{ field: 'event.name' }], sort: [] },
  },
  ...{ sentence: 'All tickets.', grain: 'One row per ticket.', changedDefinitions: [] },
};
const { criteria: _c, output: _o, definition: _d, sentence: _s, grain: _g, changedDefinitions: _x, ...words } = report;
const summary = { ...words, template: 'table' as const };
const listed = { listReports: () => ({ items: [summary], folders: [], ready: [], mayCreate: true }) };
const IN = ['--organisation', 'riverside'];

let folder: string;
const write = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'illuminate-reports-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('saved reports are a table', async () => {
  await using api = await startApi(listed);
  const { out, code } = await run(api.url, ['report', 'list', ...IN, '--search', 'mondays']);
  expect(code).toBe(0);
  expect(out).toMatch(/^1 report\n/);
  expect(out).toMatch(/★ Tickets by event +Weekly +sales +Iris +everybody +2026-11-24 03:00 UTC +rpt_1/);
  expect(api.requests[0]?.asked.query).toEqual({ search: 'mondays', archived: 'no', favourites: 'all' });
});

test('what is shown as a file is a file that can be saved', async () => {
  await using api = await startApi({ ...listed, showReport: () => report });
  const { out } = await run(api.url, ['report', 'show', 'TICKETS by event', ...IN, '--yaml']);
  expect(reportFile.parse(parse(out))).toMatchObject({ name: 'Tickets by event', folder: 'Weekly', criteria: NOTHING });
  const facts = await run(api.url, ['report', 'show', 'rpt_1', ...IN]);
  expect(facts.out).toMatch(/^Changed +2026-11-24 03:00 UTC by Otto \(version 3\)$/m);
});

test('a file is saved as a new report, or as the next version of the one with its name', async () => {
  await using api = await startApi({
    ...listed,
    createReport: () => ({ ...report, name: 'New', version: 1 }),
    changeReport: () => ({ ...report, version: 4 }),
    listCriteriaSets: () => ({ items: [] }),
  });
  const text = 'type: sales\noutput: { mode: rows, columns: [{ field: event.name }] }\n';
  const made = await run(api.url, ['report', 'save', await write('new.yaml', `name: New\n${text}`), ...IN]);
  expect(made.err).toContain('Saved “New”.');
  const changed = await run(api.url, [
    'report',
    'save',
    await write('old.yaml', `name: Tickets by event\n${text}`),
    ...IN,
  ]);
  expect(changed.err).toContain('Saved version 4 of “Tickets by event”.');
  const sent = api.requests.map(({ asked }) => asked.body).filter((body) => body !== undefined);
  expect(sent).toMatchObject([{ name: 'New', type: 'sales', criteria: { own: NOTHING } }, { version: 3 }]);

  const nameless = await run(api.url, ['report', 'save', await write('nameless.yaml', text), ...IN]);
  expect(nameless).toMatchObject({ code: 2, err: expect.stringContaining('has no name') });
  const wrong = await run(api.url, [
    'report',
    'save',
    await write('wrong.yaml', `name: x\n${text}colour: red\n`),
    ...IN,
  ]);
  expect(wrong).toMatchObject({
    code: 2,
    err: expect.stringContaining('is no report: the whole: Unrecognized key: "colour"'),
  });
  const set = await write('set.yaml', `name: x\n${text}criteria: { criteriaSet: By moon }\n`);
  expect((await run(api.url, ['report', 'save', set, ...IN])).err).toContain('no criteria set called “By moon”');
});

test('a saved report is run by its name, and a file that is not there is told as one', async () => {
  await using api = await startApi({
    listReports: () => ({
      items: [summary, { ...summary, id: 'rpt_2', name: 'Twice' }, { ...summary, id: 'rpt_3', name: 'twice' }],
      folders: [],
      ready: [],
      mayCreate: true,
    }),
    runSavedReport: () => new Refusal('not-possible-now', { detail: 'The report took too long.' }),
  });
  const ran = await run(api.url, ['report', 'run', 'tickets by event', ...IN, '--reason', 'To see']);
  expect(ran.err).toContain('The report took too long.');
  expect(api.requests.at(-1)?.asked).toMatchObject({
    params: { report: 'rpt_1' },
    body: { limit: 1_000, reason: 'To see' },
  });
  expect((await run(api.url, ['report', 'run', 'twice', ...IN])).err).toContain('rpt_2 (Iris), rpt_3 (Iris)');
  expect((await run(api.url, ['report', 'run', 'missing.yaml', ...IN])).err).toContain('There is no file missing.yaml');
  const unknown = await run(api.url, ['report', 'run', 'Nothing', ...IN]);
  expect(unknown.err).toContain('There is no saved report called Nothing.');
  expect(unknown.code).toBe(5);
});

test('the history says how each run ended', async () => {
  const ended: ReportRun = {
    ...{
      id: 'run_1',
      report: { id: 'rpt_1', name: 'Tickets by event' },
      purpose: 'screen',
      format: null,
      state: 'failed',
    },
    ...{ by: 'Mo', startedAt: AT, endedAt: AT, milliseconds: 60_400, rows: null, matching: 9, reason: null },
    ...{ problem: 'The report took longer than 60 seconds and was ended.', progress: null, hasResult: false },
    sentence: 'All tickets.',
    definition: report.definition,
  };
  await using api = await startApi({
    ...listed,
    listReportRuns: () => ({ items: [ended], nextCursor: null }),
    cancelReportRun: () => ({ ...ended, state: 'cancelled' }),
  });
  const { out } = await run(api.url, ['report', 'runs', 'Tickets by event', ...IN]);
  expect(out).toMatch(/run_1 +Tickets by event +2026-11-24 03:00 UTC +Mo +failed +– +60\.4 s +The report took longer/);
  expect(api.requests.at(-1)?.asked.query).toMatchObject({ report: 'rpt_1', limit: 50 });
  expect((await run(api.url, ['report', 'runs', ...IN, '--cancel', 'run_1'])).out).toContain('cancelled');
});
