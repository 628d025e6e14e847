import type { Transaction } from 'kysely';
import { endAgreement } from '../consents/agreement/record-agreement.ts';
import { withdrawUnproven } from '../consents/claims/record-claim.ts';
import { issueReceipt } from '../consents/receipts/issue-receipt.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { ControlTables } from '../control/schema.ts';
import { insertDeletion } from '../deletions/insert-deletion.ts';
import { dropDeliveries } from '../deliveries/drop-deliveries.ts';
import { findConnection } from './find-connection.ts';
import { moveConnection } from './move-connection.ts';

export interface StopConnection {
  readonly connectionId: string;
  readonly actor: string;
  /** What was collected: kept unless said otherwise. */
  readonly collected?: 'keep' | 'delete';
}

/**
 * Collection ends for good: consent is over, the sign-in is destroyed, what was collected is kept or goes after some days. What only
 * waits for its claim or for permission waits no more.
 */
export async function stopConnection(
  context: Pick<Context, 'db' | 'control' | 'clock' | 'changes' | 'syncs' | 'deliveries' | 'connectors' | 'keys'>,
  { connectionId, actor, collected = 'keep' }: StopConnection,
): Promise<void> {
  await moveConnection(context, {
    connectionId,
    move: 'stop',
    actor,
    reason: 'by-person',
    details: { collected: collected === 'keep' ? 'kept' : 'to be deleted' },
    also: async (trx, connection, now) => {
      const ended = await trx
        .updateTable('consents')
        .set({ state: 'withdrawn', ended_at: now })
        .where('connection_id', '=', connectionId)
        .where('state', '=', 'granted')
        .executeTakeFirst();
      await withdrawUnproven(trx, { connection, actor, now });
      const connector = context.connectors.get(connection.provider);
      const deletedFrom = collected === 'delete' ? await deleteLater(context, trx, connection, actor) : null;
      // What only waited for permission has none to take back.
      if (ended.numUpdatedRows > 0n)
        await issueReceipt(context, trx, { connector, connectionId, kind: 'withdrawn', actor, now, deletedFrom });
      await endAgreement(trx, connectionId, now);
      await trx.deleteFrom('credentials').where('connection_id', '=', connectionId).execute();
    },
    atOnce: async () => {
      await context.syncs.cancel(connectionId, 'stopped');
      await dropDeliveries(context, await findConnection(context, connectionId));
    },
  });
}

/** @returns when it begins */
async function deleteLater(
  context: Pick<Context, 'clock'>,
  trx: Transaction<ControlTables>,
  connection: Connection,
  actor: string,
): Promise<Date> {
  const organisation = await trx
    .selectFrom('organisations')
    .selectAll()
    .where('id', '=', connection.organisation_id)
    .executeTakeFirstOrThrow();
  const { due_at } = await insertDeletion(context, trx, { organisation, connection, atOnce: false, actor });
  return due_at;
}
