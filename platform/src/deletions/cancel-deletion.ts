import type { Deletion as DeletionAnswer } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Deletion } from '../control/schema/deletions.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { ControlTables } from '../control/schema.ts';
import { notPossibleNow } from '../refusal.ts';
import { describeDeletion } from './describe-deletion.ts';
import { findDeletion } from './list-deletions.ts';

/** Only one that has not begun: of one that has, nobody can say what is left. */
export async function cancelDeletion(
  context: Pick<Context, 'db' | 'control' | 'clock' | 'changes'>,
  { organisation, id, actor }: { organisation: Organisation; id: string; actor: string },
): Promise<DeletionAnswer> {
  const { deletion, connection } = await findDeletion(context, organisation, id);
  const cancelled = await context.db
    .transaction()
    .execute((trx) => cancelScheduled(trx, { id: deletion.id, actor, why: 'by-person', at: context.clock.now() }));
  if (cancelled === null) {
    throw notPossibleNow('This deletion has begun, has ended or was cancelled.', 'See how it stands in the list.');
  }
  if (connection !== null) context.changes.changed(connection.id);
  await context.control.requestDump('deletion.cancelled');
  return describeDeletion(cancelled, { organisation, connection });
}

/** @returns null if it was not waiting any more */
export async function cancelScheduled(
  trx: Transaction<ControlTables>,
  { id, actor, why, at }: { id: string; actor: string; why: 'by-person' | 'reconnected'; at: Date },
): Promise<Deletion | null> {
  const cancelled = await trx
    .updateTable('deletions')
    .set({ state: 'cancelled', cancelled_by: actor, cancelled_at: at })
    .where('id', '=', id)
    .where('state', '=', 'scheduled')
    .returningAll()
    .executeTakeFirst();
  if (cancelled === undefined) return null;
  await appendAudit(trx, {
    at,
    actor,
    action: 'deletion.cancelled',
    subject: cancelled.connection_id ?? cancelled.organisation_id,
    organisationId: cancelled.organisation_id,
    details: { deletion: id, why },
  });
  return cancelled;
}
