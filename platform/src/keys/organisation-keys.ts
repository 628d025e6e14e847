// Each organisation has a data key and a pseudonym key, wrapped by the master key; destroy them and what they sealed is gone.
import { randomBytes } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { KeyPurpose } from '../control/schema/organisations.ts';
import type { ControlTables } from '../control/schema.ts';
import type { MasterKey } from './master-key.ts';
import { KEY_BYTES, type Place, seal } from './sealing.ts';

/** The owner of what belongs to no organisation: partner credentials, and mails that wait. */
export const PLATFORM = 'platform';

export interface WrappedKey {
  organisation_id: string;
  purpose: KeyPurpose;
  version: number;
  master_key_id: string;
  wrapped: Buffer;
}

export function placeOfKey(key: Pick<WrappedKey, 'organisation_id' | 'purpose' | 'version'>): Place {
  return ['organisation key', key.organisation_id, key.purpose, String(key.version)];
}

export async function insertOrganisationKeys(
  trx: Transaction<ControlTables>,
  { organisationId, version = 1 }: { organisationId: string; version?: number },
  master: MasterKey,
  at: Date,
): Promise<void> {
  const purposes: KeyPurpose[] = ['data', 'pseudonym'];
  await trx
    .insertInto('organisation_keys')
    .values(
      purposes.map((purpose) => {
        const key = { organisation_id: organisationId, purpose, version };
        const wrapped = seal(master.bytes, 1, placeOfKey(key), randomBytes(KEY_BYTES));
        return { ...key, master_key_id: master.id, wrapped, created_at: at, retired_at: null };
      }),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findKey(
  db: Kysely<ControlTables>,
  organisationId: string,
  purpose: KeyPurpose,
  version?: number,
): Promise<WrappedKey | undefined> {
  let query = db
    .selectFrom('organisation_keys')
    .select(['organisation_id', 'purpose', 'version', 'master_key_id', 'wrapped'])
    .where('organisation_id', '=', organisationId)
    .where('purpose', '=', purpose);
  query = version === undefined ? query.where('retired_at', 'is', null) : query.where('version', '=', version);
  return query.orderBy('version', 'desc').limit(1).executeTakeFirst();
}
