// Test support: rows that others hang from.
import { json } from './json.ts';
import { newId } from './new-id.ts';
import type { Control } from './open-control.ts';

export async function addOrganisation({ db }: Control, slug = newId('org').slice(4)): Promise<string> {
  const id = newId('org');
  await db
    .insertInto('organisations')
    .values({ id, slug, name: 'Theatr y Môr', zone: 'Europe/London', currency: 'GBP', created_at: new Date() })
    .execute();
  return id;
}

export async function addConnection(control: Control, organisation?: string): Promise<string> {
  const id = newId('con');
  const organisation_id = organisation ?? (await addOrganisation(control));
  await control.db
    .insertInto('connections')
    .values({
      id,
      organisation_id,
      name: id.replace('_', '-'),
      provider: 'toy',
      method: 'api-credentials',
      state: 'active',
      state_reason: null,
      state_by: 'operator',
      state_at: new Date(),
      state_before: null,
      settings: json({ client: 'môr' }),
      history_from: '2021-07-01',
      sync_every_seconds: 900,
      capabilities: null,
      probed_at: null,
      created_at: new Date(),
    })
    .execute();
  return id;
}

/** As a worker claims: raise the fence and take the one running place, in one transaction. */
export function addRunningSync({ db }: Control, connection: string): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const id = newId('syn');
    const { fence_counter } = await trx
      .updateTable('connections')
      .set((row) => ({ fence_counter: row('fence_counter', '+', 1) }))
      .where('id', '=', connection)
      .returning('fence_counter')
      .executeTakeFirstOrThrow();
    await trx
      .insertInto('syncs')
      .values({
        id,
        connection_id: connection,
        trigger: 'manual',
        state: 'running',
        fence: fence_counter,
        worker: 'test',
        queued_at: new Date(),
        lease_until: new Date(),
        heartbeat_at: null,
        progress_at: null,
        started_at: new Date(),
        ended_at: null,
        progress: null,
        counts: null,
        failure: null,
      })
      .execute();
    return id;
  });
}
