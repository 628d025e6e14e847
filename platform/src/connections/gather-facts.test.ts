import type { Progress } from '@illuminate/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import { json } from '../control/json.ts';
import { newId } from '../control/new-id.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { SyncState } from '../control/schema/syncs.ts';
import { describeConnections } from './describe-connection.ts';
import { complete } from './facts-for-tests.ts';
import { findConnection } from './find-connection.ts';

const DAY_MS = 86_400_000;

let box: ContextForTests;
let connection: Connection;
beforeAll(async () => {
  box = await openContextForTests();
});
beforeEach(async () => {
  await box.reset();
  const { id } = await box.claim(await box.organisation('riverside'), 'riversidetheatre');
  box.toy.clients = ['riversidetheatre'];
  await box.consents.pollAll();
  box.clock.set(new Date(box.clock.now().getTime() + 3_600_000));
  connection = await findConnection(box.context, id);
});
afterAll(() => box.close());

interface Ended {
  readonly state: SyncState;
  readonly minutesAgo: number;
  readonly store?: Record<string, unknown>;
  readonly progress?: Progress;
}

async function ended({ state, minutesAgo, store, progress }: Ended): Promise<void> {
  const at = new Date(box.clock.now().getTime() - minutesAgo * 60_000);
  const failure = { code: 'no-answer', cause: 'It was silent.', who_acts: 'nobody', next_step: 'Wait.' };
  await box.context.db
    .insertInto('syncs')
    .values({
      ...{ id: newId('syn'), connection_id: connection.id, trigger: 'schedule', state, queued_at: at, ended_at: at },
      ...{ fence: null, worker: null, lease_until: null, heartbeat_at: null, progress_at: null, started_at: at },
      progress: progress === undefined ? null : json({ ...progress }),
      counts: store === undefined ? null : json({ dataTo: at.toISOString(), store }),
      failure: state === 'failed' ? json({ ...failure, stream: null, reference: 'abc' }) : null,
    })
    .execute();
}

/** As of a provider that is not known here any more: of the toy one nothing has a past. */
async function headline() {
  const [summary] = await describeConnections({ ...box.context, connectors: new Map() }, [
    await findConnection(box.context, connection.id),
  ]);
  return summary?.headline;
}

test('sales that stop where there usually are some every day are told', async () => {
  const sales = (daysAgo: number) => ({
    latestAt: box.clock.now().getTime() - daysAgo * DAY_MS,
    usualGapMs: DAY_MS,
  });
  const at = { state: 'succeeded', progress: complete } as const;
  await ended({ ...at, minutesAgo: 9, store: { events: 4, sales: sales(2) } });
  expect(await headline()).toMatchObject({ code: 'OK', whoActs: 'nobody' });
  await ended({ ...at, minutesAgo: 5, store: { events: 4, sales: sales(9) } });
  expect(await headline()).toMatchObject({
    code: 'STALE',
    sentence: 'No new sales for 9 days. Usual gap is 1 day.',
    whoActs: 'organisation',
    since: new Date(box.clock.now().getTime() - 9 * DAY_MS).toISOString(),
  });
});

test('what fails has been the matter since it first failed', async () => {
  await ended({ state: 'failed', minutesAgo: 40 });
  await ended({ state: 'succeeded', minutesAgo: 30, store: { events: 4 }, progress: complete });
  await ended({ state: 'failed', minutesAgo: 20 });
  await ended({ state: 'failed', minutesAgo: 5 });
  expect(await headline()).toMatchObject({
    code: 'PROVIDER_DOWN',
    since: new Date(box.clock.now().getTime() - 20 * 60_000).toISOString(),
  });
});

test('what a box office would not show when it was looked at is told', async () => {
  await ended({ state: 'succeeded', minutesAgo: 5, store: { events: 4 }, progress: complete });
  const capabilities = { signedInAs: null, ways: [], sees: [], cannotSee: ['Orders: ask for the right to read them.'] };
  await box.context.db
    .updateTable('connections')
    .set({ capabilities: json(capabilities) })
    .where('id', '=', connection.id)
    .execute();
  expect(await headline()).toMatchObject({ code: 'CRED_INSUFFICIENT' });
});
