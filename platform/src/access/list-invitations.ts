import type { Invitation } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { describeInvitations } from './describe-invitation.ts';

/** The newest thousand to an organisation, or with null to roles of the platform. */
export async function listInvitations(
  deps: Pick<Context, 'db' | 'clock' | 'connectors'>,
  organisationId: string | null,
): Promise<{ items: Invitation[] }> {
  const rows = await deps.db
    .selectFrom('invitations')
    .selectAll()
    .where('organisation_id', organisationId === null ? 'is' : '=', organisationId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(1000)
    .execute();
  return { items: await describeInvitations(deps, rows) };
}
