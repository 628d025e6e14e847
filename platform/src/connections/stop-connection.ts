import type { Context } from '../context.ts';
import { moveConnection } from './move-connection.ts';

/** Collection ends for good: consent is over, the sign-in is destroyed, what was collected is kept. */
export async function stopConnection(
  context: Pick<Context, 'db' | 'control' | 'clock' | 'changes' | 'syncs'>,
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
    atOnce: () => context.syncs.cancel(connectionId, 'stopped'),
  });
}
