import type { Output } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import { personAsActor } from '../audit/say-actor.ts';
import type { Context } from '../context.ts';
import { notFound } from '../refusal.ts';
import type { PersonPrincipal } from './principal.ts';
import { IDLE_MS } from './sessions.ts';

type Deps = Pick<Context, 'db' | 'clock'>;

/** Where somebody is signed in, the one that asks first. */
export async function listOwnSessions(
  { db, clock }: Deps,
  { personId, sessionId }: PersonPrincipal,
): Promise<Output<'listOwnSessions'>> {
  const now = clock.now();
  const rows = await db
    .selectFrom('sessions')
    .select(['public_id', 'created_at', 'last_used_at', 'browser', 'address'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .where('last_used_at', '>', new Date(now.getTime() - IDLE_MS))
    .orderBy('last_used_at', 'desc')
    .limit(200)
    .execute();
  const items = rows.flatMap(({ public_id, created_at, last_used_at, browser, address }) =>
    public_id === null
      ? []
      : [
          {
            id: public_id,
            current: public_id === sessionId,
            openedAt: created_at.toISOString(),
            lastUsedAt: (last_used_at ?? created_at).toISOString(),
            browser,
            address,
          },
        ],
  );
  const { password_hash } = await db
    .selectFrom('people')
    .select('password_hash')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  return {
    items: items.sort((a, b) => Number(b.current) - Number(a.current)),
    hasPassword: password_hash !== null,
  };
}

export async function endOwnSession(
  deps: Deps,
  { principal, session }: { readonly principal: PersonPrincipal; readonly session: string },
): Promise<{ ended: number }> {
  const ended = await end(deps, principal, (query) => query.where('public_id', '=', session));
  if (ended === 0) throw notFound('session with this id');
  return { ended };
}

export async function endOtherSessions(deps: Deps, principal: PersonPrincipal): Promise<{ ended: number }> {
  return { ended: await end(deps, principal, (query) => query.where('public_id', '<>', principal.sessionId)) };
}

type Deleting = ReturnType<typeof deleting>;
const deleting = ({ db }: Pick<Deps, 'db'>, personId: string) =>
  db.deleteFrom('sessions').where('person_id', '=', personId);

async function end(
  { db, clock }: Deps,
  { personId, name }: PersonPrincipal,
  which: (query: Deleting) => Deleting,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { numDeletedRows } = await which(deleting({ db: trx }, personId)).executeTakeFirst();
    const ended = Number(numDeletedRows);
    if (ended > 0) {
      await appendAudit(trx, {
        at: clock.now(),
        actor: personAsActor({ id: personId, name }),
        action: 'sessions.ended',
        subject: personId,
        organisationId: null,
        details: { ended },
      });
    }
    return ended;
  });
}
