import type { Day } from './columns.ts';

/** Which of two connections counts for performances of these days, as somebody chose. */
export interface SourceChoicesTable {
  id: string;
  organisation_id: string;
  /** In the order in which an organisation's choices were made, from 1. */
  number: number;
  counts_connection_id: string;
  other_connection_id: string;
  both_count: boolean;
  from_day: Day;
  to_day: Day;
  why: string | null;
  chosen_by: string;
  chosen_at: Date;
  undone_by: string | null;
  undone_at: Date | null;
}

/** What a store was last seen to hold from two connections: so that a list of connections opens no store. */
export interface SourceOverlapsTable {
  organisation_id: string;
  first_connection_id: string;
  later_connection_id: string;
  performances: number;
  from_day: Day;
  to_day: Day;
  first_tickets: number;
  later_tickets: number;
  undecided: number;
  undecided_from: Day | null;
  undecided_to: Day | null;
  noticed_at: Date;
}

export interface SourceTables {
  source_choices: SourceChoicesTable;
  source_overlaps: SourceOverlapsTable;
}
