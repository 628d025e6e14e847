import type { Generated } from 'kysely';
import type { JsonColumn } from '../json.ts';

export type ScheduleOutcome = 'ok' | 'failed' | 'interrupted';

export interface DataFolderTable {
  only_one: Generated<boolean>;
  id: string;
  control_id: string;
  bound_at: Date;
}

export interface SchedulesTable {
  name: string;
  every_seconds: number;
  last_due_at: Date | null;
  last_started_at: Date | null;
  last_ended_at: Date | null;
  last_outcome: ScheduleOutcome | null;
  last_error: JsonColumn<Record<string, unknown>> | null;
  missed: Generated<number>;
  last_missed_at: Date | null;
}

export interface AuditTable {
  seq: number;
  at: Date;
  actor: string;
  action: string;
  subject: string;
  organisation_id: string | null;
  details: JsonColumn<Record<string, unknown>>;
  previous_hash: string;
  hash: string;
  /** Of what the hash is made: entries of 1 have no origin. */
  version: Generated<number>;
  /** The network address that asked. */
  origin: string | null;
}

export interface SettingsTable {
  key: string;
  value: JsonColumn<unknown>;
}

export interface PlatformTables {
  data_folder: DataFolderTable;
  schedules: SchedulesTable;
  audit: AuditTable;
  settings: SettingsTable;
}
