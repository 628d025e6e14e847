import type {
  Group,
  ReportCriteria,
  ReportDefinition,
  ReportOutput,
  ReportRunState,
  ReportTemplate,
  ReportType,
} from '@illuminate/contract';
import type { Selectable } from 'kysely';
import type { JsonColumn } from '../json.ts';

export interface CriteriaSetsTable {
  id: string;
  organisation_id: string;
  type: ReportType;
  name: string;
  description: string;
  criteria: JsonColumn<Group>;
  version: number;
  created_by: string;
  created_at: Date;
  changed_by: string;
  changed_at: Date;
  archived_at: Date | null;
}

/** What a field or measure meant when a report was saved. */
export interface PinnedDefinition {
  readonly version: string;
  readonly label: string;
  readonly definition: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface ReportsTable {
  id: string;
  organisation_id: string;
  type: ReportType;
  name: string;
  description: string;
  folder: string | null;
  visibility: 'own' | 'organisation';
  is_read_only: boolean;
  /** The set that is referred to is in `criteria_set_id` as well, where it is no standard one. */
  criteria: JsonColumn<ReportCriteria>;
  criteria_set_id: string | null;
  output: JsonColumn<ReportOutput>;
  template: JsonColumn<ReportTemplate>;
  pins: JsonColumn<Readonly<Record<string, PinnedDefinition>>>;
  version: number;
  /** A person's id, a key's, or `operator` and `demo`. */
  owner_id: string;
  created_by: string;
  created_at: Date;
  changed_by: string;
  changed_at: Date;
  archived_at: Date | null;
}

export interface ReportFavouritesTable {
  report_id: string;
  /** As `owner_id` of a report. */
  person_id: string;
  since: Date;
}

/** Of reports that came with the platform. */
export interface ReadyFavouritesTable {
  organisation_id: string;
  report: string;
  /** As `owner_id` of a report. */
  person_id: string;
  since: Date;
}

export interface ReportRunsTable {
  id: string;
  organisation_id: string;
  /** Null where the report was sent along. */
  report_id: string | null;
  report_name: string | null;
  definition: JsonColumn<ReportDefinition>;
  purpose: 'screen' | 'export';
  format: string | null;
  state: ReportRunState;
  owner_id: string;
  started_by: string;
  started_at: Date;
  ended_at: Date | null;
  row_count: number | null;
  matching: number | null;
  reason: string | null;
  problem: string | null;
}

export interface ReportTables {
  criteria_sets: CriteriaSetsTable;
  reports: ReportsTable;
  report_favourites: ReportFavouritesTable;
  ready_favourites: ReadyFavouritesTable;
  report_runs: ReportRunsTable;
}

export type CriteriaSetRow = Selectable<CriteriaSetsTable>;
export type ReportRow = Selectable<ReportsTable>;
export type ReportRunRow = Selectable<ReportRunsTable>;
