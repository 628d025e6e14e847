import type { Transaction } from 'kysely';
import { newId } from '../control/new-id.ts';
import type { ControlTables } from '../control/schema.ts';
import { newToken } from './tokens.ts';

export interface NewApiKey {
  name: string;
  /** Null is the operator's. */
  organisationId: string | null;
  scopes: string[];
  at: Date;
}

/** The token is in what is returned and nowhere else, ever. Ask for a dump after the commit. */
export async function createApiKey(
  trx: Transaction<ControlTables>,
  { name, organisationId, scopes, at }: NewApiKey,
): Promise<{ id: string; token: string }> {
  const { token, hash, prefix } = newToken('ilk');
  const id = newId('key');
  await trx
    .insertInto('api_keys')
    .values({
      id,
      hash,
      prefix,
      name,
      organisation_id: organisationId,
      scopes,
      created_at: at,
      last_used_at: null,
      revoked_at: null,
    })
    .execute();
  return { id, token };
}
