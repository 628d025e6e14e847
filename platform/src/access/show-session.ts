import type { Session } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { SignedIn } from './principal.ts';
import { SESSION_SECONDS } from './sessions.ts';

export async function showSession(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { demo }: { readonly demo: boolean },
  principal: SignedIn,
): Promise<Session> {
  const organisation =
    principal.kind === 'organisation'
      ? await db
          .selectFrom('organisations')
          .select('slug')
          .where('id', '=', principal.organisationId)
          .executeTakeFirst()
      : undefined;
  // A key that comes with each request has no end; what is said is until when it can count on its answer.
  const expiresAt = principal.expiresAt ?? new Date(clock.now().getTime() + SESSION_SECONDS * 1000);
  return {
    kind: principal.kind,
    organisation: organisation?.slug ?? null,
    demo,
    expiresAt: expiresAt.toISOString(),
  };
}
