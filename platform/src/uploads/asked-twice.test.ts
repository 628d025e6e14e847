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
const bytes = Buffer.from('Event,Performance date,Tickets sold\nGala,2026-05-01 19:30,10\n');

beforeAll(async () => {
  box = await openContextForTests();
  organisation = await box.organisation('fenwick');
});
afterAll(() => box.close());

test('a check, a confirmation and a cancellation that are asked for twice at once are done once', async () => {
  const { context } = box;
  const { id: upload } = await sendFile({ box, organisation, kind: 'counts', bytes });
  const { map } = await proposeMap(context, { organisation, upload, form: {} });
  const twice = (deed: () => Promise<{ id: string; state: string }>) => Promise.all([deed(), deed()]);

  const checking = await twice(() => checkUpload(context, { organisation, upload, map, actor }));
  expect(checking.map(({ id, state }) => [id, state])).toEqual([
    [upload, 'checking'],
    [upload, 'checking'],
  ]);
  await context.uploads.settled(organisation.id);
  const { check } = await describeUpload(context, organisation, await findUpload(context, organisation, upload));
  const confirm = (id: string) => () =>
    confirmUpload(context, {
      ...{ organisation, upload, check: id, acceptPartial: false, ticketTypes: [], actor },
      permission: () => ({ kind: 'arranged' }),
      agreement: undefined,
    });
  await confirm(check?.id ?? '')();
  await context.uploads.settled(organisation.id);
  expect(await twice(confirm(check?.id ?? ''))).toMatchObject([{ state: 'loaded' }, { state: 'loaded' }]);
  await expect(confirm('chk_another')()).rejects.toMatchObject({ code: 'not-possible-now' });
  const deeds = await context.db.selectFrom('audit').select('action').where('subject', '=', upload).execute();
  expect(deeds.filter(({ action }) => action === 'upload.checked')).toHaveLength(1);
  expect(deeds.filter(({ action }) => action === 'upload.confirmed')).toHaveLength(1);
});

test('a file that is being checked one way is not checked another way, and can be cancelled twice', async () => {
  const { context } = box;
  const { id: upload } = await sendFile({ box, organisation, kind: 'counts', bytes });
  const { map } = await proposeMap(context, { organisation, upload, form: {} });
  const other = { ...map, form: { ...map.form, dates: 'DD/MM/YYYY HH:mm' } };
  const both = await Promise.allSettled(
    [map, other].map((one) => checkUpload(context, { organisation, upload, map: one, actor })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'not-possible-now', parts: { detail: expect.stringContaining('is being checked') } },
  });
  await context.uploads.settled(organisation.id);
  const cancel = () => cancelUpload(context, { organisation, upload, actor });
  expect(await Promise.all([cancel(), cancel()])).toMatchObject([{ state: 'cancelled' }, { state: 'cancelled' }]);
});
