import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import { createPageKeeper } from './keep-pages.ts';
import { listPages, openPage, PAGES_FOLDER, PAGES_KEY, type PagesOf, pagesFolderOf, UNFINISHED } from './page-files.ts';
import { showPages } from './show-pages.ts';
import { trimAllPages, trimPages } from './trim-pages.ts';

let box: ContextForTests;
let nth = 0;

beforeAll(async () => {
  box = await openContextForTests();
});
afterAll(() => box.close());

const DAY = 86_400_000;

/** A connection of its own, with a keeper for each time. */
async function start() {
  nth += 1;
  const organisation = await box.organisation(`kept-${nth}`);
  const connection = await box.claim(organisation, `client-${nth}`);
  const folder = join(box.context.control.folder.path, PAGES_FOLDER);
  const pages: PagesOf = { folder, organisationId: organisation.id, connectionId: connection.id };
  const deps = { ...box.context, pagesFolder: folder };
  const keeperAt = (at: number) => createPageKeeper(deps, pages, at);
  return { organisation, connection, pages, deps, keeperAt, now: box.clock.now().getTime() };
}
const content = (size: number): Buffer => Buffer.alloc(size, 'a page ');

test('pages are sealed for their organisation, connection and name, and open in the order in which they were loaded', async () => {
  const { pages, keeperAt, now } = await start();
  const keeper = keeperAt(now);
  await keeper.keep(content(100));
  const second = await keeper.keep(content(200));
  await keeperAt(now + 5).keep(content(300));
  const files = await listPages(pages);
  expect(files.map(({ at }) => at - now)).toEqual([0, 0, 5]);
  expect((await readFile(second ?? '')).includes('a page')).toBe(false);
  const key = await box.context.keys.derivedKey(pages.organisationId, PAGES_KEY);
  for (const [file, size] of files.map(({ name }, at) => [name, (at + 1) * 100] as const))
    expect(await openPage(pages, key, file)).toEqual(content(size));
  const other = await start();
  await mkdir(pagesFolderOf(other.pages), { recursive: true });
  const [first] = files;
  if (first === undefined) throw new Error('no file');
  await writeFile(join(pagesFolderOf(other.pages), first.name), await readFile(join(pagesFolderOf(pages), first.name)));
  await expect(openPage(other.pages, key, first.name)).rejects.toMatchObject({ code: 'does_not_open' });
});

test('what is older than a fortnight goes, and so does what was never finished', async () => {
  const { pages, deps, connection, keeperAt, now } = await start();
  await keeperAt(now - 15 * DAY).keep(content(10));
  await keeperAt(now - 13 * DAY).keep(content(10));
  const inside = pagesFolderOf(pages);
  await writeFile(join(inside, `half.page${UNFINISHED}`), 'half');
  const anHourAgo = new Date(now - 2 * 3_600_000);
  await utimes(join(inside, `half.page${UNFINISHED}`), anHourAgo, anHourAgo);
  await trimAllPages(deps, new AbortController().signal);
  expect(await readdir(inside)).toHaveLength(1);
  expect(await showPages(box.context, connection)).toMatchObject({ files: 1, dropped: null });
});

test('beyond the room there is the oldest go first, and that is said', async () => {
  const { pages, deps, connection, keeperAt, now } = await start();
  for (let day = 5; day > 0; day -= 1) await keeperAt(now - day * DAY).keep(content(1_000));
  await trimPages({ ...deps, pagesMostBytes: 2_500 }, pages);
  expect((await listPages(pages)).map(({ at }) => (now - at) / DAY)).toEqual([2, 1]);
  expect((await showPages(box.context, connection)).dropped).toMatchObject({ files: 3, reason: 'room' });
});

test('a page that cannot be written ends no sync, and takes those before it along', async () => {
  const { pages, connection, keeperAt, now } = await start();
  await keeperAt(now).keep(content(10));
  const inside = pagesFolderOf(pages);
  // A folder in the way of the file: whoever runs this may be allowed to write anywhere.
  await mkdir(join(inside, `${String(now + 1).padStart(16, '0')}-000001.page${UNFINISHED}`));
  expect(await keeperAt(now + 1).keep(content(10))).toBeNull();
  expect(await listPages(pages)).toEqual([]);
  expect((await showPages(box.context, connection)).dropped).toMatchObject({ reason: 'unwritable' });
});

test('nothing is written once the keys of the organisation are destroyed, and what there is does not open', async () => {
  const { pages, organisation, keeperAt, now } = await start();
  const keeper = keeperAt(now);
  await keeper.keep(content(10));
  await box.context.keys.destroyOrganisationKeys(organisation.id);
  await expect(keeper.keep(content(10))).rejects.toMatchObject({ code: 'keys_destroyed' });
  expect(await listPages(pages)).toHaveLength(1);
  await expect(box.context.keys.derivedKey(organisation.id, PAGES_KEY)).rejects.toMatchObject({
    code: 'keys_destroyed',
  });
});
