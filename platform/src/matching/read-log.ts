// What of the control database matching is made of.
import type { Kysely, Selectable } from 'kysely';
import type { ActivitiesTable } from '../control/schema/activities.ts';
import type { ActivityMatchRow, EventExclusionRow } from '../control/schema/matching.ts';
import type { ControlTables } from '../control/schema.ts';

/** An activity in the log, with its place by name. */
export type LoggedActivity = Selectable<ActivitiesTable> & { readonly place: string | null };

/** No query of the control database gives more rows. */
const CHUNK = 1_000;

async function everyRow<Row extends { readonly id: string }>(
  page: (after: string, limit: number) => Promise<Row[]>,
): Promise<Row[]> {
  const all: Row[] = [];
  for (let after = ''; ; ) {
    const rows = await page(after, CHUNK);
    all.push(...rows);
    const last = rows.at(-1);
    if (last === undefined || rows.length < CHUNK) return all;
    after = last.id;
  }
}

type Db = Kysely<ControlTables>;

/** Activities of an organisation that are not archived, in no order. */
export function readActivities(db: Db, organisationId: string): Promise<LoggedActivity[]> {
  return everyRow((after, limit) =>
    db
      .selectFrom('activities')
      .leftJoin('activity_places', 'activity_places.id', 'activities.place_id')
      .selectAll('activities')
      .select('activity_places.name as place')
      .where('activities.organisation_id', '=', organisationId)
      .where('activities.archived_at', 'is', null)
      .where('activities.id', '>', after)
      .orderBy('activities.id')
      .limit(limit)
      .execute(),
  );
}

/** Matches that stand, of activities that are not archived: those of archived ones count nowhere. */
export function readMatches(db: Db, organisationId: string): Promise<ActivityMatchRow[]> {
  return everyRow((after, limit) =>
    db
      .selectFrom('activity_matches')
      .innerJoin('activities', 'activities.id', 'activity_matches.activity_id')
      .selectAll('activity_matches')
      .where('activity_matches.organisation_id', '=', organisationId)
      .where('activity_matches.ended_at', 'is', null)
      .where('activities.archived_at', 'is', null)
      .where('activity_matches.id', '>', after)
      .orderBy('activity_matches.id')
      .limit(limit)
      .execute(),
  );
}

/**
 * Matches that a person took apart: the platform does not make them again. One that was made by taking an event into the log has its
 * Event ID from that very deed, so that undoing the deed is to take it apart too.
 */
export function readRefused(db: Db, organisationId: string): Promise<ActivityMatchRow[]> {
  return everyRow((after, limit) =>
    db
      .selectFrom('activity_matches')
      .selectAll()
      .where('organisation_id', '=', organisationId)
      .where((is) =>
        is.or([
          is('ended_deed_id', 'is not', null),
          is.and([is('basis', '=', 'box-office'), is('ended_at', 'is not', null)]),
        ]),
      )
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute(),
  );
}

/** Exclusions that stand. */
export function readExclusions(db: Db, organisationId: string): Promise<EventExclusionRow[]> {
  return everyRow((after, limit) =>
    db
      .selectFrom('event_exclusions')
      .selectAll()
      .where('organisation_id', '=', organisationId)
      .where('ended_at', 'is', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute(),
  );
}
