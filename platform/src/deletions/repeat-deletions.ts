import { sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';
import type { ControlTables } from '../control/schema.ts';
import { NOT_BEGUN } from './insert-deletion.ts';
import { runDueDeletions } from './run-due-deletions.ts';
import { readTombstones, type Tombstone } from './tombstones.ts';

/**
 * At the start, before anything is collected: what was deleted once and is there again, because a dump or a backup from before was
 * restored, is deleted once more. And what a process left half deleted is finished.
 */
export async function repeatDeletions(context: Context): Promise<void> {
  const { deletions, bookers } = await readTombstones(context);
  for (const tombstone of deletions) await repeat(context, tombstone);
  for (const { organisation, pseudonym, at } of bookers) {
    await sql`insert into erased_bookers (organisation_id, pseudonym, erased_at)
      select id, ${pseudonym}, ${at}::timestamptz from organisations where id = ${organisation}
      on conflict do nothing`.execute(context.db);
  }
  await runDueDeletions(context, new AbortController().signal).catch(() => {
    // It is in the log, and tried again within the minute.
  });
}

async function repeat({ db, clock, log }: Context, { id, organisation, connection }: Tombstone): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (await isKnown(trx, id)) return;
    const owner = await trx
      .selectFrom('organisations')
      .select(['id', 'slug'])
      .where('id', '=', organisation)
      .executeTakeFirst();
    if (owner === undefined) return;
    const connections = await trx
      .selectFrom('connections')
      .select(['id', 'state'])
      .where('organisation_id', '=', organisation)
      .$if(connection !== null, (query) => query.where('id', '=', connection ?? ''))
      .execute();
    if (connection !== null && connections.length === 0) return;
    const now = clock.now();
    const stop = connections.filter(({ state }) => state !== 'stopped').map((one) => one.id);
    if (stop.length > 0) {
      await trx
        .updateTable('connections')
        .set({ state: 'stopped', state_reason: 'by-person', state_by: 'system', state_at: now, state_before: null })
        .where('id', 'in', stop)
        .execute();
      await trx
        .updateTable('consents')
        .set({ state: 'withdrawn', ended_at: now })
        .where('connection_id', 'in', stop)
        .where('state', '=', 'granted')
        .execute();
    }
    const repeated = {
      ...NOT_BEGUN,
      id: newId('del'),
      organisation_id: organisation,
      connection_id: connection,
      at_once: true,
      asked_by: 'system',
      asked_at: now,
      due_at: now,
      repeats: id,
    };
    // One that the restored database has open is made due, instead of a second one.
    await trx
      .updateTable('deletions')
      .set({ due_at: now, at_once: true, repeats: id })
      .where('organisation_id', '=', organisation)
      .where(sql<boolean>`connection_id is not distinct from ${connection}`)
      .where('state', 'in', ['scheduled', 'running'])
      .execute();
    await trx
      .insertInto('deletions')
      .values(repeated)
      .onConflict((on) => on.doNothing())
      .execute();
    await appendAudit(trx, {
      at: now,
      actor: 'system',
      action: 'deletion.repeated',
      subject: connection ?? organisation,
      organisationId: organisation,
      details: { deletion: id, organisation: owner.slug, why: 'restored' },
    });
    log.warn({ organisation, connection, deletion: id }, 'what was deleted before was restored, and is deleted again');
  });
}

/** Whether this database knows that it was done, or is at it. */
async function isKnown(trx: Transaction<ControlTables>, id: string): Promise<boolean> {
  const row = await trx
    .selectFrom('deletions')
    .select('id')
    .where((eb) =>
      eb.or([
        eb.and([eb('id', '=', id), eb('state', 'in', ['done', 'running'])]),
        eb.and([eb('repeats', '=', id), eb('state', 'in', ['done', 'scheduled', 'running'])]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
