// A browser in which somebody signed in is told apart from strangers by a cookie of its own, so that others who guess at a password
// hold up nobody who knows it. The cookie opens nothing.
import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';

type Deps = Pick<Context, 'db' | 'clock'>;

export const KNOWN_BROWSER_COOKIE = 'illuminate_known_browser';
export const KNOWN_FOR_MS = 180 * 24 * 3_600_000;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Of whom a browser is known; null of nobody. */
export async function personKnownBy({ db, clock }: Deps, token: string | null): Promise<string | null> {
  if (token === null) return null;
  const found = await db
    .selectFrom('known_browsers')
    .select('person_id')
    .where('token_hash', '=', hashOf(token))
    .where('last_used_at', '>', new Date(clock.now().getTime() - KNOWN_FOR_MS))
    .executeTakeFirst();
  return found?.person_id ?? null;
}

/** @returns the token for the cookie, a new one each time */
export async function rememberBrowser(
  { db, clock }: Deps,
  { personId, instead }: { readonly personId: string; readonly instead: string | null },
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = clock.now();
  if (instead !== null) await db.deleteFrom('known_browsers').where('token_hash', '=', hashOf(instead)).execute();
  await db
    .insertInto('known_browsers')
    .values({ token_hash: hashOf(token), person_id: personId, created_at: now, last_used_at: now })
    .execute();
  return token;
}
