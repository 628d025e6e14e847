// That the history is here is told once, to whoever administers the organisation.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addConnection } from '../connections/add-connection.ts';
import { type ContextForTests, openContextForTests, TOY } from '../context-for-tests.ts';
import { json } from '../control/json.ts';
import { newId } from '../control/new-id.ts';
import type { Connection } from '../control/schema/connections.ts';
import { addPerson } from './people-for-tests.ts';
import { renderMail } from './render-mail.ts';
import { watchIncidents } from './watch-incidents.ts';

let box: ContextForTests;
let connection: Connection;

beforeAll(async () => {
  box = await openContextForTests();
});
afterAll(() => box.close());
beforeEach(async () => {
  for (const table of ['mails', 'people'] as const) await box.context.db.deleteFrom(table).execute();
  await box.reset();
  const organisation = await box.organisation('riverside', 'Riverside Theatre');
  connection = await addConnection(box.context, {
    ...{ organisation, provider: TOY, method: 'api-credentials', settings: { client: 'river' }, secret: 'sesame' },
    ...{ test: true, actor: 'test' },
  });
  const organisationId = organisation.id;
  for (const [name, role] of [
    ['asha', 'organisation-admin'],
    ['mair', 'member'],
  ] as const) {
    await addPerson(box.context, { name, email: `${name}@riverside.example`, role, organisationId });
  }
});

const look = () => watchIncidents(box.context, new AbortController().signal);
const mails = () => box.context.db.selectFrom('mails').selectAll().where('template', '=', 'history-loaded').execute();

/** As a sync leaves it that has got so far. */
async function read(complete: boolean): Promise<void> {
  await box.clock.advance(60_000);
  const at = box.clock.now();
  await box.context.db
    .insertInto('syncs')
    .values({
      ...{ id: newId('syn'), connection_id: connection.id, trigger: 'schedule', state: 'succeeded', fence: null },
      ...{ worker: null, queued_at: at, lease_until: null, heartbeat_at: at, progress_at: at, started_at: at },
      ...{ ended_at: at, counts: null, failure: null },
      progress: json({
        ...{ monthsLoaded: complete ? 24 : 5, monthsTotal: 24, loadedFrom: '2024-03-01', loadedTo: '2026-02-28' },
        ...{ historyFrom: '2024-03-01', complete },
      }),
    })
    .execute();
}

test('whoever administers the organisation is told once that its history is here, however often it is loaded', async () => {
  await read(false);
  await look();
  expect(await mails()).toEqual([]);
  await read(true);
  await look();
  const [told, ...others] = await mails();
  expect(others).toEqual([]);
  expect(told).toMatchObject({
    recipient: 'asha@riverside.example',
    subject: expect.stringContaining('Your data is here'),
  });
  const text = told === undefined ? '' : ((await renderMail(box.context, told))?.text ?? '');
  expect(text).toMatch(/from 1\s+March 2024 on/);
  expect(text).toContain(`http://127.0.0.1:4310/connections/${connection.name}`);
  await read(false);
  await look();
  await read(true);
  await look();
  expect(await mails()).toHaveLength(1);
});

test('of a connection that was stopped meanwhile nothing is told', async () => {
  await read(true);
  await box.context.db.updateTable('connections').set({ state: 'stopped' }).where('id', '=', connection.id).execute();
  await look();
  expect(await mails()).toEqual([]);
});
