import { afterAll, beforeAll, expect, test } from 'vitest';
import { personAsActor } from '../audit/say-actor.ts';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { cancelUpload } from './cancel-upload.ts';
import { checkUpload } from './check-upload.ts';
import { confirmUpload } from './confirm-upload.ts';
import { describeUpload } from './describe-upload.ts';
import { findUpload } from './find-upload.ts';
import { proposeMap } from './propose-map.ts';
import { sendFile } from './upload-for-tests.ts';

let box: ContextForTests;
let organisation: Organisation;
const actor = personAsActor({ id: 'per_test', name: 'Sam Lee' });
let nth = 0;

beforeAll(async () => {
  box = await openContextForTests();
  organisation = await box.organisation('fenwick');
});
afterAll(() => box.close());

/** A file of which a check is under way for as long as the test says, with the map that it goes by. */
async function beingChecked() {
  const { context } = box;
  nth += 1;
  const bytes = Buffer.from(`Event,Performance date,Tickets sold\nGala,2026-05-0${nth} 19:30,10\n`);
  const { id: upload } = await sendFile({ box, organisation, kind: 'counts', bytes });
  const { map } = await proposeMap(context, { organisation, upload, form: {} });
  await checkUpload(context, { organisation, upload, map, actor });
  await context.uploads.settled(organisation.id);
  const put = (state: 'checking' | 'checked') =>
    context.db.updateTable('uploads').set({ state }).where('id', '=', upload).execute();
  await put('checking');
  const check = (as: typeof map) => checkUpload(context, { organisation, upload, map: as, actor });
  const deeds = async (action: string): Promise<number> => {
    const found = await context.db.selectFrom('audit').select('action').where('subject', '=', upload).execute();
    return found.filter((deed) => deed.action === action).length;
  };
  return { upload, map, put, check, deeds };
}

test('a check that is asked for again while it is under way is the same; in another way it is refused in words', async () => {
  const { upload, map, check, deeds } = await beingChecked();
  expect(await check(map)).toMatchObject({ id: upload, state: 'checking' });
  await expect(check({ ...map, form: { ...map.form, dates: 'DD/MM/YYYY HH:mm' } })).rejects.toMatchObject({
    ...{ code: 'not-possible-now', parts: { detail: expect.stringContaining('is being checked') } },
  });
  expect(await deeds('upload.checked')).toBe(1);
});

test('a confirmation and a cancellation that are asked for twice are done once', async () => {
  const { context } = box;
  const { upload, put, deeds } = await beingChecked();
  await put('checked');
  const { check } = await describeUpload(context, organisation, await findUpload(context, organisation, upload));
  const confirm = (id: string) =>
    confirmUpload(context, {
      ...{ organisation, upload, check: id, acceptPartial: false, ticketTypes: [], actor },
      permission: () => ({ kind: 'arranged' }),
      agreement: undefined,
    });
  await confirm(check?.id ?? '');
  await context.uploads.settled(organisation.id);
  expect(await Promise.all([confirm(check?.id ?? ''), confirm(check?.id ?? '')])).toMatchObject([
    { state: 'loaded' },
    { state: 'loaded' },
  ]);
  await expect(confirm('chk_another')).rejects.toMatchObject({ code: 'not-possible-now' });
  expect(await deeds('upload.confirmed')).toBe(1);

  const other = await beingChecked();
  await other.put('checked');
  const cancel = () => cancelUpload(context, { organisation, upload: other.upload, actor });
  expect(await Promise.all([cancel(), cancel()])).toMatchObject([{ state: 'cancelled' }, { state: 'cancelled' }]);
  expect(await other.deeds('upload.cancelled')).toBe(1);
});
