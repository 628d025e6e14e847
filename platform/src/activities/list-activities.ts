import type { Activity, ActivityLog } from '@illuminate/contract';
import { nameActors } from '../audit/name-actors.ts';
import type { Context } from '../context.ts';
import type { ActivityMatchRow } from '../control/schema/matching.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { keyOfEvent, readBoxOfficeEvents, shownId } from '../matching/box-office-events.ts';
import { keyOfMatch } from '../matching/picture.ts';
import { type LoggedActivity, readMatches } from '../matching/read-log.ts';
import { textOfDay } from '../matching/suggest.ts';
import { settingOf } from '../reports/setting-of.ts';
import { financialYearOf, type Quarter, quarterOf, quartersOf } from './financial-year.ts';
import { readActivitiesOf, readYears } from './read-activities.ts';
import { performancesOf, readTicketed, sumTickets, type TicketedPerformance } from './ticketed.ts';

const DAY_MS = 86_400_000;

export interface ListActivities {
  readonly organisation: Organisation;
  /** Any day of the financial year; null: today. */
  readonly year: string | null;
  /** Only what is archived, instead. */
  readonly archived: boolean;
}

type Deps = Pick<Context, 'db' | 'warehouse' | 'clock'>;

/** The activity log of a financial year, by quarter, with the numbers of the box office beside what people said. */
export async function listActivities(
  deps: Deps,
  { organisation, year, archived }: ListActivities,
): Promise<ActivityLog> {
  const { today, financialYearStart } = settingOf(organisation, deps.clock.now());
  const day = year ?? textOfDay(today / DAY_MS);
  const { label, startsOn, endsOn } = financialYearOf(day, financialYearStart);
  const rows = await readActivitiesOf(deps.db, organisation.id, { from: startsOn, to: endsOn, archived });
  const described = await describeActivities(deps, organisation, rows);
  const quarters = quartersOf(day, financialYearStart).map((quarter: Quarter) => {
    const own = described.filter(
      ({ activity }) => quarter.startsOn <= activity.from && activity.from <= quarter.endsOn,
    );
    return { ...quarter, ...totalsOf(own), items: own.map(({ activity }) => activity) };
  });
  return {
    organisation: organisation.slug,
    year: { label, startsOn, endsOn },
    years: await readYears(deps.db, organisation.id, { startMonth: financialYearStart, archived, also: day }),
    quarters,
    total: totalsOf(described),
  };
}

interface Described {
  readonly activity: Activity;
  readonly keys: ReadonlySet<string>;
  readonly performances: readonly TicketedPerformance[];
}

/** Activities as the API tells them, in the order of their days. */
export async function describeActivities(
  deps: Deps,
  organisation: Organisation,
  rows: readonly LoggedActivity[],
): Promise<Described[]> {
  const { db, clock } = deps;
  const { financialYearStart } = settingOf(organisation, clock.now());
  // All of the organisation's: whether an event is shared is not told by those of one year.
  const matches = await readMatches(db, organisation.id);
  const wanted = new Set(rows.map(({ id }) => id));
  const shown = matches.filter(({ activity_id }) => wanted.has(activity_id));
  const events =
    shown.length === 0 ? [] : await readBoxOfficeEvents(deps, organisation.id, { window: null, tickets: false });
  const eventOf = new Map(events.map((event) => [keyOfEvent(event), event]));
  const performances = await readTicketed(deps, organisation.id, shown);
  const keys = performancesOf(rows, matches, performances);
  const names = await connectionNames(db, organisation.id);
  const nameOf = await nameActors(db, [
    ...rows.map(({ changed_by }) => changed_by),
    ...shown.map(({ matched_by }) => matched_by),
  ]);
  const describeMatch = (match: ActivityMatchRow): Activity['matches'][number] => {
    const event = eventOf.get(keyOfMatch(match));
    return {
      id: match.id,
      connection: names.get(match.connection_id) ?? match.connection_id,
      event: match.event_id,
      eventId: shownId(event ?? { number: null, eventId: match.event_id }),
      performance: match.performance_id,
      name: event?.name ?? null,
      basis: match.basis,
      by: nameOf(match.matched_by),
      at: match.matched_at.toISOString(),
    };
  };
  return rows.map((row) => {
    const own = keys.get(row.id) ?? new Set<string>();
    const ticketed = keys.has(row.id) ? sumTickets(own, performances) : null;
    const people = row.method === 'box-office' ? null : row.people;
    return {
      keys: row.method === 'box-office' ? own : new Set<string>(),
      performances,
      activity: {
        id: row.id,
        title: row.title,
        kind: row.kind,
        artform: row.artform,
        place: row.place,
        from: row.from_day,
        to: row.to_day,
        quarter: quarterOf(row.from_day, financialYearStart).quarter,
        people,
        method: row.method,
        ticketed,
        number: row.method === 'box-office' ? ticketed : people,
        eventId: row.event_id_typed,
        notes: row.notes,
        origin: row.origin,
        matches: shown.filter(({ activity_id }) => activity_id === row.id).map(describeMatch),
        version: row.version,
        archivedAt: row.archived_at?.toISOString() ?? null,
        changedBy: nameOf(row.changed_by),
        changedAt: row.changed_at.toISOString(),
      },
    };
  });
}

function totalsOf(own: readonly Described[]): ActivityLog['total'] {
  const said = own.reduce((sum, { activity }) => sum + (activity.people ?? 0), 0);
  const performances = own[0]?.performances ?? [];
  const ticketed = sumTickets(new Set(own.flatMap(({ keys }) => [...keys])), performances);
  return {
    activities: own.length,
    people: said + ticketed,
    ticketed,
    withoutNumber: own.filter(({ activity }) => activity.number === null).length,
  };
}

async function connectionNames(db: Deps['db'], organisationId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('connections')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisationId)
    .limit(1_000)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
