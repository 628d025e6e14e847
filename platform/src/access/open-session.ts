import type { Session } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { findApiKey } from '../keys/find-api-key.ts';
import { notSignedIn } from './admit.ts';
import { rememberBrowser } from './known-browsers.ts';
import { findPerson } from './person-roles.ts';
import type { SignedIn } from './principal.ts';
import { type CalledFrom, principalOfKey, principalOfSession, startSession } from './sessions.ts';
import { showSession } from './show-session.ts';
import { signIn } from './sign-in.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'connectors'>;

/** The caller's side of a session. */
export interface Browser extends CalledFrom {
  /** True when the demo runs and the call comes from this very machine. */
  readonly mayOpenDemo: boolean;
  readonly sessionToken: string | null;
  /** The network that the call comes from, too coarse to tell one person from the next; '' if it is not known. */
  readonly network: string;
  /** Tells a browser in which somebody has signed in before. */
  readonly knownBrowser: string | null;
  setSession(token: string, expiresAt: Date): void;
  clearSession(): void;
  setKnownBrowser(token: string): void;
}

export interface OpenSession {
  readonly email?: string | undefined;
  readonly password?: string | undefined;
  readonly apiKey?: string | undefined;
  readonly as?: string | undefined;
  readonly browser: Browser;
}

interface Installation {
  readonly demo: boolean;
}

/** Signs in a browser by password or with an API key; in the demo, from this machine, as anybody of the demo. */
export async function openSession(
  deps: Deps,
  installation: Installation,
  { email, password, apiKey, as, browser }: OpenSession,
): Promise<Session> {
  const { address, knownBrowser } = browser;
  if (email !== undefined && password !== undefined) {
    const personId = await signIn(deps, { email, password, address, knownBrowser });
    return openForPerson(deps, installation, { personId, browser, remember: true });
  }
  if (apiKey !== undefined) return showSession(deps, installation, await openForKey(deps, { apiKey, browser }));
  if (!browser.mayOpenDemo) throw notSignedIn('An e-mail address and a passphrase, or a key, are needed to sign in.');
  if (as !== undefined) {
    const person = await deps.db
      .selectFrom('people')
      .select('id')
      .where('email_key', '=', as)
      .where('demo', '=', true)
      .executeTakeFirst();
    if (person === undefined) throw notSignedIn('The demo has nobody with this e-mail address.');
    return openForPerson(deps, installation, { personId: person.id, browser, remember: false });
  }
  const expiresAt = await begin(deps, { kind: 'demo' }, browser);
  return showSession(deps, installation, { kind: 'demo', viaCookie: true, expiresAt });
}

async function openForKey(
  deps: Deps,
  { apiKey, browser }: { readonly apiKey: string; readonly browser: Browser },
): Promise<SignedIn> {
  const key = await findApiKey(deps.db, apiKey, deps.clock.now());
  if (key === undefined) throw notSignedIn('This key opens nothing: it is wrong or was revoked.');
  return principalOfKey(key, await begin(deps, { kind: 'key', keyId: key.id }, browser));
}

/** For somebody who has just shown who they are. */
export async function openForPerson(
  deps: Deps,
  installation: Installation,
  { personId, browser, remember }: { readonly personId: string; readonly browser: Browser; readonly remember: boolean },
): Promise<Session> {
  const person = await findPerson(deps, personId);
  if (person === null) throw notSignedIn('This account is shut.');
  const { token, expiresAt } = await startSession(deps, {
    of: { kind: 'person', personId },
    from: browser,
    instead: browser.sessionToken,
  });
  browser.setSession(token, expiresAt);
  await deps.db.updateTable('people').set({ last_seen_at: deps.clock.now() }).where('id', '=', personId).execute();
  if (remember) browser.setKnownBrowser(await rememberBrowser(deps, { personId, instead: browser.knownBrowser }));
  const principal = await principalOfSession(deps, token, browser);
  if (principal.kind !== 'person') throw new TypeError('a session just opened is somebody’s');
  return showSession(deps, installation, principal);
}

async function begin(deps: Deps, of: Parameters<typeof startSession>[1]['of'], browser: Browser): Promise<Date> {
  const { token, expiresAt } = await startSession(deps, { of, from: browser, instead: browser.sessionToken });
  browser.setSession(token, expiresAt);
  return expiresAt;
}
