import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import { newId } from '../control/new-id.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { SyncState } from '../control/schema/syncs.ts';
import { findConnection } from './find-connection.ts';
import { listHistory } from './list-history.ts';
import { pauseConnection } from './pause-connection.ts';
import { readDays } from './read-days.ts';
import { resumeConnection } from './resume-connection.ts';

const DAY_MS = 86_400_000;

let box: ContextForTests;
let connection: Connection;
beforeAll(async () => {
  box = await openContextForTests();
  const { id } = await box.claim(await box.organisation('riverside'), 'riversidetheatre');
  box.toy.clients = ['riversidetheatre'];
  await box.consents.pollAll();
  connection = await findConnection(box.context, id);
});
afterAll(() => box.close());

const ended = async (state: SyncState): Promise<void> => {
  const at = box.clock.now();
  await box.context.db
    .insertInto('syncs')
    .values({
      ...{ id: newId('syn'), connection_id: connection.id, trigger: 'schedule', state, queued_at: at, ended_at: at },
      ...{ fence: null, worker: null, lease_until: null, heartbeat_at: null, progress_at: null, started_at: at },
      ...{ progress: null, counts: null, failure: null },
    })
    .execute();
};

test('the last 30 days are told by what ended on them, and by when it should have', async () => {
  await ended('succeeded');
  await ended('failed');
  box.clock.set(new Date(box.clock.now().getTime() + DAY_MS));
  await ended('failed');
  // A day on which nothing ran, though it should have.
  box.clock.set(new Date(box.clock.now().getTime() + 2 * DAY_MS));
  await pauseConnection(box.context, { connectionId: connection.id, actor: 'Sam Lee' });
  // Two on which nobody expected anything.
  box.clock.set(new Date(box.clock.now().getTime() + 3 * DAY_MS));
  connection = await findConnection(box.context, connection.id);
  await resumeConnection(box.context, { connection, actor: 'Sam Lee' });
  await ended('succeeded');
  await ended('succeeded');
  connection = await findConnection(box.context, connection.id);

  const days = await readDays(box.context, connection, 'Europe/London');
  expect(days).toHaveLength(30);
  expect(days.slice(-8).map(({ day, verdict, updates, failed }) => `${day} ${verdict} ${updates} ${failed}`)).toEqual([
    '2026-04-30 nothing-due 0 0',
    '2026-05-01 delayed 1 1',
    '2026-05-02 failed 0 1',
    '2026-05-03 delayed 0 0',
    '2026-05-04 delayed 0 0',
    '2026-05-05 nothing-due 0 0',
    '2026-05-06 nothing-due 0 0',
    '2026-05-07 fine 2 0',
  ]);
});

test('what was done is told newest first, with who did it, a page at a time', async () => {
  const first = await listHistory(box.context, { connection, after: null, limit: 3 });
  expect(first.items.map(({ who, words }) => `${who}: ${words}`)).toEqual([
    'Sam Lee: Resumed collection.',
    'Sam Lee: Paused collection.',
    'The box office: Permission was given in Toy Box Office.',
  ]);
  const rest = await listHistory(box.context, { connection, after: first.next, limit: 10 });
  expect(rest.items.at(-1)?.words).toBe('Connected the box office.');
  expect(rest.next).toBeNull();
});

test('a day on which permission was withdrawn in the middle of an update says that it was stopped, and no delay', async () => {
  box.clock.set(new Date(box.clock.now().getTime() + DAY_MS));
  box.toy.clients = ['elsewhere'];
  box.toy.refuses.add('riversidetheatre');
  await box.consents.pollAll();
  await ended('cancelled');
  connection = await findConnection(box.context, connection.id);
  expect(connection.state).toBe('stopped');
  box.clock.set(new Date(box.clock.now().getTime() + DAY_MS));
  const days = await readDays(box.context, connection, 'Europe/London');
  expect(days.slice(-3).map(({ day, verdict }) => `${day} ${verdict}`)).toEqual([
    '2026-05-07 fine',
    '2026-05-08 stopped',
    '2026-05-09 nothing-due',
  ]);
});
