import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Principal, SignedIn } from './principal.ts';

type Deps = Pick<Context, 'db' | 'clock'>;

export const SESSION_COOKIE = 'illuminate_session';
export const SESSION_SECONDS = 12 * 3600;

/** Only the hash is stored, so that a copy of the table opens no session. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export interface OpenedSession {
  /** For the cookie; it is nowhere else. */
  readonly token: string;
  readonly expiresAt: Date;
}

export async function startSession({ db, clock }: Deps, apiKeyId: string | null): Promise<OpenedSession> {
  const token = randomBytes(32).toString('base64url');
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1000);
  await db.deleteFrom('sessions').where('expires_at', '<', now).execute();
  await db
    .insertInto('sessions')
    .values({
      id: hashOf(token),
      kind: apiKeyId === null ? 'demo' : 'key',
      api_key_id: apiKeyId,
      created_at: now,
      expires_at: expiresAt,
    })
    .execute();
  return { token, expiresAt };
}

/** Who a session's token stands for; a session of a revoked key is none. */
export async function principalOfSession({ db, clock }: Deps, token: string): Promise<Principal> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return { kind: 'anonymous' };
  const session = await db
    .selectFrom('sessions')
    .leftJoin('api_keys', 'api_keys.id', 'sessions.api_key_id')
    .select([
      'sessions.kind',
      'sessions.expires_at',
      'api_keys.id as key_id',
      'api_keys.organisation_id',
      'api_keys.scopes',
      'api_keys.revoked_at',
    ])
    .where('sessions.id', '=', hashOf(token))
    .where('sessions.expires_at', '>', clock.now())
    .executeTakeFirst();
  if (session === undefined) return { kind: 'anonymous' };
  const expiresAt = session.expires_at;
  if (session.kind === 'demo') return { kind: 'demo', viaCookie: true, expiresAt };
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
