import { hkdfSync } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Config } from '../config/config.ts';
import type { Control } from '../control/open-control.ts';
import type { KeyPurpose } from '../control/schema/organisations.ts';
import type { ControlTables } from '../control/schema.ts';
import { OWN_ERROR } from '../logger.ts';
import { destroyKeys } from './destroy-keys.ts';
import { backupKeyOf, type MasterKey } from './master-key.ts';
import { findKey, insertOrganisationKeys, PLATFORM, placeOfKey } from './organisation-keys.ts';
import { rewrapKeys } from './rewrap-keys.ts';
import { KEY_BYTES, keyVersionOf, open, type Place, seal } from './sealing.ts';
import { unlock } from './unlock.ts';

type Database = Kysely<ControlTables>;

/** Which bytes these are: sealed for one place, they open at no other. */
export interface SealedField {
  organisationId: string;
  connectionId: string;
  field: string;
}

/** Seals and opens many things of one organisation without asking the database again. */
export interface Sealer {
  seal(place: Place, content: Uint8Array): Buffer;
  open(place: Place, sealed: Uint8Array): Buffer;
}

export interface Keys {
  /** Within the transaction that adds the organisation. `version`: the next one, where earlier keys were destroyed. */
  createOrganisationKeys(trx: Transaction<ControlTables>, organisationId: string, version?: number): Promise<void>;
  /** Destroys both keys for good, in the database, in memory and in every older dump. Not within a transaction. */
  destroyOrganisationKeys(organisationId: string): Promise<void>;
  /** `db`: pass the transaction when there is one. */
  seal(field: SealedField, content: Uint8Array, db?: Database): Promise<Buffer>;
  open(field: SealedField, sealed: Uint8Array, db?: Database): Promise<Buffer>;
  /** Partner credentials: one per provider, of no organisation. */
  sealPartner(provider: string, content: Uint8Array, db?: Database): Promise<Buffer>;
  openPartner(provider: string, sealed: Uint8Array, db?: Database): Promise<Buffer>;
  /**
   * What is of no organisation: mails until they are sent, which may outlive the keys of one, as a receipt of their end does;
   * links of people who have no account.
   */
  sealOwn(place: Place, content: Uint8Array, db?: Database): Promise<Buffer>;
  openOwn(place: Place, sealed: Uint8Array, db?: Database): Promise<Buffer>;
  sealer(organisationId: string, db?: Database): Promise<Sealer>;
  /** For HMAC-SHA256; keep it no longer than the sync that needs it. */
  pseudonymKey(organisationId: string, db?: Database): Promise<Buffer>;
  /** A key for one purpose, worked out from the data key: what a thread holds in its place. */
  derivedKey(organisationId: string, purpose: string, db?: Database): Promise<{ version: number; bytes: Buffer }>;
  /** The key of one backup, and the id of the master key that it comes from. */
  backupKey(salt: Uint8Array): { masterKeyId: string; bytes: Buffer };
  /** Wraps every key anew while everything goes on; interrupted, the next start finishes it. */
  rewrapAll(newMaster: MasterKey): Promise<{ rewrapped: number }>;
}

export class KeysDestroyed extends Error {
  override readonly name = 'KeysDestroyed';
  readonly [OWN_ERROR] = true;
  readonly code = 'keys_destroyed';
  constructor(organisationId: string) {
    super(`The keys of ${organisationId} were destroyed or never made, so its data can't be sealed or opened.`);
  }
}

export interface OpenKeys {
  config: Pick<Config, 'masterKeyFile'>;
  control: Control;
}

/** Refuses to start with a missing or wrong master key; makes one for a fresh control database. */
export async function openKeys({ config, control }: OpenKeys): Promise<Keys> {
  const { db, clock } = control;
  const ring = await unlock({ file: config.masterKeyFile, control });

  const find = async (from: Database, organisationId: string, purpose: KeyPurpose, version?: number) => {
    const row = await findKey(from, organisationId, purpose, version);
    if (!row) throw new KeysDestroyed(organisationId);
    return { version: row.version, bytes: open(ring.of(row.master_key_id).bytes, placeOfKey(row), row.wrapped) };
  };
  const sealAt = async (owner: string, place: Place, content: Uint8Array, from: Database) => {
    const key = await find(from, owner, 'data');
    return seal(key.bytes, key.version, place, content);
  };
  const openAt = async (owner: string, place: Place, sealed: Uint8Array, from: Database) => {
    const key = await find(from, owner, 'data', keyVersionOf(sealed));
    return open(key.bytes, place, sealed);
  };
  const placeOf = (field: SealedField) => [field.organisationId, field.connectionId, field.field];

  return {
    createOrganisationKeys: (trx, organisationId, version = 1) =>
      insertOrganisationKeys(trx, { organisationId, version }, ring.current, clock.now()),
    destroyOrganisationKeys: (organisationId) => destroyKeys(control, organisationId),
    seal: (field, content, from = db) => sealAt(field.organisationId, placeOf(field), content, from),
    open: (field, sealed, from = db) => openAt(field.organisationId, placeOf(field), sealed, from),
    sealPartner: (provider, content, from = db) => sealAt(PLATFORM, ['partner', provider], content, from),
    openPartner: (provider, sealed, from = db) => openAt(PLATFORM, ['partner', provider], sealed, from),
    sealOwn: (place, content, from = db) => sealAt(PLATFORM, ['own', ...place], content, from),
    openOwn: (place, sealed, from = db) => openAt(PLATFORM, ['own', ...place], sealed, from),
    async sealer(organisationId, from = db) {
      const key = await find(from, organisationId, 'data');
      return {
        seal: (place, content) => seal(key.bytes, key.version, [organisationId, ...place], content),
        open: (place, sealed) => open(key.bytes, [organisationId, ...place], sealed),
      };
    },
    pseudonymKey: async (organisationId, from = db) => (await find(from, organisationId, 'pseudonym')).bytes,
    async derivedKey(organisationId, purpose, from = db) {
      const { version, bytes } = await find(from, organisationId, 'data');
      return { version, bytes: Buffer.from(hkdfSync('sha256', bytes, '', `illuminate ${purpose}`, KEY_BYTES)) };
    },
    backupKey: (salt) => ({ masterKeyId: ring.current.id, bytes: backupKeyOf(ring.current, salt) }),
    rewrapAll: (newMaster) => rewrapKeys({ file: config.masterKeyFile, control, ring, newMaster }),
  };
}
