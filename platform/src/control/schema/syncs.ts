import type { Fault } from '@illuminate/contract';
import type { Generated, Selectable } from 'kysely';
import type { JsonColumn } from '../json.ts';

export type SyncTrigger = 'schedule' | 'manual' | 'consent' | 'start' | 'replay' | 'resync';

export type ResyncState = 'reading' | 'asking' | 'done' | 'abandoned';

export type SyncState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'interrupted';

export interface SyncFailure {
  code: string;
  cause: string;
  who_acts: string;
  next_step: string;
  stream: string | null;
  reference: string;
}

export interface SyncsTable {
  id: string;
  connection_id: string;
  trigger: SyncTrigger;
  state: SyncState;
  fence: number | null;
  worker: string | null;
  queued_at: Date;
  lease_until: Date | null;
  heartbeat_at: Date | null;
  progress_at: Date | null;
  started_at: Date | null;
  ended_at: Date | null;
  progress: JsonColumn<Record<string, unknown>> | null;
  counts: JsonColumn<Record<string, unknown>> | null;
  failure: JsonColumn<SyncFailure> | null;
}

export interface KeptPagesTable {
  connection_id: string;
  /** When kept pages were last dropped before their time. */
  dropped_at: Date;
  dropped_files: number;
  dropped_reason: 'room' | 'unwritable';
}

export interface ResyncsTable {
  id: string;
  connection_id: string;
  state: ResyncState;
  asked_at: Date;
  asked_by: string;
  ended_at: Date | null;
  /** How many of its runs have ended. */
  runs: Generated<number>;
  /** A person has looked: what the box office has no more is gone, however much it is. */
  accept_missing: Generated<boolean>;
  progress: JsonColumn<Record<string, unknown>> | null;
  outcome: JsonColumn<Record<string, unknown>> | null;
}

export interface SyncEventsTable {
  seq: Generated<number>;
  sync_id: string;
  at: Date;
  kind: string;
  data: JsonColumn<Record<string, unknown>>;
}

export interface StreamStatesTable {
  connection_id: string;
  stream: string;
  failures: Generated<number>;
  backoff_until: Date | null;
  last_success_at: Date | null;
  last_attempt_at: Date | null;
  last_error: JsonColumn<Fault> | null;
  cursor_hint: JsonColumn<Record<string, unknown>> | null;
}

export interface SyncTables {
  syncs: SyncsTable;
  kept_pages: KeptPagesTable;
  resyncs: ResyncsTable;
  sync_events: SyncEventsTable;
  stream_states: StreamStatesTable;
}

export type Sync = Selectable<SyncsTable>;
export type Resync = Selectable<ResyncsTable>;
export type StreamState = Selectable<StreamStatesTable>;
