// What a request names: events by connection and id, activities by id.
import type { Kysely } from 'kysely';
import type { Organisation } from '../control/schema/organisations.ts';
import type { ControlTables } from '../control/schema.ts';
import { notFound } from '../refusal.ts';
import { type BoxOfficeEvent, keyOfEvent, readBoxOfficeEvents } from './box-office-events.ts';
import type { MatchingDeps } from './do-deed.ts';

export interface EventRef {
  /** Name of the connection. */
  readonly connection: string;
  readonly event: string;
}

/** Ids of the connections of an organisation, by name. */
async function connectionIds(db: Kysely<ControlTables>, organisationId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('connections')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisationId)
    .limit(1_000)
    .execute();
  return new Map(rows.map(({ id, name }) => [name, id]));
}

/** Finds events in the store. @throws Refusal not-found where one is not there */
export async function findEvents(
  deps: Pick<MatchingDeps, 'db' | 'warehouse'>,
  organisation: Organisation,
  refs: readonly EventRef[],
): Promise<BoxOfficeEvent[]> {
  const ids = await connectionIds(deps.db, organisation.id);
  const events = await readBoxOfficeEvents(deps, organisation.id, { window: null, tickets: false });
  const byKey = new Map(events.map((event) => [keyOfEvent(event), event]));
  return refs.map(({ connection, event }) => {
    const connectionId = ids.get(connection);
    const found = connectionId === undefined ? undefined : byKey.get(keyOfEvent({ connectionId, eventId: event }));
    if (found === undefined) throw notFound(`event ${event} of ${connection} in the store of ${organisation.slug}`);
    return found;
  });
}

/** The same without the store: what was excluded may have vanished since. @throws Refusal not-found */
export async function findConnectionsOf(
  db: Kysely<ControlTables>,
  organisation: Organisation,
  refs: readonly EventRef[],
): Promise<{ readonly connectionId: string; readonly eventId: string }[]> {
  const ids = await connectionIds(db, organisation.id);
  return refs.map(({ connection, event }) => {
    const connectionId = ids.get(connection);
    if (connectionId === undefined) throw notFound(`connection of ${organisation.slug} called ${connection}`);
    return { connectionId, eventId: event };
  });
}

/** Titles of activities that are not archived, by id. @throws Refusal not-found where one is not there */
export async function findActivityTitles(
  db: Kysely<ControlTables>,
  organisation: Organisation,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('activities')
    .select(['id', 'title'])
    .where('organisation_id', '=', organisation.id)
    .where('archived_at', 'is', null)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  const titles = new Map(rows.map(({ id, title }) => [id, title]));
  const missing = ids.find((id) => !titles.has(id));
  if (missing !== undefined) throw notFound(`activity ${missing} in the log of ${organisation.slug}`);
  return titles;
}
