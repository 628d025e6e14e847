// The link with which somebody without an account sees a request. Found by its hash; the token itself is sealed, since each mail
// to its requester carries the link.
import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Context } from '../context.ts';
import type { RequestRow } from '../control/schema/requests.ts';
import type { ControlTables } from '../control/schema.ts';

export interface RequestLink {
  readonly hash: Buffer;
  readonly sealed: Buffer;
  readonly path: string;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Behind the #, which browsers send to no server: it is in no log. */
const pathOf = (token: string): string => `/request/status#${token}`;

export async function makeLink(
  { keys }: Pick<Context, 'keys'>,
  trx: Transaction<ControlTables>,
  requestId: string,
): Promise<RequestLink> {
  const token = randomBytes(32).toString('base64url');
  const sealed = await keys.sealOwn(['request', requestId], Buffer.from(token), trx);
  return { hash: hashOf(token), sealed, path: pathOf(token) };
}

export async function linkOf(
  { keys }: Pick<Context, 'keys'>,
  trx: Transaction<ControlTables>,
  { id, link_sealed }: RequestRow,
): Promise<string> {
  return pathOf((await keys.openOwn(['request', id], link_sealed, trx)).toString());
}

/** The request that a token opens; undefined for any other text. */
export async function findByToken({ db }: Pick<Context, 'db'>, token: string): Promise<RequestRow | undefined> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return undefined;
  // 256 random bits, looked up by their hash: how long that takes tells nothing of them.
  return db.selectFrom('requests').selectAll().where('link_hash', '=', hashOf(token)).executeTakeFirst();
}
