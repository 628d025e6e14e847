import type { Selectable } from 'kysely';
import type { Bytes } from './columns.ts';

export type KeyPurpose = 'data' | 'pseudonym';

export interface OrganisationsTable {
  id: string;
  slug: string;
  name: string;
  zone: string;
  currency: string;
  created_at: Date;
}

export interface OrganisationKeysTable {
  /** No foreign key: 'platform' holds the key of partner credentials. */
  organisation_id: string;
  purpose: KeyPurpose;
  version: number;
  master_key_id: string;
  wrapped: Bytes;
  created_at: Date;
  retired_at: Date | null;
}

/** Stores that cannot be read whole, until one is put in their place or is read whole after all. */
export interface StoreDamagesTable {
  organisation_id: string;
  noticed_at: Date;
}

export interface OrganisationTables {
  organisations: OrganisationsTable;
  organisation_keys: OrganisationKeysTable;
  store_damages: StoreDamagesTable;
}

export type Organisation = Selectable<OrganisationsTable>;
