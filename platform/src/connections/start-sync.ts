import type { Sync } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { describeSync } from './describe-sync.ts';

export interface StartSync {
  readonly connection: Pick<Connection, 'id' | 'name' | 'organisation_id'>;
  readonly acceptAbsent: boolean;
  readonly actor: string;
}

/** Collects now, or joins the sync that is under way. A person's wish also tries a refused sign-in once more. */
export async function startSync(
  { db, syncs, clock }: Pick<Context, 'db' | 'syncs' | 'clock'>,
  { connection, acceptAbsent, actor }: StartSync,
): Promise<Sync> {
  const { id, name, organisation_id: organisationId } = connection;
  const { syncId } = await syncs.request(id, 'manual', { acceptAbsent });
  if (acceptAbsent) {
    const details = { connection: name, sync: syncId };
    await db.transaction().execute((trx) =>
      appendAudit(trx, {
        at: clock.now(),
        actor,
        action: 'connection.absent-accepted',
        subject: id,
        organisationId,
        details,
      }),
    );
  }
  return describeSync(
    await db.selectFrom('syncs').selectAll().where('id', '=', syncId).executeTakeFirstOrThrow(),
    name,
  );
}
