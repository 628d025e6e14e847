// What a dump holds, in the order in which it can be put back (a row after those that it names).
import { type RawBuilder, sql } from 'kysely';
import type { ControlTables } from './schema.ts';

/** Where the tables that only grow stood when the dump began. */
export interface DumpMarks {
  at: Date;
  audit: number;
  events: number;
  polls: number;
  openSyncs: string[];
  /** The ended syncs to take, with their events; null for all. */
  endedSyncs: string[] | null;
  pollsAfter: number;
}

export interface DumpedTable {
  name: keyof ControlTables;
  key: readonly string[];
  /** Rows that may change: all read in one transaction. */
  now?: RawBuilder<boolean>;
  /** Rows that change no more: read after that transaction, so that it is short. Retention may take some away. */
  later?: (marks: DumpMarks) => RawBuilder<boolean>;
}

const all = sql<boolean>`true`;

// `seq + 0`: with a plain upper bound PostgreSQL believes that few rows are left, and sorts them all for each chunk.

export const dumpedTables: readonly DumpedTable[] = [
  { name: 'organisations', key: ['id'], now: all },
  { name: 'organisation_keys', key: ['organisation_id', 'purpose', 'version'], now: all },
  { name: 'connections', key: ['id'], now: all },
  { name: 'credentials', key: ['id'], now: all },
  { name: 'consents', key: ['id'], now: all },
  { name: 'claims', key: ['id'], now: all },
  { name: 'agreements', key: ['id'], now: all },
  { name: 'receipts', key: ['id'], now: all },
  { name: 'stream_states', key: ['connection_id', 'stream'], now: all },
  { name: 'delivery_keys', key: ['connection_id', 'key_id'], now: all },
  { name: 'delivery_standings', key: ['connection_id'], now: all },
  { name: 'uploads', key: ['id'], now: all },
  { name: 'upload_maps', key: ['organisation_id', 'kind', 'fingerprint'], now: all },
  { name: 'column_maps', key: ['connection_id', 'records', 'version'], now: all },
  { name: 'source_choices', key: ['id'], now: all },
  { name: 'source_overlaps', key: ['first_connection_id', 'later_connection_id'], now: all },
  { name: 'ticket_class_versions', key: ['organisation_id', 'version'], now: all },
  { name: 'ticket_class_choices', key: ['organisation_id', 'version', 'connection_id', 'type_key'], now: all },
  { name: 'unsorted_ticket_types', key: ['connection_id'], now: all },
  { name: 'activity_places', key: ['id'], now: all },
  { name: 'activities', key: ['id'], now: all },
  { name: 'activity_import_columns', key: ['organisation_id', 'fingerprint'], now: all },
  { name: 'matching_deeds', key: ['id'], now: all },
  { name: 'activity_matches', key: ['id'], now: all },
  { name: 'event_exclusions', key: ['id'], now: all },
  { name: 'matching_standings', key: ['connection_id'], now: all },
  { name: 'store_damages', key: ['organisation_id'], now: all },
  { name: 'provider_wishes', key: ['system', 'day'], now: all },
  { name: 'incidents', key: ['id'], now: all },
  { name: 'deletions', key: ['id'], now: all },
  { name: 'retentions', key: ['organisation_id'], now: all },
  { name: 'erased_bookers', key: ['organisation_id', 'pseudonym'], now: all },
  { name: 'requests', key: ['id'], now: all },
  { name: 'request_events', key: ['request_id', 'number'], now: all },
  { name: 'kept_pages', key: ['connection_id'], now: all },
  { name: 'schedules', key: ['name'], now: all },
  { name: 'api_keys', key: ['id'], now: all },
  { name: 'people', key: ['id'], now: all },
  { name: 'memberships', key: ['person_id', 'organisation_id'], now: all },
  { name: 'platform_roles', key: ['person_id', 'role', 'provider'], now: all },
  { name: 'invitations', key: ['id'], now: all },
  { name: 'criteria_sets', key: ['id'], now: all },
  { name: 'reports', key: ['id'], now: all },
  { name: 'report_favourites', key: ['report_id', 'person_id'], now: all },
  { name: 'ready_favourites', key: ['organisation_id', 'report', 'person_id'], now: all },
  { name: 'settings', key: ['key'], now: all },
  { name: 'audit', key: ['seq'], later: (marks) => sql<boolean>`seq + 0 <= ${marks.audit}` },
  {
    name: 'syncs',
    key: ['id'],
    now: sql<boolean>`ended_at is null`,
    later: ({ at, openSyncs, endedSyncs }) =>
      endedSyncs
        ? sql<boolean>`id = any(${endedSyncs}::text[])`
        : sql<boolean>`ended_at is not null and queued_at <= ${at} and id <> all(${openSyncs}::text[])`,
  },
  {
    name: 'sync_events',
    key: ['seq'],
    later: ({ events, openSyncs, endedSyncs }) =>
      endedSyncs
        ? sql<boolean>`seq + 0 <= ${events} and sync_id = any(${[...openSyncs, ...endedSyncs]}::text[])`
        : sql<boolean>`seq + 0 <= ${events}`,
  },
  {
    name: 'report_runs',
    key: ['id'],
    later: ({ at }) => sql<boolean>`ended_at is not null and started_at <= ${at}`,
  },
  {
    name: 'consent_polls',
    key: ['seq'],
    later: (marks) => sql<boolean>`seq + 0 <= ${marks.polls} and seq > ${marks.pollsAfter}`,
  },
];

/**
 * Never dumped: the binding of folder and database, live sessions and whatever opens one; the queue, which is made anew; batches,
 * since the stores know which were loaded, and one that was open is sent again; comparisons with the box office, which are made
 * anew; mails, as what waited then may have been sent since; loading from scratch, since what it has read by then is in no backup.
 */
export const undumpedTables: readonly (keyof ControlTables)[] = [
  'data_folder',
  'sessions',
  'password_resets',
  'known_browsers',
  'sign_in_attempts',
  'delivery_batches',
  'delivery_parts',
  'reconciliations',
  'reconciled_performances',
  'reconciliation_wishes',
  'mails',
  'resyncs',
];
