import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Refusal, startApi } from '../../test/api-by-contract.ts';
import { run } from '../../test/run.ts';

const IN = ['--organisation', 'riverside'];

const takeAway = (url: string, format: string, file: string) =>
  run(url, ['report', 'run', '--ready', 'areas', ...IN, '--format', format, '--output', file]);
const FILE = 'Month,Tickets\n2026-10,12\n';
const prepared = (format: 'csv' | 'xlsx' | 'parquet') => ({
  ...{ id: 'exp_1', format, audience: 'inside' as const, fileName: `daily-sales.${format}` },
  ...{ rows: 1, notes: ['Not shown: 1 group of fewer than 10 bookers.'], expiresAt: '2026-11-29T12:15:00.000Z' },
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'illuminate-taken-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test.each(['csv', 'xlsx', 'parquet'] as const)(
  'a report is taken away as %s, with what is left out said',
  async (format) => {
    await using api = await startApi({ prepareExport: () => prepared(format), downloadExport: () => FILE });
    const file = join(folder, `sales.${format}`);
    const words = ['report', 'run', '--ready', 'daily-sales', ...IN, '--format', format, '--output', file];
    const { code, out, err } = await run(api.url, [...words, '--reason', 'the board asks', '--for-outside']);
    expect(code).toBe(0);
    expect(out).toContain(`1 row in ${file}, ${FILE.length} bytes.`);
    expect(err).toContain('Not shown: 1 group of fewer than 10 bookers.');
    expect(await readFile(file, 'utf8')).toBe(FILE);
    expect(await readdir(folder)).toEqual([`sales.${format}`]);
    expect(api.requests[0]?.asked.body).toEqual({
      ...{ organisation: 'riverside', of: { ready: 'daily-sales' }, format, audience: 'outside' },
      ...{ bom: false, reason: 'the board asks' },
    });
  },
);

test('a report that is written in a file is taken away as it is', async () => {
  await using api = await startApi({ prepareExport: () => prepared('csv'), downloadExport: () => FILE });
  const report = join(folder, 'report.yaml');
  await writeFile(report, 'type: sales\noutput: { mode: rows, columns: [{ field: event.name }] }\n');
  const file = join(folder, 'sales.csv');
  const { code } = await run(api.url, ['report', 'run', report, ...IN, '--format', 'csv', '--bom', '--output', file]);
  expect(code).toBe(0);
  expect(api.requests[0]?.asked.body).toMatchObject({ bom: true, of: { definition: { type: 'sales' } } });
});

test('nothing that is there is written over, and nothing is asked for it', async () => {
  await using api = await startApi({});
  const file = join(folder, 'sales.csv');
  await writeFile(file, 'of last week');
  const { code, err } = await takeAway(api.url, 'csv', file);
  expect(code).not.toBe(0);
  expect(err).toContain(`There is a file ${file} already; name another.`);
  expect(await readFile(file, 'utf8')).toBe('of last week');
  expect(api.requests).toEqual([]);
});

test('what cannot be taken away leaves no file, and says what to do', async () => {
  const refusal = new Refusal('not-possible-now', { detail: 'The sheet would have more rows than Excel takes.' });
  await using api = await startApi({ prepareExport: () => refusal });
  const file = join(folder, 'sales.xlsx');
  const { code, err } = await takeAway(api.url, 'xlsx', file);
  expect(code).not.toBe(0);
  expect(err).toContain('The sheet would have more rows than Excel takes.');
  expect(await readdir(folder)).toEqual([]);
});

test('how to write a file without saying that one is wanted is a mistake', async () => {
  await using api = await startApi({});
  const { code, err } = await run(api.url, ['report', 'run', '--ready', 'areas', ...IN, '--bom']);
  expect(code).toBe(2);
  expect(err).toContain('--format csv, xlsx, parquet');
});

test('a report with subtotals prints each under its rows, and the total of all below', async () => {
  const column = (label: string, kind: 'key' | 'measure', type: 'text' | 'integer' | 'money', isSupplied = true) => ({
    ...{ of: null, name: label, label, type, kind, format: null, definition: '', pitfalls: null },
    ...{ additivity: kind === 'key' ? null : ('additive' as const), personal: 'none' as const },
    availability: { isSupplied, sentence: isSupplied ? null : 'Not supplied by the connected box office.' },
  });
  await using api = await startApi({
    runReport: () => ({
      ...{
        organisation: 'riverside',
        zone: 'Europe/London',
        currency: 'GBP',
        asOf: null,
        grain: 'One row per ticket.',
      },
      ...{ sentence: 'All tickets.', warnings: [], matching: 6, isCut: false },
      columns: [
        column('Venue', 'key', 'text'),
        column('Event', 'key', 'text'),
        column('Tickets', 'measure', 'integer'),
        column('Income', 'measure', 'money'),
        column('Scanned', 'measure', 'integer', false),
      ],
      rows: [
        ['Main', 'Macbeth', 3, '30.00', 0],
        ['Studio', 'Evita', 1, '5.50', 0],
        ['Main', null, 2, '20.00', 0],
      ],
      total: [6, '55.50', 0],
      subtotals: [
        {
          keys: 1,
          rows: [
            ['Main', 5, '50.00', 0],
            ['Studio', 1, '5.50', 0],
          ],
        },
      ],
    }),
  });
  const report = join(folder, 'report.yaml');
  const output = 'output: { mode: grouped, subtotals: true, keys: [{ field: venue.name }, { field: event.name }] }\n';
  await writeFile(report, `type: sales\n${output}`);
  const { out } = await run(api.url, ['report', 'run', report, ...IN]);
  expect(out.trimEnd().split('\n')).toEqual([
    'Venue            Event    Tickets  Income       Scanned',
    'Main             Macbeth        3   30.00  not supplied',
    'Main             –              2   20.00  not supplied',
    'Total of Main                   5   50.00  not supplied',
    'Studio           Evita          1    5.50  not supplied',
    'Total of Studio                 1    5.50  not supplied',
    'Total                           6   55.50  not supplied',
  ]);
});
