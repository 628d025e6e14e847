// From a connection that needs somebody to the mail that says so, and to the one that says it is right again.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { addConnection } from '../connections/add-connection.ts';
import { type ContextForTests, openContextForTests, TOY } from '../context-for-tests.ts';
import { json } from '../control/json.ts';
import type { Connection } from '../control/schema/connections.ts';
import { addPerson } from './people-for-tests.ts';
import { renderMail } from './render-mail.ts';
import { watchIncidents } from './watch-incidents.ts';

let box: ContextForTests;
let connection: Connection;
const never = new AbortController().signal;

beforeAll(async () => {
  box = await openContextForTests();
});
afterAll(() => box.close());
beforeEach(async () => {
  const organisation = await box.organisation('riverside', 'Riverside Theatre');
  connection = await addConnection(box.context, {
    ...{ organisation, provider: TOY, method: 'api-credentials', settings: { client: 'river' }, secret: 'sesame' },
    ...{ test: true, actor: 'test' },
  });
  const organisationId = organisation.id;
  await addPerson(box.context, {
    name: 'Asha',
    email: 'asha@riverside.example',
    role: 'organisation-admin',
    organisationId,
  });
  await addPerson(box.context, { name: 'Mair', email: 'mair@riverside.example', role: 'member', organisationId });
  await addPerson(box.context, { name: 'Priya', email: 'priya@desk.example', role: 'support-desk' });
  await loaded();
});
afterEach(async () => {
  for (const table of ['mails', 'people'] as const) await box.context.db.deleteFrom(table).execute();
  await box.reset();
});

/** As after a first collection that went well. */
async function loaded(): Promise<void> {
  const now = box.clock.now();
  await box.context.db
    .insertInto('stream_states')
    .values({
      ...{ connection_id: connection.id, stream: 'events', failures: 0, backoff_until: null },
      ...{ last_success_at: now, last_attempt_at: now, last_error: null, cursor_hint: null },
    })
    .onConflict((on) => on.columns(['connection_id', 'stream']).doUpdateSet({ last_success_at: now }))
    .execute();
}

const refused = (rejected: boolean) =>
  box.context.db
    .updateTable('credentials')
    .set({ rejected_at: rejected ? box.clock.now() : null })
    .where('connection_id', '=', connection.id)
    .execute();

/** Minute by minute, as the schedule looks. */
async function pass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await box.clock.advance(60_000);
    await watchIncidents(box.context, never);
  }
}

const told = async () =>
  (await box.context.db.selectFrom('mails').selectAll().orderBy('queued_at').orderBy('recipient').execute()).map(
    ({ template, recipient }) => `${template} ${recipient}`,
  );
const incidents = () => box.context.db.selectFrom('incidents').selectAll().execute();

test('a sign-in that is refused is told to the administrators once, and so is its end', async () => {
  await pass(2);
  expect(await told()).toEqual([]);
  await refused(true);
  await pass(5);
  expect(await told()).toEqual([]);
  await pass(12);
  expect(await told()).toEqual(['needs-you asha@riverside.example']);
  const mail = await box.context.db.selectFrom('mails').selectAll().executeTakeFirstOrThrow();
  const { text } = (await renderMail(box.context, mail)) ?? { text: '' };
  expect(text).toContain('Toy Box Office refused our sign-in');
  expect(text).toContain(`http://127.0.0.1:4310/connections/${connection.name}`);
  await refused(false);
  await pass(5);
  expect(await told()).toHaveLength(1);
  await pass(2);
  expect(await told()).toEqual(['needs-you asha@riverside.example', 'fixed asha@riverside.example']);
  await pass(8);
  expect(await told()).toHaveLength(2);
  expect(await incidents()).toMatchObject([{ code: 'CRED_REJECTED', outcome: 'fixed' }]);
  const audit = await box.context.db
    .selectFrom('audit')
    .select('action')
    .where('action', 'like', 'incident.%')
    .execute();
  expect(audit.map(({ action }) => action)).toEqual(['incident.told', 'incident.fixed']);
});

test('what comes and goes is told to nobody', async () => {
  for (let time = 0; time < 3; time += 1) {
    await refused(true);
    await pass(3);
    await refused(false);
    await pass(7);
  }
  expect(await told()).toEqual([]);
});

test('what flaps after it was told is one incident, with one mail', async () => {
  await refused(true);
  await pass(7);
  for (let time = 0; time < 3; time += 1) {
    await refused(false);
    await pass(3);
    await refused(true);
    await pass(3);
  }
  expect(await told()).toEqual(['needs-you asha@riverside.example']);
  expect(await incidents()).toMatchObject([{ outcome: null }]);
});

test('a box office that is down is told to nobody; what keeps failing first to the desk, after a day to the organisation', async () => {
  const failing = (code: string, failures: number) =>
    box.context.db
      .updateTable('stream_states')
      .set({
        failures,
        last_error: json({
          ...{ code, cause: 'It fails.', whoActs: 'nobody', nextStep: 'Wait.', stream: 'events', reference: 'ref' },
        }),
      })
      .where('connection_id', '=', connection.id)
      .execute();
  await failing('no-answer', 40);
  await pass(8);
  expect(await told()).toEqual([]);
  await failing('odd-page', 40);
  await pass(7);
  expect(await told()).toEqual(['needs-you priya@desk.example']);
  await box.clock.advance(24 * 3_600_000);
  await pass(1);
  expect(await told()).toContain('needs-you asha@riverside.example');
});

test('what a person pauses or stops is no incident any more, and nothing is said to be put right', async () => {
  await refused(true);
  await pass(7);
  await box.context.db.updateTable('connections').set({ state: 'paused' }).where('id', '=', connection.id).execute();
  await pass(7);
  expect(await told()).toEqual(['needs-you asha@riverside.example']);
  expect(await incidents()).toMatchObject([{ outcome: 'overtaken' }]);
});

test('permission that was withdrawn in the box office is told; what was stopped here is not', async () => {
  const stop = (state_reason: string) =>
    box.context.db
      .updateTable('connections')
      .set({ state: 'stopped', state_reason })
      .where('id', '=', connection.id)
      .execute();
  await stop('by-person');
  await pass(7);
  expect(await told()).toEqual([]);
  await stop('consent-withdrawn');
  await pass(7);
  expect(await told()).toEqual(['needs-you asha@riverside.example']);
});
