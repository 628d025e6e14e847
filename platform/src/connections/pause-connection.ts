import type { Context } from '../context.ts';
import { moveConnection } from './move-connection.ts';

/** Collection ends at once; permission and sign-in stay. */
export async function pauseConnection(
  context: Pick<Context, 'db' | 'control' | 'clock' | 'changes' | 'syncs'>,
  { connectionId, actor }: { connectionId: string; actor: string },
): Promise<void> {
  await moveConnection(context, {
    connectionId,
    move: 'pause',
    actor,
    reason: 'by-person',
    // After the move no sync can begin, so that when this one has ended, all has.
    atOnce: () => context.syncs.cancel(connectionId, 'paused'),
  });
}
