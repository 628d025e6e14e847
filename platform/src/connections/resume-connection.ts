import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { notPossibleNow } from '../refusal.ts';
import { collects } from './collects.ts';
import { moveConnection } from './move-connection.ts';

/**
 * Collection goes on. Where a list of permissions held it back, the person who resumes answers for it that permission stands,
 * and the list's silence no longer holds it back; a list that can be believed decides anew.
 */
export async function resumeConnection(
  context: Pick<Context, 'db' | 'control' | 'clock' | 'changes' | 'syncs'>,
  { connection, actor }: { connection: Connection; actor: string },
): Promise<void> {
  const { id: connectionId, name, method, state_reason: reason } = connection;
  if (method === 'provider-consent' && reason === 'restored') {
    throw notPossibleNow(
      `${name} waits until its permission has been asked again after the restore.`,
      'Wait a minute: it is asked by itself.',
      'nobody',
    );
  }
  const againstList = reason?.startsWith('consent-list-') === true;
  const state = await moveConnection(context, {
    connectionId,
    move: 'resume',
    actor,
    reason: againstList ? 'resumed-against-list' : null,
    details: againstList ? { answersForPermission: actor } : {},
  });
  if (state === 'active' && collects(connection)) await context.syncs.request(connectionId, 'manual');
}
