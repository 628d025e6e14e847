import type { Transaction } from 'kysely';
import { inviteWithin } from '../access/invite.ts';
import type { Context } from '../context.ts';
import type { RequestRow } from '../control/schema/requests.ts';
import type { ControlTables } from '../control/schema.ts';
import { queueMail } from '../notifications/queue-mail.ts';

/** Whoever asked becomes the administrator of an organisation that has none; whoever administers one already invites others. */
export async function inviteRequester(
  context: Context,
  trx: Transaction<ControlTables>,
  request: RequestRow,
  actor: string,
): Promise<void> {
  const organisationId = request.organisation_id;
  if (organisationId === null || (await hasMembers(trx, organisationId))) return;
  const { row, link } = await inviteWithin(context, trx, {
    email: request.contact_email,
    role: 'organisation-admin',
    organisationId,
    provider: null,
    actor,
    ownEmail: null,
  });
  // Where no mail is sent the link is given to whoever invites; here that is nobody in particular, so it waits in the outbox.
  if (link === null) return;
  await queueMail(context, trx, {
    to: { address: request.contact_email, name: request.contact_name },
    template: 'invitation',
    filling: {
      organisation: request.organisation_name,
      role: 'an administrator of the organisation',
      invitedBy: 'The support desk',
      path: pathOf(link),
      days: Math.round((row.expires_at.getTime() - row.created_at.getTime()) / DAY_MS),
    },
    organisationId,
    concerns: `request ${request.id}`,
  });
}

const DAY_MS = 86_400_000;

/** With what stands behind the #, which is what opens it. */
function pathOf(link: string): string {
  const { pathname, search, hash } = new URL(link);
  return `${pathname}${search}${hash}`;
}

async function hasMembers(trx: Transaction<ControlTables>, organisationId: string): Promise<boolean> {
  const one = await trx
    .selectFrom('memberships')
    .select('person_id')
    .where('organisation_id', '=', organisationId)
    .where('role', '=', 'organisation-admin')
    .executeTakeFirst();
  return one !== undefined;
}
