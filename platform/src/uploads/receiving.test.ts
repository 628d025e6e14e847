import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { beginUpload } from './begin-upload.ts';
import { cancelUpload } from './cancel-upload.ts';
import { describeUpload, KEPT_OPEN_MS } from './describe-upload.ts';
import { findUpload } from './find-upload.ts';
import { receivePart } from './receive-part.ts';
import { expireUploads, settleUploads } from './settle-uploads.ts';
import { checkFile, digestOf, loadChecked, sendFile } from './upload-for-tests.ts';

let box: ContextForTests;
let organisation: Organisation;

beforeAll(async () => {
  box = await openContextForTests();
  organisation = await box.organisation('fenwick');
});
afterAll(() => box.close());

const bytes = Buffer.from(
  'event_name,starts_at,tickets,income\nHamlet,2026-10-03 19:30,120,1440.50\nHamlet,2026-10-04 19:30,many,900\n',
);
const announced = { kind: 'counts', fileName: 'a.csv', bytes: bytes.length, sha256: digestOf(bytes) } as const;
const begin = (changes: object = {}) =>
  beginUpload(box.context, { organisation, ...announced, leftOnComputer: ['Name'], actor: 'test', ...changes });
const send = (upload: string, offset: number, to: number) =>
  receivePart(box.context, { organisation, upload, offset, bytes: bytes.subarray(offset, to) });
const folderOf = (upload: string): string => join(box.context.uploads.folder, organisation.id, upload);
const now = async (upload: string) =>
  describeUpload(box.context, organisation, await findUpload(box.context, organisation, upload));

test('a file that was interrupted goes on where it was, and lies here sealed', async () => {
  const begun = await begin();
  expect(await send(begun.id, 0, 50)).toMatchObject({ state: 'receiving', receivedBytes: 50 });
  expect(await begin()).toMatchObject({ id: begun.id, receivedBytes: 50, leftOnComputer: ['Name'] });
  expect(await send(begun.id, 0, 50)).toMatchObject({ receivedBytes: 50 });
  await expect(send(begun.id, 60, 70)).rejects.toMatchObject({ code: 'conflict' });
  for (const name of await readdir(folderOf(begun.id))) {
    expect((await readFile(join(folderOf(begun.id), name))).toString('latin1')).not.toContain('Hamlet');
  }
  expect(await send(begun.id, 50, bytes.length)).toMatchObject({ state: 'received' });
  expect(await cancelUpload(box.context, { organisation, upload: begun.id, actor: 'test' })).toMatchObject({
    state: 'cancelled',
  });
  expect(existsSync(folderOf(begun.id))).toBe(false);
});

test('other bytes than were announced are refused, and sent again from the beginning', async () => {
  const begun = await begin({ sha256: 'b'.repeat(64) });
  await expect(send(begun.id, 0, bytes.length)).rejects.toMatchObject({ code: 'part-hash-differs' });
  expect(await now(begun.id)).toMatchObject({ state: 'receiving', receivedBytes: 0 });
  await cancelUpload(box.context, { organisation, upload: begun.id, actor: 'test' });
});

test('where there is no room for another file, the one that lies here longest is named', async () => {
  const open: string[] = [];
  for (let file = 0; file < 20; file += 1) {
    box.clock.set(new Date(box.clock.now().getTime() + 1_000));
    open.push((await begin({ fileName: `${file}.csv`, sha256: digestOf(Buffer.from(`${file}`)) })).id);
  }
  await expect(begin()).rejects.toMatchObject({
    code: 'not-possible-now',
    parts: { nextStep: `Confirm or cancel one of them first; the oldest is “0.csv” (${open[0]}).` },
  });
  for (const upload of open) await cancelUpload(box.context, { organisation, upload, actor: 'test' });
  expect(await begin()).toMatchObject({ state: 'receiving' });
});

test('what nobody confirms is removed in time, with what a crash left', async () => {
  const begun = await begin();
  await send(begun.id, 0, 50);
  box.clock.set(new Date(box.clock.now().getTime() + KEPT_OPEN_MS + 1));
  await expireUploads(box.context, new AbortController().signal);
  expect(await now(begun.id)).toMatchObject({ state: 'expired' });
  expect(existsSync(folderOf(begun.id))).toBe(false);
});

test('a file with a wrong line is loaded in part only if that is chosen, and a load outlives its process', async () => {
  const given = { box, organisation, kind: 'counts', bytes } as const;
  const checked = await checkFile(given);
  expect(checked.check).toMatchObject({ rows: 2, accepted: 1, rejected: 1, errors: 1 });
  await expect(loadChecked(given, checked)).rejects.toMatchObject({ code: 'not-possible-now' });
  const loaded = await loadChecked(given, checked, true);
  expect(loaded).toMatchObject({ state: 'loaded', receipt: { rejected: 1, totals: { tickets: 120 } } });
  // As if the process had ended between the store's word and ours.
  await box.context.db
    .updateTable('uploads')
    .set({ state: 'loading', receipt: null })
    .where('id', '=', loaded.id)
    .execute();
  await settleUploads(box.context);
  expect(await now(loaded.id)).toMatchObject({ state: 'loaded', receipt: { compared: { new: 1 } } });
  const sent = await sendFile({ ...given, fileName: 'again.csv' });
  await box.context.db.updateTable('uploads').set({ state: 'checking' }).where('id', '=', sent.id).execute();
  await settleUploads(box.context);
  expect(await now(sent.id)).toMatchObject({ state: 'received' });
}, 120_000);
