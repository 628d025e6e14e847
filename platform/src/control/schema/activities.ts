import type { ActivityImportField, ActivityKind, Artform, NumbersMethod } from '@illuminate/contract';
import type { Generated, Selectable } from 'kysely';
import type { JsonColumn } from '../json.ts';
import type { Day } from './columns.ts';

/** Kept once by its name, whatever its case and spaces. */
export interface ActivityPlacesTable {
  id: string;
  organisation_id: string;
  name: string;
  name_key: string;
  added_by: string;
  added_at: Date;
}

export interface ActivitiesTable {
  id: string;
  organisation_id: string;
  title: string;
  kind: ActivityKind;
  artform: Artform;
  place_id: string | null;
  from_day: Day;
  /** Included. */
  to_day: Day;
  people: number | null;
  method: NumbersMethod;
  /** As a person wrote it, in any form. */
  event_id_typed: string | null;
  /** Stay inside. */
  notes: string | null;
  origin: 'typed' | 'import' | 'box-office';
  version: Generated<number>;
  archived_at: Date | null;
  added_by: string;
  added_at: Date;
  changed_by: string;
  changed_at: Date;
}

/** What the columns of imported files with the same headers are, by their places, as a person chose it. */
export interface ActivityImportColumnsTable {
  organisation_id: string;
  fingerprint: string;
  fields: JsonColumn<(ActivityImportField | null)[]>;
  set_by: string;
  set_at: Date;
}

export interface ActivityTables {
  activity_places: ActivityPlacesTable;
  activities: ActivitiesTable;
  activity_import_columns: ActivityImportColumnsTable;
}

export type ActivityRow = Selectable<ActivitiesTable>;
