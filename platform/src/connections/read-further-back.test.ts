import type { Progress } from '@illuminate/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import { json } from '../control/json.ts';
import { newId } from '../control/new-id.ts';
import type { Connection } from '../control/schema/connections.ts';
import { describeConnection } from './describe-connection.ts';
import { readFurtherBack } from './read-further-back.ts';

let box: ContextForTests;
let connection: Connection;

beforeAll(async () => {
  box = await openContextForTests();
  const { id } = await box.claim(await box.organisation('riverside'), 'riverside-house');
  box.toy.clients = ['riverside-house'];
  await box.consents.pollAll();
  const { db, syncs } = box.context;
  await syncs.cancel(id, 'test');
  // The toy has no sales of the past.
  const sells = [...box.context.connectors.values()].find(({ streams }) =>
    streams.some(({ name }) => name === 'orders'),
  );
  await db
    .updateTable('connections')
    .set({ provider: sells?.id ?? '' })
    .where('id', '=', id)
    .execute();
  connection = await db.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
});
afterAll(() => box.close());

const stored = () =>
  box.context.db.selectFrom('connections').selectAll().where('id', '=', connection.id).executeTakeFirstOrThrow();
const further = async (from: string) =>
  readFurtherBack(box.context, { connection: await stored(), from, actor: 'Sam' });

/** As a collection leaves it that has read back to a day. */
async function haveRead(progress: Partial<Progress>): Promise<void> {
  const whole: Progress = {
    ...{ monthsLoaded: 31, monthsTotal: 31, loadedFrom: '2024-06-01', loadedTo: '2026-12-01' },
    ...{ historyFrom: '2024-06-01', complete: true, ...progress },
  };
  const now = box.context.clock.now();
  await box.context.db
    .insertInto('syncs')
    .values({
      ...{ id: newId('syn'), connection_id: connection.id, trigger: 'schedule', state: 'succeeded', fence: 1 },
      ...{ queued_at: now, started_at: now, ended_at: now, progress: json(whole), progress_at: now },
    })
    .execute();
}

test('history is read back to an earlier day, and that is written down; what is here already is not asked for again', async () => {
  await haveRead({});
  await expect(further('2024-06-01')).rejects.toMatchObject({
    parts: { detail: expect.stringContaining('goes back to 2024-06-01 already') },
  });
  await expect(further('2031-01-01')).rejects.toMatchObject({ code: 'not-possible-now' });
  await expect(further('1950-01-01')).rejects.toMatchObject({ code: 'invalid-input' });
  expect((await stored()).history_from).toBeNull();

  await further('2008-01-01');
  expect((await describeConnection(box.context, await stored())).historyFrom).toBe('2008-01-01');
  const deed = await box.context.db
    .selectFrom('audit')
    .select('details')
    .where('action', '=', 'connection.history-set')
    .executeTakeFirstOrThrow();
  expect(deed.details).toMatchObject({ from: '2008-01-01' });
  const queued = await box.context.db.selectFrom('syncs').select('trigger').where('state', '=', 'queued').execute();
  expect(queued).toEqual([{ trigger: 'manual' }]);
});

test('not beyond what is kept of sales', async () => {
  const { organisation_id: organisationId } = connection;
  const now = box.context.clock.now();
  await box.context.db
    .insertInto('retentions')
    .values({ organisation_id: organisationId, keep_years: 5, set_by: 'Sam', set_at: now })
    .execute();
  await expect(further('2001-01-01')).rejects.toMatchObject({
    parts: { detail: expect.stringContaining('Sales are kept for 5 years here') },
  });
});
