import type { OrganisationRole, PlatformRole, Role } from '@illuminate/contract';
import type { Generated, Selectable } from 'kysely';
import type { Bytes } from './columns.ts';

export interface ApiKeysTable {
  id: string;
  hash: Bytes;
  prefix: string;
  name: string;
  /** Null is the operator's. */
  organisation_id: string | null;
  scopes: string[];
  created_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

export interface SessionsTable {
  /** SHA-256 of the session's token, in hex. */
  id: string;
  kind: string;
  api_key_id: string | null;
  created_at: Date;
  expires_at: Date;
  /** By which its owner sees and ends it; sessions of people have one. */
  public_id: string | null;
  person_id: string | null;
  last_used_at: Date | null;
  /** Roughly, such as Firefox on Windows. */
  browser: string | null;
  address: string | null;
}

/** Everybody with an account. What they may is in the two tables that follow. */
export interface PeopleTable {
  id: string;
  email: string;
  /** The address as it is compared. */
  email_key: string;
  name: string;
  /** Argon2id; null of whoever cannot sign in with a password. */
  password_hash: string | null;
  /** Anybody on this machine may look around as this person, while the demo runs. */
  demo: Generated<boolean>;
  created_at: Date;
  last_seen_at: Date | null;
  disabled_at: Date | null;
}

export interface MembershipsTable {
  person_id: string;
  organisation_id: string;
  role: OrganisationRole;
  since: Date;
}

export interface PlatformRolesTable {
  person_id: string;
  role: PlatformRole;
  /** Of a provider contact; empty of others, as a primary key has no nulls. */
  provider: Generated<string>;
  since: Date;
}

export interface InvitationsTable {
  id: string;
  /** SHA-256 of the token in the link. */
  token_hash: Bytes;
  /** Null for the first administrator, who names it. */
  email: string | null;
  role: Role;
  organisation_id: string | null;
  provider: string | null;
  invited_by: string;
  created_at: Date;
  expires_at: Date;
  accepted_at: Date | null;
  accepted_by: string | null;
  revoked_at: Date | null;
}

/** Gone once used. */
export interface PasswordResetsTable {
  token_hash: Bytes;
  person_id: string;
  created_at: Date;
  expires_at: Date;
}

/** Browsers in which somebody has signed in before: the mistakes of others do not hold them up. */
export interface KnownBrowsersTable {
  token_hash: Bytes;
  person_id: string;
  created_at: Date;
  last_used_at: Date;
}

/** Wrong passwords in a row, by account, by address and by known browser. */
export interface SignInAttemptsTable {
  subject: string;
  failures: number;
  last_at: Date;
  blocked_until: Date;
}

export interface AccessTables {
  api_keys: ApiKeysTable;
  sessions: SessionsTable;
  people: PeopleTable;
  memberships: MembershipsTable;
  platform_roles: PlatformRolesTable;
  invitations: InvitationsTable;
  password_resets: PasswordResetsTable;
  known_browsers: KnownBrowsersTable;
  sign_in_attempts: SignInAttemptsTable;
}

export type ApiKey = Selectable<ApiKeysTable>;
export type Person = Selectable<PeopleTable>;
export type InvitationRow = Selectable<InvitationsTable>;
