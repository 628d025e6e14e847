import type { Context } from '../context.ts';
import { invalidInput, notPossibleNow } from '../refusal.ts';
import { beginAttempt, endAttempt } from './attempts.ts';
import { hashPassword, isPassword } from './passwords.ts';
import type { PersonPrincipal } from './principal.ts';
import { requireGoodPassword, storePassword } from './set-password.ts';

export interface ChangePassword {
  readonly principal: PersonPrincipal;
  readonly current: string;
  readonly password: string;
}

/** By somebody who is signed in and knows the old one. All their other sessions end. */
export async function changePassword(
  deps: Pick<Context, 'db' | 'control' | 'clock' | 'keys' | 'config'>,
  { principal, current, password }: ChangePassword,
): Promise<{ ended: number }> {
  const person = await deps.db
    .selectFrom('people')
    .select(['id', 'name', 'email', 'password_hash'])
    .where('id', '=', principal.personId)
    .executeTakeFirstOrThrow();
  if (person.password_hash === null) {
    throw notPossibleNow(
      'This account has no passphrase: nobody signs in to it with one.',
      'Nothing has to be done.',
      'nobody',
    );
  }
  const counted = [{ kind: 'browser', of: principal.sessionId }] as const;
  await beginAttempt(deps, counted);
  if (!(await isPassword(current, person.password_hash))) {
    throw invalidInput([{ path: 'body.current', message: 'is not your passphrase of now' }]);
  }
  await endAttempt(deps, counted);
  await requireGoodPassword(deps, person, password);
  const passwordHash = await hashPassword(password);
  const ended = await deps.db
    .transaction()
    .execute((trx) =>
      storePassword(deps, trx, { person, passwordHash, action: 'password.changed', keep: principal.sessionId }),
    );
  await deps.control.requestDump('password.changed');
  return { ended };
}
