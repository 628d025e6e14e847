import type { ActivityKind, Artform, NumbersMethod } from '@illuminate/contract';
import type { Generated, Selectable } from 'kysely';
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

export interface ActivityTables {
  activity_places: ActivityPlacesTable;
  activities: ActivitiesTable;
}

export type ActivityRow = Selectable<ActivitiesTable>;
