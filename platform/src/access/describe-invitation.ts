import type { Invitation } from '@illuminate/contract';
import { nameOfActor } from '../audit/say-actor.ts';
import type { Context } from '../context.ts';
import type { InvitationRow } from '../control/schema/access.ts';
import { describeProvider } from './describe-roles.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'connectors'>;

/** As the API tells of them, in the order given. */
export async function describeInvitations(
  { db, clock, connectors }: Deps,
  rows: readonly InvitationRow[],
): Promise<Invitation[]> {
  const ids = [...new Set(rows.flatMap(({ organisation_id }) => organisation_id ?? []))];
  const organisations =
    ids.length === 0
      ? []
      : await db.selectFrom('organisations').select(['id', 'slug', 'name']).where('id', 'in', ids).execute();
  const now = clock.now();
  return rows.map((row) => {
    const organisation = organisations.find(({ id }) => id === row.organisation_id);
    return {
      id: row.id,
      email: row.email,
      role: row.role,
      organisation: organisation === undefined ? null : { slug: organisation.slug, name: organisation.name },
      provider: describeProvider(connectors, row.provider),
      invitedBy: nameOfActor(row.invited_by),
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      state: stateOf(row, now),
    };
  });
}

export async function describeInvitation(deps: Deps, row: InvitationRow): Promise<Invitation> {
  const [described] = await describeInvitations(deps, [row]);
  if (described === undefined) throw new TypeError('one invitation described is one');
  return described;
}

export function stateOf(row: InvitationRow, now: Date): Invitation['state'] {
  if (row.accepted_at !== null) return 'accepted';
  if (row.revoked_at !== null) return 'revoked';
  return row.expires_at <= now ? 'expired' : 'open';
}
