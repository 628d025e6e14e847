import { afterAll, beforeAll, expect, test } from 'vitest';
import { abandonResync, showResync, startResync } from '../connections/resync-connection.ts';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import { resyncTurns } from './resync-turns.ts';

let box: ContextForTests;
let nth = 0;

beforeAll(async () => {
  box = await openContextForTests();
});
afterAll(() => box.close());

async function start() {
  nth += 1;
  const organisation = await box.organisation(`again-${nth}`);
  const { id } = await box.claim(organisation, `client-${nth}`);
  box.toy.clients = [...(box.toy.clients ?? []), `client-${nth}`];
  await box.consents.pollAll();
  const { db, syncs } = box.context;
  const connection = await db.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  await syncs.cancel(id, 'test');
  const ask = (acceptMissing = false) => startResync(box.context, { connection, acceptMissing, actor: 'test' });
  const turn = async () => (await resyncTurns(box.context)).find(({ connectionId }) => connectionId === id);
  /** As if the sync that waits had run and ended. */
  const end = (state: 'succeeded' | 'failed') =>
    db
      .updateTable('syncs')
      .set({ state, ended_at: box.clock.now(), started_at: box.clock.now() })
      .where('connection_id', '=', id)
      .where('state', '=', 'queued')
      .execute();
  return { connection, ask, turn, end, id };
}

test('it is asked for once, joined by whoever asks again, and takes turns with syncs', async () => {
  const { ask, turn, end, id } = await start();
  const first = await ask();
  expect(first).toMatchObject({ state: 'reading', runs: 0, outcome: null });
  expect((await ask()).id).toBe(first.id);
  // Its first run waits for a worker: nothing else is asked for meanwhile.
  expect(await turn()).toBeUndefined();
  await end('succeeded');
  expect(await turn()).toMatchObject({ isFirst: false });
  await box.context.syncs.request(id, 'schedule');
  await end('succeeded');
  expect(await turn()).toMatchObject({ isFirst: true });
  // What failed is not tried again at once.
  await box.context.syncs.request(id, 'resync');
  await end('failed');
  expect(await turn()).toBeUndefined();
  await box.clock.advance(61_000);
  expect(await turn()).toMatchObject({ isFirst: false });
});

test('given up, it is over; a connection that does not collect is refused', async () => {
  const { connection, ask, turn } = await start();
  await ask();
  expect(await abandonResync(box.context, { connection, actor: 'test' })).toMatchObject({ state: 'abandoned' });
  expect(await turn()).toBeUndefined();
  expect((await showResync(box.context, connection)).resync).toMatchObject({ state: 'abandoned' });
  await expect(abandonResync(box.context, { connection, actor: 'test' })).rejects.toMatchObject({
    parts: { code: 'not-possible-now' },
  });
  const paused = { ...connection, state: 'paused' as const };
  await expect(
    startResync(box.context, { connection: paused, acceptMissing: false, actor: 'test' }),
  ).rejects.toMatchObject({ parts: { code: 'not-possible-now' } });
});

test('where it asks first, it goes on only with an answer', async () => {
  const { connection, ask } = await start();
  const { id } = await ask();
  await box.context.db
    .updateTable('resyncs')
    .set({ state: 'asking', outcome: JSON.stringify({ missing: 30, of: 60 }) as never })
    .where('id', '=', id)
    .execute();
  expect((await showResync(box.context, connection)).resync?.missing).toEqual({ orders: 30, of: 60 });
  await expect(ask()).rejects.toMatchObject({ parts: { detail: expect.stringContaining('shows 30 no more') } });
  expect(await ask(true)).toMatchObject({ id, state: 'reading' });
});
