import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { personAsActor } from '../audit/say-actor.ts';
import type { Context } from '../context.ts';
import type { Person } from '../control/schema/access.ts';
import type { ControlTables } from '../control/schema.ts';
import { invalidInput } from '../refusal.ts';
import { whyRefused } from './new-password.ts';
import { sendChanged } from './send-link.ts';

/** @throws Refusal invalid-input for a password that this person must not choose */
export async function requireGoodPassword(
  { db }: Pick<Context, 'db'>,
  person: Pick<Person, 'id' | 'name' | 'email'>,
  password: string,
): Promise<void> {
  const organisations = await db
    .selectFrom('memberships')
    .innerJoin('organisations', 'organisations.id', 'memberships.organisation_id')
    .select(['organisations.slug', 'organisations.name'])
    .where('memberships.person_id', '=', person.id)
    .execute();
  const about = [person.name, person.email, ...organisations.flatMap(({ slug, name }) => [slug, name])];
  const why = whyRefused(password, about);
  if (why !== null) throw invalidInput([{ path: 'body.password', message: why }]);
}

export interface StorePassword {
  readonly person: Pick<Person, 'id' | 'name' | 'email'>;
  readonly passwordHash: string;
  readonly action: 'password.changed' | 'password.reset';
  /** The session that may go on. */
  readonly keep: string | null;
}

/** Whoever signed in with the old one is signed out, and links made for it open nothing. @returns how many sessions ended */
export async function storePassword(
  deps: Pick<Context, 'keys' | 'clock' | 'config'>,
  trx: Transaction<ControlTables>,
  { person, passwordHash, action, keep }: StorePassword,
): Promise<number> {
  const at = deps.clock.now();
  await trx.updateTable('people').set({ password_hash: passwordHash }).where('id', '=', person.id).execute();
  await trx.deleteFrom('password_resets').where('person_id', '=', person.id).execute();
  const { numDeletedRows } = await trx
    .deleteFrom('sessions')
    .where('person_id', '=', person.id)
    .where((eb) => (keep === null ? eb.lit(true) : eb('public_id', '<>', keep)))
    .executeTakeFirst();
  const ended = Number(numDeletedRows);
  await appendAudit(trx, {
    at,
    actor: personAsActor(person),
    action,
    subject: person.id,
    organisationId: null,
    details: { sessionsEnded: ended },
  });
  await sendChanged(deps, trx, { to: person.email, at });
  return ended;
}
