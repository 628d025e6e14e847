import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { describeBackends } from '../control/backends-for-tests.ts';
import { addConnection, addRunningSync } from '../control/rows-for-tests.ts';
import { prune } from './prune.ts';

describeBackends('Pruning', (backend) => {
  test('takes what has had its time, and nothing else', async () => {
    const { control, close } = await backend.open();
    const sync = await addRunningSync(control, await addConnection(control));
    await sql`insert into sync_events (sync_id, at, kind, data)
      select ${sync}, now() - n * interval '1 hour', 'page', '{}' from generate_series(1, 3000) n`.execute(control.db);
    await sql`insert into consent_polls (provider, at, outcome) values ('toy', now() - interval '91 days', 'ok'), ('toy', now(), 'ok')`.execute(
      control.db,
    );
    await sql`insert into sessions values ('a', 'web', null, now(), now() - interval '1 second'), ('b', 'web', null, now(), now() + interval '1 hour')`.execute(
      control.db,
    );
    const never = new AbortController().signal;
    expect(await prune(never, control)).toEqual({ deleted: 3000 - 90 * 24 + 3 });
    const oldest = await sql<{
      events: number;
    }>`select count(*) events from sync_events where at < now() - interval '90 days'`.execute(control.db);
    expect(oldest.rows[0]?.events).toBe(0);
    await expect(control.db.selectFrom('sessions').select('id').execute()).resolves.toEqual([{ id: 'b' }]);
    await close();
  }, 120_000);
});
