import type { Context as HonoContext } from 'hono';
import { notSignedIn } from '../access/admit.ts';
import type { Browser } from '../access/open-session.ts';
import type { Principal } from '../access/principal.ts';
import { principalOfKey, principalOfSession } from '../access/sessions.ts';
import type { Context } from '../context.ts';
import { findApiKey } from '../keys/find-api-key.ts';

/** Who calls: by key, or by the cookie of a session. @throws Refusal for a key that opens nothing */
export async function authenticate(
  context: Pick<Context, 'db' | 'clock'>,
  c: HonoContext,
  browser: Pick<Browser, 'sessionToken' | 'address'>,
): Promise<Principal> {
  const header = c.req.header('authorization');
  if (header !== undefined) {
    const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
    const key = token === undefined ? undefined : await findApiKey(context.db, token, context.clock.now());
    if (key === undefined) throw notSignedIn('This key opens nothing: it is wrong or was revoked.');
    return principalOfKey(key, null);
  }
  const { sessionToken } = browser;
  return sessionToken === null ? { kind: 'anonymous' } : principalOfSession(context, sessionToken, browser);
}
