import type { Output } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Person } from '../control/schema/access.ts';
import type { ControlTables } from '../control/schema.ts';
import { describeError } from '../logger.ts';
import { notFound, notPossibleNow } from '../refusal.ts';
import { beginAttempt, endAttempt } from './attempts.ts';
import { emailKey } from './email-key.ts';
import { hashLinkToken, linkOpensNothing, newLinkToken, pathTo } from './link-tokens.ts';
import { hashPassword } from './passwords.ts';
import { sendReset, sendsMail } from './send-link.ts';
import { requireGoodPassword, storePassword } from './set-password.ts';

type Deps = Pick<Context, 'db' | 'control' | 'clock' | 'log' | 'keys' | 'config' | 'address'>;

const VALID_MINUTES = 60;
const VALID_MS = VALID_MINUTES * 60_000;

export interface RequestReset {
  readonly email: string;
  readonly from: string | null;
}

/** The same answer, in the same time, whatever the address: what is done for an account is done after it. */
export async function requestPasswordReset(
  deps: Deps,
  { email, from }: RequestReset,
): Promise<Output<'requestPasswordReset'>> {
  const key = emailKey(email);
  await beginAttempt(deps, [
    { kind: 'reset', of: key },
    { kind: 'address', of: from ?? '' },
  ]);
  const send = async (): Promise<void> => {
    const person = await deps.db
      .selectFrom('people')
      .selectAll()
      .where('email_key', '=', key)
      .where('disabled_at', 'is', null)
      .where('demo', '=', false)
      .executeTakeFirst();
    if (person === undefined) return;
    await deps.db.transaction().execute(async (trx) => {
      const { path } = await makeReset(deps, trx, { person, actor: 'somebody who asked for it' });
      await sendReset(deps, trx, { to: person.email, path, minutes: VALID_MINUTES });
    });
  };
  send().catch((err: unknown) => deps.log.error({ err: describeError(err) }, 'a password reset could not be sent'));
  return { mailGoesOut: sendsMail(deps) };
}

interface Made {
  readonly path: string;
  readonly expiresAt: Date;
}

async function makeReset(
  { clock }: Pick<Deps, 'clock'>,
  trx: Transaction<ControlTables>,
  { person, actor }: { readonly person: Person; readonly actor: string },
): Promise<Made> {
  const { token, hash } = newLinkToken();
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + VALID_MS);
  await trx.deleteFrom('password_resets').where('person_id', '=', person.id).execute();
  await trx
    .insertInto('password_resets')
    .values({ token_hash: hash, person_id: person.id, created_at: now, expires_at: expiresAt })
    .execute();
  await appendAudit(trx, {
    at: now,
    actor,
    action: 'password-reset.asked',
    subject: person.id,
    organisationId: null,
  });
  return { path: pathTo('reset', token), expiresAt };
}

export interface MakeResetLink {
  readonly personId: string;
  readonly actor: string;
}

/** By the platform's administrator, for somebody who cannot get in otherwise. */
export async function makeResetLink(deps: Deps, { personId, actor }: MakeResetLink): Promise<Output<'makeResetLink'>> {
  const person = await deps.db.selectFrom('people').selectAll().where('id', '=', personId).executeTakeFirst();
  if (person === undefined) throw notFound('person with this id');
  if (person.disabled_at !== null) throw notPossibleNow('This account is shut.', 'Open it again first.', 'operator');
  const isMailed = sendsMail(deps);
  const { path, expiresAt } = await deps.db.transaction().execute(async (trx) => {
    const made = await makeReset(deps, trx, { person, actor });
    if (isMailed) await sendReset(deps, trx, { to: person.email, path: made.path, minutes: VALID_MINUTES });
    return made;
  });
  return { link: isMailed ? null : `${deps.address}${path}`, expiresAt: expiresAt.toISOString() };
}

/** With the token from the mail, once. All sessions of before end. @returns the person's id */
export async function resetPassword(
  deps: Deps,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<string> {
  const hash = hashLinkToken(token);
  const person = await deps.db
    .selectFrom('password_resets')
    .innerJoin('people', 'people.id', 'password_resets.person_id')
    .select(['people.id', 'people.name', 'people.email', 'people.email_key'])
    .where('password_resets.token_hash', '=', hash)
    .where('password_resets.expires_at', '>', deps.clock.now())
    .where('people.disabled_at', 'is', null)
    .executeTakeFirst();
  if (person === undefined) throw linkOpensNothing();
  await requireGoodPassword(deps, person, password);
  const passwordHash = await hashPassword(password);
  await deps.db.transaction().execute(async (trx) => {
    const used = await trx
      .deleteFrom('password_resets')
      .where('token_hash', '=', hash)
      .returning('person_id')
      .executeTakeFirst();
    if (used === undefined) throw linkOpensNothing();
    await trx.deleteFrom('known_browsers').where('person_id', '=', person.id).execute();
    await storePassword(deps, trx, { person, passwordHash, action: 'password.reset', keep: null });
  });
  await endAttempt(deps, [{ kind: 'account', of: person.email_key }]);
  await deps.control.requestDump('password.reset');
  return person.id;
}
