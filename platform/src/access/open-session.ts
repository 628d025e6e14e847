import type { Session } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { findApiKey } from '../keys/find-api-key.ts';
import { notSignedIn } from './admit.ts';
import type { SignedIn } from './principal.ts';
import { principalOfKey, startSession } from './sessions.ts';
import { showSession } from './show-session.ts';

export interface OpenSession {
  readonly apiKey: string | undefined;
  readonly browser: {
    readonly mayOpenDemo: boolean;
    setSession(token: string, expiresAt: Date): void;
  };
}

/** Signs in a browser with an API key; in the demo, from this machine, without one. */
export async function openSession(
  context: Pick<Context, 'db' | 'clock'>,
  installation: { readonly demo: boolean },
  { apiKey, browser }: OpenSession,
): Promise<Session> {
  let principal: SignedIn;
  if (apiKey === undefined) {
    if (!browser.mayOpenDemo) throw notSignedIn('A key is needed to sign in.');
    const { token, expiresAt } = await startSession(context, null);
    browser.setSession(token, expiresAt);
    principal = { kind: 'demo', viaCookie: true, expiresAt };
  } else {
    const key = await findApiKey(context.db, apiKey, context.clock.now());
    if (key === undefined) throw notSignedIn('This key opens nothing: it is wrong or was revoked.');
    const { token, expiresAt } = await startSession(context, key.id);
    browser.setSession(token, expiresAt);
    principal = principalOfKey(key, expiresAt);
  }
  return showSession(context, installation, principal);
}
