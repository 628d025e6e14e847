// Everything that is known of an organisation's matching, at one moment.
import type { EventIdForm } from '@illuminate/connector-kit';
import { quarterOf } from '../activities/financial-year.ts';
import type { Context } from '../context.ts';
import type { ActivityMatchRow, EventExclusionRow } from '../control/schema/matching.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { settingOf } from '../reports/setting-of.ts';
import { type BoxOfficeEvent, type Days, keyOfEvent, readBoxOfficeEvents } from './box-office-events.ts';
import { type EventIdIndex, indexEventIds } from './read-event-ids.ts';
import { type LoggedActivity, readActivities, readExclusions, readMatches } from './read-log.ts';
import { dayOfText, dayOfWall, textOfDay } from './suggest.ts';

export interface MatchingPicture {
  /** Not archived. */
  readonly activities: readonly LoggedActivity[];
  readonly events: readonly BoxOfficeEvent[];
  readonly eventOf: ReadonlyMap<string, BoxOfficeEvent>;
  /** Of activities that are not archived. */
  readonly matches: readonly ActivityMatchRow[];
  readonly exclusions: readonly EventExclusionRow[];
  /** Events with a performance in these days should be matched; null while the log is empty. */
  readonly window: Days | null;
  readonly index: EventIdIndex<BoxOfficeEvent>;
  /** Names of connections by id. */
  readonly names: ReadonlyMap<string, string>;
}

export const keyOfMatch = ({ connection_id, event_id }: { connection_id: string; event_id: string }): string =>
  keyOfEvent({ connectionId: connection_id, eventId: event_id });

type Deps = Pick<Context, 'db' | 'warehouse' | 'clock' | 'connectors'>;

/** `tickets`: whether they are counted too, which costs with what is sold. */
export async function readPicture(
  deps: Deps,
  organisation: Organisation,
  { tickets }: { readonly tickets: boolean },
): Promise<MatchingPicture> {
  const { db, clock, connectors } = deps;
  const activities = await readActivities(db, organisation.id);
  const window = windowOf(activities, organisation, clock.now());
  const events = await readBoxOfficeEvents(deps, organisation.id, { window, tickets });
  const connections = await db
    .selectFrom('connections')
    .select(['id', 'name', 'provider'])
    .where('organisation_id', '=', organisation.id)
    .limit(1_000)
    .execute();
  const formsOf = new Map<string, readonly EventIdForm[]>(
    connections.map(({ id, provider }) => [id, connectors.get(provider)?.eventIdForms ?? []]),
  );
  return {
    activities,
    events,
    eventOf: new Map(events.map((event) => [keyOfEvent(event), event])),
    matches: await readMatches(db, organisation.id),
    exclusions: await readExclusions(db, organisation.id),
    window,
    index: indexEventIds(events, formsOf),
    names: new Map(connections.map(({ id, name }) => [id, name])),
  };
}

/** From the quarter with which the log begins to the one that today is in: what lies before or after nobody has logged yet. */
function windowOf(activities: readonly LoggedActivity[], organisation: Organisation, now: Date): Days | null {
  const first = activities.map(({ from_day }) => from_day).sort()[0];
  if (first === undefined) return null;
  const { today, financialYearStart } = settingOf(organisation, now);
  const to = quarterOf(textOfDay(dayOfWall(today)), financialYearStart).endsOn;
  return {
    from: dayOfText(quarterOf(first, financialYearStart).startsOn),
    to: dayOfText(to),
  };
}

/** Events that should be matched: with a performance in the window or matched already, and not excluded. */
export function eventsToMatch({ events, matches, exclusions }: MatchingPicture): BoxOfficeEvent[] {
  const excluded = new Set(exclusions.map(keyOfMatch));
  const matched = new Set(matches.map(keyOfMatch));
  return events.filter((event) => {
    const key = keyOfEvent(event);
    return !excluded.has(key) && (event.isWithin || matched.has(key));
  });
}
