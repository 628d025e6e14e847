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
  /** Syncs that ended before are left out, with their events. */
  syncsSince: Date;
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

export const dumpedTables: readonly DumpedTable[] = [
  { name: 'organisations', key: ['id'], now: all },
  { name: 'organisation_keys', key: ['organisation_id', 'purpose', 'version'], now: all },
  { name: 'connections', key: ['id'], now: all },
  { name: 'credentials', key: ['id'], now: all },
  { name: 'consents', key: ['id'], now: all },
  { name: 'stream_states', key: ['connection_id', 'stream'], now: all },
  { name: 'schedules', key: ['name'], now: all },
  { name: 'api_keys', key: ['id'], now: all },
  { name: 'settings', key: ['key'], now: all },
  { name: 'audit', key: ['seq'], later: (marks) => sql<boolean>`seq <= ${marks.audit}` },
  {
    name: 'syncs',
    key: ['id'],
    now: sql<boolean>`ended_at is null`,
    later: (marks) => sql<boolean>`ended_at >= ${marks.syncsSince} and queued_at <= ${marks.at}
      and id <> all(${marks.openSyncs}::text[])`,
  },
  {
    name: 'sync_events',
    key: ['seq'],
    later: (marks) => sql<boolean>`seq <= ${marks.events} and sync_id in (
      select id from syncs where id = any(${marks.openSyncs}::text[])
        or (ended_at >= ${marks.syncsSince} and queued_at <= ${marks.at}))`,
  },
  {
    name: 'consent_polls',
    key: ['seq'],
    later: (marks) => sql<boolean>`seq <= ${marks.polls} and seq > ${marks.pollsAfter}`,
  },
];

/** Never dumped: the binding of folder and database, live sessions; the queue, which is made anew. */
export const undumpedTables: readonly (keyof ControlTables)[] = ['data_folder', 'sessions'];
