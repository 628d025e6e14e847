import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import { copyStore } from './copy-store.ts';
import { loadOneOrder } from './one-order-for-tests.ts';
import { restoreStore } from './restore-store.ts';

let box: ContextForTests;
beforeAll(async () => {
  box = await openContextForTests();
});
afterAll(() => box.close());

test('what the copy lacks is collected at once: connections that collect are asked, and none waits for an earlier failure', async () => {
  const organisation = await box.organisation('riverside');
  const connection = await box.claim(organisation, 'riverside');
  const { db } = box.context;
  await loadOneOrder(box.context, organisation.id);
  await copyStore(box.context, { organisation, actor: 'test' });
  const restore = () => restoreStore(box.context, { organisation, copy: null, actor: 'test' });
  const queued = () =>
    db.selectFrom('syncs').select(['connection_id', 'trigger']).where('state', '=', 'queued').execute();

  await restore();
  expect(await queued(), 'one that waits for permission is left alone').toEqual([]);

  await db.updateTable('connections').set({ state: 'active' }).execute();
  const later = new Date(box.clock.now().getTime() + 3_600_000);
  await db
    .insertInto('stream_states')
    .values({
      ...{ connection_id: connection.id, stream: 'orders', failures: 4, backoff_until: later, last_error: null },
      ...{ last_success_at: null, last_attempt_at: null, cursor_hint: null },
    })
    .execute();
  await restore();
  expect(await queued()).toEqual([{ connection_id: connection.id, trigger: 'manual' }]);
  expect(await db.selectFrom('stream_states').select(['failures', 'backoff_until']).execute()).toEqual([
    { failures: 0, backoff_until: null },
  ]);
});
