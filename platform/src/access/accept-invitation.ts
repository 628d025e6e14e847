import type { OrganisationRole, PlatformRole } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { personAsActor } from '../audit/say-actor.ts';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';
import type { InvitationRow } from '../control/schema/access.ts';
import type { ControlTables } from '../control/schema.ts';
import { conflict, invalidInput, notPossibleNow } from '../refusal.ts';
import { emailKey } from './email-key.ts';
import { findInvitation } from './find-invitation.ts';
import { linkOpensNothing } from './link-tokens.ts';
import { whyRefused } from './new-password.ts';
import { hashPassword } from './passwords.ts';
import type { Principal } from './principal.ts';

type Deps = Pick<Context, 'db' | 'control' | 'clock'>;

export interface AcceptInvitation {
  readonly token: string;
  readonly name?: string | undefined;
  readonly password?: string | undefined;
  /** For the first administrator alone. */
  readonly email?: string | undefined;
  readonly principal: Principal;
}

/** Whoever holds the link gets the role, once. @returns the person's id */
export async function acceptInvitation(deps: Deps, input: AcceptInvitation): Promise<string> {
  const invitation = await findInvitation(deps, input.token);
  const email = invitation.email ?? input.email;
  if (email === undefined) throw invalidInput([{ path: 'body.email', message: 'is needed to sign in with later' }]);
  const { principal } = input;
  const personId =
    principal.kind === 'person'
      ? await acceptAs(deps, { invitation, email, principal })
      : await acceptAnew(deps, { invitation, email, input });
  await deps.control.requestDump('invitation.accepted');
  return personId;
}

async function acceptAs(
  { db, clock }: Deps,
  {
    invitation,
    email,
    principal,
  }: { invitation: InvitationRow; email: string; principal: Extract<Principal, { kind: 'person' }> },
): Promise<string> {
  if (emailKey(email) !== emailKey(principal.email)) {
    throw notPossibleNow(
      'This invitation is for another e-mail address than yours.',
      'Sign out, and open the link again; or ask to be invited under your own address.',
    );
  }
  const person = { id: principal.personId, name: principal.name };
  await db.transaction().execute((trx) => use(trx, { invitation, person, at: clock.now() }));
  return person.id;
}

async function acceptAnew(
  { db, clock }: Deps,
  { invitation, email, input }: { invitation: InvitationRow; email: string; input: AcceptInvitation },
): Promise<string> {
  const known = await db.selectFrom('people').select('id').where('email_key', '=', emailKey(email)).executeTakeFirst();
  if (known !== undefined) throw hasAccount();
  const { name, password } = input;
  if (name === undefined) throw invalidInput([{ path: 'body.name', message: 'is needed for a new account' }]);
  if (password === undefined) throw invalidInput([{ path: 'body.password', message: 'is needed for a new account' }]);
  const organisation =
    invitation.organisation_id === null
      ? undefined
      : await db
          .selectFrom('organisations')
          .select(['slug', 'name'])
          .where('id', '=', invitation.organisation_id)
          .executeTakeFirst();
  const why = whyRefused(password, [email, name, organisation?.slug ?? '', organisation?.name ?? '']);
  if (why !== null) throw invalidInput([{ path: 'body.password', message: why }]);
  const password_hash = await hashPassword(password);
  const person = { id: newId('per'), name };
  await db.transaction().execute(async (trx) => {
    const at = clock.now();
    const added = await trx
      .insertInto('people')
      .values({
        ...{ ...person, email, email_key: emailKey(email), password_hash },
        ...{ created_at: at, last_seen_at: null, disabled_at: null },
      })
      .onConflict((on) => on.column('email_key').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added === undefined) throw hasAccount();
    await appendAudit(trx, {
      at,
      actor: personAsActor(person),
      action: 'person.added',
      subject: person.id,
      organisationId: invitation.organisation_id,
      details: { name, email },
    });
    await use(trx, { invitation, person, at });
  });
  return person.id;
}

/** Once: of two at the same time the second finds it used. */
async function use(
  trx: Transaction<ControlTables>,
  {
    invitation,
    person,
    at,
  }: { invitation: InvitationRow; person: { readonly id: string; readonly name: string }; at: Date },
): Promise<void> {
  const { id, role, organisation_id, provider } = invitation;
  const used = await trx
    .updateTable('invitations')
    .set({ accepted_at: at, accepted_by: person.id })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (used === undefined) throw linkOpensNothing();
  if (organisation_id === null) {
    await trx
      .insertInto('platform_roles')
      .values({ person_id: person.id, role: role as PlatformRole, provider: provider ?? '', since: at })
      .onConflict((on) => on.doNothing())
      .execute();
  } else {
    await trx
      .insertInto('memberships')
      .values({ person_id: person.id, organisation_id, role: role as OrganisationRole, since: at })
      .onConflict((on) => on.doNothing())
      .execute();
  }
  await appendAudit(trx, {
    at,
    actor: personAsActor(person),
    action: 'invitation.accepted',
    subject: id,
    organisationId: organisation_id,
    details: { role, ...(provider === null ? {} : { provider }) },
  });
}

function hasAccount() {
  return conflict(
    'There is an account with this e-mail address.',
    'Sign in with it, and open the link again: no new passphrase is needed.',
  );
}
