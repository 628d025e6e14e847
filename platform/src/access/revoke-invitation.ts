import type { Invitation } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import { notFound, notPossibleNow } from '../refusal.ts';
import { describeInvitation } from './describe-invitation.ts';

export interface RevokeInvitation {
  readonly id: string;
  /** Whose it must be; null for a role of the platform. */
  readonly organisationId: string | null;
  readonly actor: string;
}

/** From now on its link opens nothing. */
export async function revokeInvitation(
  deps: Pick<Context, 'db' | 'clock' | 'connectors'>,
  { id, organisationId, actor }: RevokeInvitation,
): Promise<Invitation> {
  const row = await deps.db.transaction().execute(async (trx) => {
    const now = deps.clock.now();
    const found = await trx
      .selectFrom('invitations')
      .selectAll()
      .where('id', '=', id)
      .where('organisation_id', organisationId === null ? 'is' : '=', organisationId)
      .forUpdate()
      .executeTakeFirst();
    if (found === undefined) throw notFound('invitation with this id');
    if (found.accepted_at !== null) {
      throw notPossibleNow('This invitation was accepted.', 'Take away the role that it gave instead.');
    }
    if (found.revoked_at !== null) return found;
    await trx.updateTable('invitations').set({ revoked_at: now }).where('id', '=', id).execute();
    await appendAudit(trx, {
      at: now,
      actor,
      action: 'invitation.revoked',
      subject: id,
      organisationId,
      details: { email: found.email, role: found.role },
    });
    return { ...found, revoked_at: now };
  });
  return describeInvitation(deps, row);
}
