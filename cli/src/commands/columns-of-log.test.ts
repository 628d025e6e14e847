import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActivityImportField, ImportProposal } from '@illuminate/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi } from '../../test/api-by-contract.ts';
import { run } from '../../test/run.ts';

let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'illuminate-cli-'));
  path = join(folder, 'log.csv');
  await writeFile(path, 'any file: what it holds, the platform says\n');
});
afterAll(() => rm(folder, { recursive: true }));

type Fields = readonly (ActivityImportField | null)[];
const HEADERS = ['What = done', 'On', 'Said', 'Said', ''];

const proposal = (fields: Fields, rest: Partial<ImportProposal> = {}): ImportProposal => ({
  columns: HEADERS.map((header, at) => ({ header, field: fields[at] ?? null, examples: at === 0 ? ['Macbeth'] : [] })),
  ...{ headerLine: 1, sheet: null, sheets: [], undated: null, columnsFrom: 'headers', missing: [] },
  counts: { new: 1, known: 0, faulty: 0, leftOut: 0 },
  ...{ newPlaces: [], alikePlaces: [], rows: [] },
  ...rest,
});

interface Body {
  readonly columns?: readonly { readonly field: ActivityImportField | null }[];
}
const fieldsOf = (body: unknown) => (body as Body).columns?.map(({ field }) => field);

/** A platform that reads the columns as `first`, unless it is told what they are. */
async function startPlatform(first: ImportProposal) {
  const asked: unknown[] = [];
  const stored: unknown[] = [];
  const api = await startApi({
    checkActivityImport: ({ body }) => {
      const fields = fieldsOf(body);
      asked.push(fields);
      return fields === undefined ? first : proposal(fields, { columnsFrom: 'chosen' });
    },
    importActivities: ({ body }) => {
      stored.push(fieldsOf(body));
      return { added: 1, known: 0, left: [] };
    },
  });
  return { api, asked, stored };
}

const importing = (url: string, ...rest: string[]) =>
  run(url, ['activities', 'import', path, '--organisation', 'riverside', ...rest]);

test('without a title nothing is read: the columns are told with examples, and how to say which is which', async () => {
  const { api, stored } = await startPlatform(proposal([null, 'from'], { missing: ['title'] }));
  await using _ = api;
  const { out, err } = await importing(api.url);
  expect(out).toContain('No column is the title. Nothing was read.');
  expect(out).toMatch(/1 +What = done +not read +Macbeth/);
  expect(out).toMatch(/2 +On +from +-/);
  expect(err).toContain('--column "What = done=title"');
  expect(stored).toEqual([]);
});

test('columns are said by their names or places; what one had goes over to the other', async () => {
  const { api, asked, stored } = await startPlatform(proposal(['notes', 'from', 'title']));
  await using _ = api;
  const said = ['--column', 'what = DONE=title', '--column', '#4=eventid', '--column', 'On='];
  const { err } = await importing(api.url, ...said);
  expect(err).toContain('is remembered for files with the same ones');
  const chosen = ['title', null, null, 'eventId', null];
  expect(asked).toEqual([undefined, chosen]);
  expect(stored).toEqual([chosen]);
});

test('what is read as last time says so, and what the columns are is told on request', async () => {
  const { api, stored } = await startPlatform(proposal(['title', 'from'], { columnsFrom: 'remembered' }));
  await using _ = api;
  const { out } = await importing(api.url, '--check');
  expect(out).toContain('as for the last file of these columns');
  expect(out).toMatch(/1 +What = done +title +Macbeth/);
  const done = await importing(api.url);
  expect(done.out).toContain('1 activity added');
  expect(done.err).toContain('as for the last file of these columns');
  expect(stored).toEqual([undefined]);
});

test.each([
  ['On=colour', 'a column cannot be “colour”'],
  ['On', 'say it as header=field'],
  ['Off=title', 'the file has no such column. It has: What = done, On, Said, Said.'],
  ['#9=title', 'the file has no such column'],
  ['Said=notes', '2 columns are called so. Say which by its place: "#3=…" or "#4=…".'],
])('--column %s is refused in words', async (column, said) => {
  const { api, stored } = await startPlatform(proposal(['title', 'from']));
  await using _ = api;
  const { code, err } = await importing(api.url, '--column', column);
  expect(code).not.toBe(0);
  expect(err).toContain(said);
  expect(stored).toEqual([]);
});
