import type { Kysely } from 'kysely';
import type { ApiKey } from '../control/schema/access.ts';
import type { ControlTables } from '../control/schema.ts';
import { hashToken, isSameHash, isToken } from './tokens.ts';

const USE_RECORDED_EVERY_MS = 60_000;

/** The living key of a token, an operator's or an organisation's; its use is recorded at most once a minute. */
export async function findApiKey(
  db: Kysely<ControlTables>,
  token: string,
  at: Date,
): Promise<Omit<ApiKey, 'hash'> | undefined> {
  if (!isToken(token)) return undefined;
  const hash = hashToken(token);
  const found = await db
    .selectFrom('api_keys')
    .selectAll()
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  // The index found it by its bytes; what decides is a comparison that takes the same time for all.
  if (!found || !isSameHash(found.hash, hash)) return undefined;
  const { hash: _, ...key } = found;
  if (key.last_used_at && at.getTime() - key.last_used_at.getTime() < USE_RECORDED_EVERY_MS) return key;
  await db.updateTable('api_keys').set({ last_used_at: at }).where('id', '=', key.id).execute();
  return { ...key, last_used_at: at };
}
