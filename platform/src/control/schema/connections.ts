import type { Generated, Selectable } from 'kysely';
import type { JsonColumn } from '../json.ts';
import type { Bytes, Day } from './columns.ts';

export type ConnectionMethod = 'provider-consent' | 'api-credentials' | 'support-request' | 'delivery' | 'upload';

export type ConnectionState = 'waiting_for_consent' | 'active' | 'suspended' | 'paused' | 'stopped';

export interface ConnectionsTable {
  id: string;
  organisation_id: string;
  name: string;
  provider: string;
  method: ConnectionMethod;
  state: ConnectionState;
  state_reason: string | null;
  state_by: string;
  state_at: Date;
  /** What the connection was before a restore suspended it; null otherwise. */
  state_before: ConnectionState | null;
  settings: JsonColumn<Record<string, unknown>>;
  history_from: Day | null;
  sync_every_seconds: number;
  capabilities: JsonColumn<Record<string, unknown>> | null;
  probed_at: Date | null;
  /** The last fence given out; raised in the transaction that claims a sync. */
  fence_counter: Generated<number>;
  /** When it was told by mail that all of its history is here; it is told once. */
  history_told_at: Date | null;
  created_at: Date;
}

export interface CredentialsTable {
  id: string;
  connection_id: string | null;
  /** A partner credential: one per provider, of no connection. */
  provider: string | null;
  sealed: Bytes;
  last_four: string;
  created_at: Date;
  rotated_at: Date | null;
  rejected_at: Date | null;
  last_used_at: Date | null;
}

export interface ConnectionTables {
  connections: ConnectionsTable;
  credentials: CredentialsTable;
}

export type Connection = Selectable<ConnectionsTable>;
