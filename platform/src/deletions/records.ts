import { sql, type Transaction } from 'kysely';
import type { Context } from '../context.ts';
import type { ControlTables } from '../control/schema.ts';
import type { RowsByTable } from '../warehouse/remove-connection.ts';
import type { DeletionSubject } from './subject.ts';

/** What the control database keeps about data: it goes with the data. By the column that names the connection. */
const OF_CONNECTIONS = {
  credentials: ['connection_id'],
  stream_states: ['connection_id'],
  kept_pages: ['connection_id'],
  resyncs: ['connection_id'],
  delivery_parts: ['connection_id'],
  delivery_batches: ['connection_id'],
  delivery_standings: ['connection_id'],
  uploads: ['connection_id'],
  reconciliations: ['connection_id'],
  reconciled_performances: ['connection_id'],
  reconciliation_wishes: ['connection_id'],
  source_overlaps: ['first_connection_id', 'later_connection_id'],
  ticket_class_choices: ['connection_id'],
  unsorted_ticket_types: ['connection_id'],
  activity_matches: ['connection_id'],
  event_exclusions: ['connection_id'],
  matching_standings: ['connection_id'],
} as const satisfies Partial<Record<keyof ControlTables, readonly string[]>>;

/** What is the organisation's own: criteria name events, areas and bookers as data does. A row after those that name it. */
const OF_ORGANISATIONS = [
  'erased_bookers',
  'uploads',
  'upload_maps',
  'report_runs',
  'ready_favourites',
  'reports',
  'criteria_sets',
  'matching_deeds',
  'activities',
  'activity_places',
  'activity_import_columns',
] as const satisfies readonly (keyof ControlTables)[];

type Whose = Pick<DeletionSubject, 'connections' | 'organisation'>;

const ofConnections = (columns: readonly string[], { connections }: Whose) => {
  const ids = connections.map(({ id }) => id);
  return sql<boolean>`(${sql.join(
    columns.map((column) => sql`${sql.ref(column)} = any(${ids}::text[])`),
    sql` or `,
  )})`;
};

/** How many records there are, by table. */
export async function countRecords({ db }: Pick<Context, 'db'>, whose: Whose, whole: boolean): Promise<RowsByTable> {
  const counts: Record<string, number> = {};
  const note = (table: string, rows: { rows: number } | undefined): void => {
    if ((rows?.rows ?? 0) > 0) counts[table] = Number(rows?.rows);
  };
  for (const [table, columns] of Object.entries(OF_CONNECTIONS)) {
    const { rows } = await sql<{ rows: number }>`select count(*)::integer as rows from ${sql.table(table)}
      where ${ofConnections(columns, whose)}`.execute(db);
    note(table, rows[0]);
  }
  if (whole) {
    for (const table of OF_ORGANISATIONS) {
      const { rows } = await sql<{ rows: number }>`select count(*)::integer as rows from ${sql.table(table)}
        where organisation_id = ${whose.organisation.id}`.execute(db);
      note(table, rows[0]);
    }
  }
  return counts;
}

/** Removes them. That syncs ran, and when, stays; how much they counted does not. */
export async function removeRecords(trx: Transaction<ControlTables>, whose: Whose, whole: boolean): Promise<void> {
  for (const [table, columns] of Object.entries(OF_CONNECTIONS)) {
    await sql`delete from ${sql.table(table)} where ${ofConnections(columns, whose)}`.execute(trx);
  }
  const ids = whose.connections.map(({ id }) => id);
  if (ids.length > 0) {
    await sql`delete from sync_events where sync_id in (select id from syncs where connection_id = any(${ids}::text[]))`.execute(
      trx,
    );
    await trx.updateTable('syncs').set({ counts: null, progress: null }).where('connection_id', 'in', ids).execute();
    await trx.updateTable('connections').set({ capabilities: null, probed_at: null }).where('id', 'in', ids).execute();
  }
  if (!whole) return;
  // Under keys that are destroyed erased bookers are nobody's; activities are the organisation's own words.
  for (const table of OF_ORGANISATIONS) {
    await sql`delete from ${sql.table(table)} where organisation_id = ${whose.organisation.id}`.execute(trx);
  }
  await trx.deleteFrom('store_damages').where('organisation_id', '=', whose.organisation.id).execute();
}
