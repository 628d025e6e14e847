import type { ExclusionReason } from '@illuminate/contract';
import type { Selectable } from 'kysely';

/** What a person did at once, so that it can be undone at once. */
export interface MatchingDeedsTable {
  id: string;
  organisation_id: string;
  /** In the order in which an organisation's deeds were done, from 1. */
  number: number;
  kind: 'match' | 'unmatch' | 'exclude' | 'include';
  what: string;
  done_by: string;
  done_at: Date;
  undone_by: string | null;
  undone_at: Date | null;
}

export interface ActivityMatchesTable {
  id: string;
  organisation_id: string;
  activity_id: string;
  connection_id: string;
  /** The event's id in its box office, as the store has it. */
  event_id: string;
  /** Null: all of the event's. */
  performance_id: string | null;
  basis: 'event-id' | 'suggestion' | 'person' | 'box-office';
  /** Null where the platform matched by itself. */
  deed_id: string | null;
  matched_by: string;
  matched_at: Date;
  /** Null where the platform took it apart itself, or nobody did. */
  ended_deed_id: string | null;
  ended_by: string | null;
  ended_at: Date | null;
}

export interface EventExclusionsTable {
  id: string;
  organisation_id: string;
  connection_id: string;
  event_id: string;
  reason: ExclusionReason;
  note: string | null;
  deed_id: string | null;
  excluded_by: string;
  excluded_at: Date;
  ended_deed_id: string | null;
  ended_by: string | null;
  ended_at: Date | null;
}

/** How far events were matched when it was last counted, so that a list of connections opens no store. */
export interface MatchingStandingsTable {
  connection_id: string;
  organisation_id: string;
  /** That should be matched. */
  events: number;
  matched: number;
  excluded: number;
  counted_at: Date;
}

export interface MatchingTables {
  matching_deeds: MatchingDeedsTable;
  activity_matches: ActivityMatchesTable;
  event_exclusions: EventExclusionsTable;
  matching_standings: MatchingStandingsTable;
}

export type MatchingDeedRow = Selectable<MatchingDeedsTable>;
export type ActivityMatchRow = Selectable<ActivityMatchesTable>;
export type EventExclusionRow = Selectable<EventExclusionsTable>;
