import type { ActivityLog } from '@illuminate/contract';
import { type Kysely, sql } from 'kysely';
import type { ControlTables } from '../control/schema.ts';
import type { LoggedActivity } from '../matching/read-log.ts';
import { financialYearOf } from './financial-year.ts';

type Db = Kysely<ControlTables>;

/** No query of the control database gives more rows. */
const CHUNK = 1_000;

const selectActivities = (db: Db, organisationId: string) =>
  db
    .selectFrom('activities')
    .leftJoin('activity_places', 'activity_places.id', 'activities.place_id')
    .selectAll('activities')
    .select('activity_places.name as place')
    .where('activities.organisation_id', '=', organisationId);

/** One activity, archived or not; undefined where there is none of the organisation. */
export function readActivity(db: Db, organisationId: string, id: string): Promise<LoggedActivity | undefined> {
  return selectActivities(db, organisationId).where('activities.id', '=', id).executeTakeFirst();
}

export interface WhichActivities {
  /** First days of activities, both included. */
  readonly from: string;
  readonly to: string;
  readonly archived: boolean;
}

/** Activities that begin in these days, in the order of their days and titles. */
export async function readActivitiesOf(
  db: Db,
  organisationId: string,
  { from, to, archived }: WhichActivities,
): Promise<LoggedActivity[]> {
  const all: LoggedActivity[] = [];
  for (;;) {
    const rows = await selectActivities(db, organisationId)
      .where('activities.from_day', '>=', from)
      .where('activities.from_day', '<=', to)
      .where('activities.archived_at', archived ? 'is not' : 'is', null)
      .orderBy('activities.from_day')
      .orderBy('activities.title')
      .orderBy('activities.id')
      .offset(all.length)
      .limit(CHUNK)
      .execute();
    all.push(...rows);
    if (rows.length < CHUNK) return all;
  }
}

/** The financial years that the log has, the latest first, and with them the one that is looked at. */
export async function readYears(
  db: Db,
  organisationId: string,
  { startMonth, archived, also }: { readonly startMonth: number; readonly archived: boolean; readonly also: string },
): Promise<ActivityLog['years']> {
  const rows = await db
    .selectFrom('activities')
    .select([sql<string>`to_char(from_day, 'YYYY-MM')`.as('month'), (eb) => eb.fn.countAll<number>().as('activities')])
    .where('organisation_id', '=', organisationId)
    .where('archived_at', archived ? 'is not' : 'is', null)
    .groupBy('month')
    .orderBy('month', 'desc')
    .limit(CHUNK)
    .execute();
  const years = new Map<string, { label: string; startsOn: string; activities: number }>();
  for (const { month, activities } of [{ month: also.slice(0, 7), activities: 0 }, ...rows]) {
    const { label, startsOn } = financialYearOf(`${month}-01`, startMonth);
    const known = years.get(startsOn)?.activities ?? 0;
    years.set(startsOn, { label, startsOn, activities: known + Number(activities) });
  }
  return [...years.values()].sort((a, b) => (a.startsOn < b.startsOn ? 1 : -1));
}
