import type { InvitationMade, Role } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { nameOfActor } from '../audit/say-actor.ts';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';
import type { InvitationRow } from '../control/schema/access.ts';
import type { ControlTables } from '../control/schema.ts';
import { invalidInput, Refusal } from '../refusal.ts';
import { describeInvitation } from './describe-invitation.ts';
import { emailKey } from './email-key.ts';
import { newLinkToken, pathTo } from './link-tokens.ts';
import { sendInvitation } from './send-link.ts';

type Deps = Pick<Context, 'db' | 'control' | 'clock' | 'connectors' | 'keys' | 'config' | 'address'>;

const VALID_DAYS = 7;
const VALID_MS = VALID_DAYS * 24 * 3_600_000;

export interface Invite {
  readonly email: string;
  readonly role: Role;
  readonly organisationId: string | null;
  /** Of a provider contact. */
  readonly provider: string | null;
  readonly actor: string;
  /** Of the person who invites; null for a key. */
  readonly ownEmail: string | null;
}

interface Made {
  readonly row: InvitationRow;
  readonly link: string | null;
}

/** Invites somebody to a role. An earlier invitation to the same, still open, is taken back. */
export async function invite(deps: Deps, input: Invite): Promise<InvitationMade> {
  const made = await deps.db.transaction().execute((trx) => inviteWithin(deps, trx, input));
  await deps.control.requestDump('invitation.made');
  return describeMade(deps, made);
}

export async function describeMade(deps: Deps, { row, link }: Made): Promise<InvitationMade> {
  return { ...(await describeInvitation(deps, row)), link };
}

/** Within the transaction of a deed that invites as well. */
export async function inviteWithin(
  deps: Omit<Deps, 'db' | 'control'>,
  trx: Transaction<ControlTables>,
  input: Invite,
): Promise<Made> {
  const { clock, connectors, address } = deps;
  const { email, role, organisationId, provider, actor } = input;
  const key = emailKey(email);
  if (input.ownEmail !== null && emailKey(input.ownEmail) === key) {
    throw invalidInput([{ path: 'body.email', message: 'is your own: nobody gives themselves a role' }]);
  }
  if (provider !== null && !connectors.has(provider)) {
    throw invalidInput([{ path: 'body.provider', message: 'is no provider that is integrated here' }]);
  }
  await refuseSecond(trx, { ...input, key });
  const now = clock.now();
  await trx
    .updateTable('invitations')
    .set({ revoked_at: now })
    .where((eb) => eb.fn<string>('lower', ['email']), '=', key)
    .where('organisation_id', organisationId === null ? 'is' : '=', organisationId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .$if(organisationId === null, (query) =>
      query.where('role', '=', role).where('provider', provider === null ? 'is' : '=', provider),
    )
    .execute();
  const { token, hash } = newLinkToken();
  const row = await trx
    .insertInto('invitations')
    .values({
      ...{ id: newId('inv'), token_hash: hash, email, role, organisation_id: organisationId, provider },
      ...{ invited_by: actor, created_at: now, expires_at: new Date(now.getTime() + VALID_MS) },
      ...{ accepted_at: null, accepted_by: null, revoked_at: null },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await appendAudit(trx, {
    at: now,
    actor,
    action: 'invitation.made',
    subject: row.id,
    organisationId,
    details: { email, role, ...(provider === null ? {} : { provider }) },
  });
  const organisation =
    organisationId === null
      ? null
      : await trx
          .selectFrom('organisations')
          .select(['id', 'name'])
          .where('id', '=', organisationId)
          .executeTakeFirstOrThrow();
  const path = pathTo('invitation', token);
  const isMailed = await sendInvitation(deps, trx, {
    ...{ to: email, path, role, organisation, invitedBy: nameOfActor(actor), days: VALID_DAYS },
  });
  return { row, link: isMailed ? null : `${address}${path}` };
}

async function refuseSecond(
  trx: Transaction<ControlTables>,
  { key, role, organisationId, provider }: Invite & { readonly key: string },
): Promise<void> {
  const people = trx.selectFrom('people').where('email_key', '=', key).select('people.id');
  const second =
    organisationId === null
      ? await people
          .innerJoin('platform_roles', 'platform_roles.person_id', 'people.id')
          .where('platform_roles.role', '=', role as never)
          .where('platform_roles.provider', '=', provider ?? '')
          .executeTakeFirst()
      : await people
          .innerJoin('memberships', 'memberships.person_id', 'people.id')
          .where('memberships.organisation_id', '=', organisationId)
          .executeTakeFirst();
  if (second === undefined) return;
  throw new Refusal({
    code: 'conflict',
    detail:
      organisationId === null
        ? 'Somebody with this e-mail address has this role already.'
        : 'Somebody with this e-mail address belongs to the organisation already.',
    whoActs: 'organisation',
    nextStep: organisationId === null ? 'Nothing has to be done.' : 'Give them another role instead.',
  });
}
