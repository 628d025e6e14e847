import type { DeletionCertificate } from '@illuminate/contract';
import type { Selectable } from 'kysely';
import type { JsonColumn } from '../json.ts';

export type DeletionState = 'scheduled' | 'running' | 'done' | 'cancelled';

/** Data of a connection, or all of an organisation's, that is deleted on request. */
export interface DeletionsTable {
  id: string;
  organisation_id: string;
  /** Null: everything of the organisation. */
  connection_id: string | null;
  state: DeletionState;
  at_once: boolean;
  asked_by: string;
  asked_at: Date;
  due_at: Date;
  cancelled_by: string | null;
  cancelled_at: Date | null;
  started_at: Date | null;
  ended_at: Date | null;
  /** What each step has done: a step that is not here has not been done whole. */
  facts: JsonColumn<Record<string, unknown>>;
  /** Why it did not go through the last time; it is tried again. */
  fault: string | null;
  /** The deletion that a restore of something older had undone. */
  repeats: string | null;
  certificate: JsonColumn<DeletionCertificate> | null;
  certificate_hash: string | null;
}

/** For how many years an organisation's sales are kept, and what was removed the last time. */
export interface RetentionsTable {
  organisation_id: string;
  keep_years: number;
  set_by: string;
  set_at: Date;
  applied_at: Date | null;
  kept_from: Date | null;
  removed: JsonColumn<Record<string, number>> | null;
}

/** Bookers who were erased and do not come back. Whose pseudonyms these are only the organisation's key tells. */
export interface ErasedBookersTable {
  organisation_id: string;
  pseudonym: string;
  erased_at: Date;
}

export interface DeletionTables {
  deletions: DeletionsTable;
  retentions: RetentionsTable;
  erased_bookers: ErasedBookersTable;
}

export type Deletion = Selectable<DeletionsTable>;
