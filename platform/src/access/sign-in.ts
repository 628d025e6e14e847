import { appendAudit } from '../audit/append.ts';
import { personAsActor } from '../audit/say-actor.ts';
import type { Context } from '../context.ts';
import { notSignedIn } from './admit.ts';
import { beginAttempt, type Counted, endAttempt } from './attempts.ts';
import { emailKey } from './email-key.ts';
import { personKnownBy } from './known-browsers.ts';
import { isPassword } from './passwords.ts';

type Deps = Pick<Context, 'db' | 'clock'>;

export interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly address: string | null;
  readonly knownBrowser: string | null;
}

/** The person whose password this is. What is said and how long it takes is the same for a wrong one and for nobody's address. */
export async function signIn(deps: Deps, { email, password, address, knownBrowser }: SignIn): Promise<string> {
  const key = emailKey(email);
  const person = await deps.db
    .selectFrom('people')
    .select(['id', 'name', 'password_hash', 'disabled_at'])
    .where('email_key', '=', key)
    .executeTakeFirst();
  const knows = await personKnownBy(deps, knownBrowser);
  const isKnown = knownBrowser !== null && knows !== null && knows === person?.id;
  const counted: Counted[] = isKnown
    ? [{ kind: 'browser', of: knownBrowser }]
    : [
        { kind: 'account', of: key },
        { kind: 'address', of: address ?? '' },
      ];
  await beginAttempt(deps, counted);
  const isRight = await isPassword(password, person?.password_hash ?? null);
  if (person === undefined || !isRight || person.disabled_at !== null) {
    throw notSignedIn('This e-mail address and passphrase open nothing together.');
  }
  await endAttempt(deps, counted);
  await deps.db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: deps.clock.now(),
      actor: personAsActor(person),
      action: 'session.opened',
      subject: person.id,
      organisationId: null,
    }),
  );
  return person.id;
}
