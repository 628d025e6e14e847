import type { Context } from '../context.ts';
import { dropDeliveries } from '../deliveries/drop-deliveries.ts';
import { findConnection } from './find-connection.ts';
import { moveConnection } from './move-connection.ts';

/** Collection ends for good: consent is over, the sign-in is destroyed, what was collected is kept. */
export async function stopConnection(
  context: Pick<Context, 'db' | 'control' | 'clock' | 'changes' | 'syncs' | 'deliveries'>,
  { connectionId, actor }: { connectionId: string; actor: string },
): Promise<void> {
  await moveConnection(context, {
    connectionId,
    move: 'stop',
    actor,
    reason: 'by-person',
    details: { collected: 'kept' },
    also: async (trx, _connection, now) => {
      await trx
        .updateTable('consents')
        .set({ state: 'withdrawn', ended_at: now })
        .where('connection_id', '=', connectionId)
        .where('state', '=', 'granted')
        .execute();
      await trx.deleteFrom('credentials').where('connection_id', '=', connectionId).execute();
    },
    atOnce: async () => {
      await context.syncs.cancel(connectionId, 'stopped');
      await dropDeliveries(context, await findConnection(context, connectionId));
    },
  });
}
