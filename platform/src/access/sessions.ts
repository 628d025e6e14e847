import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';
import { findPerson } from './person-roles.ts';
import type { Principal, SignedIn } from './principal.ts';

type Deps = Pick<Context, 'db' | 'clock'>;

const HOUR_MS = 3_600_000;
const LASTS_MS = { demo: 12 * HOUR_MS, key: 12 * HOUR_MS, person: 14 * 24 * HOUR_MS } as const;
/** A person's session that nobody used for so long is over. */
export const IDLE_MS = 3 * 24 * HOUR_MS;
const USE_RECORDED_EVERY_MS = 60_000;

export const SESSION_SECONDS = LASTS_MS.key / 1000;

/** A browser takes a cookie of this prefix only over https, from this host and for all of it. */
export const sessionCookie = (isSecure: boolean): string => (isSecure ? '__Host-' : '') + SESSION_COOKIE;
export const SESSION_COOKIE = 'illuminate_session';

/** Only the hash is stored, so that a copy of the table opens no session. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
const isSessionToken = (token: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(token);

export interface OpenedSession {
  /** For the cookie; it is nowhere else. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Where a call comes from, as its owner recognises it. */
export interface CalledFrom {
  readonly address: string | null;
  readonly browserName: string | null;
}

export interface StartSession {
  readonly of:
    | { readonly kind: 'demo' }
    | { readonly kind: 'key'; readonly keyId: string }
    | { readonly kind: 'person'; readonly personId: string };
  readonly from: CalledFrom;
  /** The session that the browser had until now: it ends, so that nobody who knows it goes on with the new one. */
  readonly instead: string | null;
}

/** Always under a new token, which was nowhere before. */
export async function startSession({ db, clock }: Deps, { of, from, instead }: StartSession): Promise<OpenedSession> {
  const token = randomBytes(32).toString('base64url');
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + LASTS_MS[of.kind]);
  await db
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('expires_at', '<', now), ...(instead === null ? [] : [eb('id', '=', hashOf(instead))])]))
    .execute();
  await db
    .insertInto('sessions')
    .values({
      id: hashOf(token),
      kind: of.kind,
      api_key_id: of.kind === 'key' ? of.keyId : null,
      person_id: of.kind === 'person' ? of.personId : null,
      public_id: newId('ses'),
      created_at: now,
      last_used_at: now,
      expires_at: expiresAt,
      browser: from.browserName,
      address: from.address,
    })
    .execute();
  return { token, expiresAt };
}

/** Who a session's token stands for: by the roles of now, and nobody once its key was revoked or its person shut out. */
export async function principalOfSession(
  { db, clock }: Deps,
  token: string,
  from: Pick<CalledFrom, 'address'>,
): Promise<Principal> {
  if (!isSessionToken(token)) return { kind: 'anonymous' };
  const now = clock.now();
  const id = hashOf(token);
  const session = await db
    .selectFrom('sessions')
    .leftJoin('api_keys', 'api_keys.id', 'sessions.api_key_id')
    .select([
      'sessions.kind',
      'sessions.expires_at',
      'sessions.public_id',
      'sessions.person_id',
      'sessions.last_used_at',
      'sessions.address',
      'api_keys.id as key_id',
      'api_keys.organisation_id',
      'api_keys.scopes',
      'api_keys.revoked_at',
    ])
    .where('sessions.id', '=', id)
    .where('sessions.expires_at', '>', now)
    .executeTakeFirst();
  if (session === undefined) return { kind: 'anonymous' };
  const expiresAt = session.expires_at;
  if (session.kind === 'demo') return { kind: 'demo', viaCookie: true, expiresAt };
  if (session.person_id !== null && session.public_id !== null) {
    const idle = now.getTime() - (session.last_used_at?.getTime() ?? 0);
    const person = idle > IDLE_MS ? null : await findPerson({ db }, session.person_id);
    if (person === null) return { kind: 'anonymous' };
    if (idle > USE_RECORDED_EVERY_MS || session.address !== from.address) {
      await db.updateTable('sessions').set({ last_used_at: now, address: from.address }).where('id', '=', id).execute();
      await db.updateTable('people').set({ last_seen_at: now }).where('id', '=', person.personId).execute();
    }
    return { kind: 'person', ...person, sessionId: session.public_id, viaCookie: true, expiresAt };
  }
  if (session.key_id === null || session.scopes === null || session.revoked_at !== null) return { kind: 'anonymous' };
  return principalOfKey(
    { id: session.key_id, organisation_id: session.organisation_id, scopes: session.scopes },
    expiresAt,
  );
}

export async function endSession({ db }: Pick<Deps, 'db'>, token: string): Promise<void> {
  await db.deleteFrom('sessions').where('id', '=', hashOf(token)).execute();
}

/** `sessionEnds` is null for a key that is sent with the request itself. */
export function principalOfKey(
  key: { readonly id: string; readonly organisation_id: string | null; readonly scopes: readonly string[] },
  sessionEnds: Date | null,
): SignedIn {
  const how = { keyId: key.id, viaCookie: sessionEnds !== null, expiresAt: sessionEnds };
  return key.organisation_id === null
    ? { kind: 'operator', ...how }
    : { kind: 'organisation', organisationId: key.organisation_id, scopes: key.scopes, ...how };
}
