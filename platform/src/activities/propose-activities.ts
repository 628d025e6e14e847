// Events of the box office as activities, with everything filled in.
import type { ProposedActivity } from '@illuminate/contract';
import { activityFields } from '@illuminate/contract';
import { formatWall } from '@illuminate/model';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { type BoxOfficeEvent, keyOfEvent, shownId } from '../matching/box-office-events.ts';
import { openSuggestions } from '../matching/open-suggestions.ts';
import { keyOfMatch, type MatchingPicture, readPicture } from '../matching/picture.ts';
import { dayOfWall } from '../matching/suggest.ts';
import { settingOf } from '../reports/setting-of.ts';
import { type EarlierActivity, fillIn } from './fill-in.ts';

type Deps = Pick<Context, 'db' | 'warehouse' | 'clock' | 'connectors'>;

/** How far back events are proposed while the log is empty: a financial year and the one before. */
const EMPTY_LOG_DAYS = 730;

/**
 * Events that are neither matched nor excluded, that no activity in the log is likely to be, and that have been performed since the log
 * began, up to a year ahead. What has
 * begun comes first, the latest of it first, then what is to come.
 */
export async function proposeActivities(
  deps: Deps,
  { organisation, limit }: { readonly organisation: Organisation; readonly limit: number },
): Promise<{ items: ProposedActivity[]; total: number }> {
  const picture = await readPicture(deps, organisation, { tickets: true });
  const { today } = settingOf(organisation, deps.clock.now());
  const events = await proposable(picture, dayOfWall(today));
  const earlier = earlierOf(picture);
  return {
    items: events.slice(0, limit).map((event) => propose(event, earlier, picture)),
    total: events.length,
  };
}

async function proposable(picture: MatchingPicture, today: number): Promise<BoxOfficeEvent[]> {
  const { events, matches, exclusions, window } = picture;
  const closed = new Set([...matches, ...exclusions].map(keyOfMatch));
  const likely = new Set((await openSuggestions(picture)).all.map(({ event }) => event));
  const since = window?.from ?? today - EMPTY_LOG_DAYS;
  return events
    .filter((event) => {
      const key = keyOfEvent(event);
      if (closed.has(key) || likely.has(key) || event.first === null || event.last === null) return false;
      return dayOfWall(event.last) >= since && dayOfWall(event.first) <= today + 366;
    })
    .sort((a, b) => {
      const [begunA, begunB] = [a, b].map(({ first }) => dayOfWall(first ?? 0) <= today);
      if (begunA !== begunB) return begunA ? -1 : 1;
      return ((b.first ?? 0) - (a.first ?? 0)) * (begunA ? 1 : -1);
    });
}

export const earlierOf = ({ activities }: MatchingPicture): EarlierActivity[] =>
  activities.toSorted((a, b) => (a.from_day < b.from_day ? 1 : -1));

/** One event as an activity. */
export function propose(
  event: BoxOfficeEvent,
  earlier: readonly EarlierActivity[],
  { names }: Pick<MatchingPicture, 'names'>,
): ProposedActivity {
  const { kind, artform, because } = fillIn(event.name, earlier);
  const day = (wall: number | null): string => formatWall(wall ?? 0).slice(0, 10);
  return {
    connection: names.get(event.connectionId) ?? event.connectionId,
    event: event.eventId,
    eventId: shownId(event),
    tickets: event.tickets,
    because,
    activity: activityFields.parse({
      title:
        event.name
          .replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ')
          .trim()
          .slice(0, 200) || `Event ${shownId(event) ?? ''}`.trim(),
      kind,
      artform,
      // A tour is in none of its places more than in another.
      place: event.venues.length === 1 ? (event.venues[0]?.slice(0, 120) ?? null) : null,
      from: day(event.first),
      to: day(event.last),
      method: 'box-office',
      eventId: shownId(event),
    }),
  };
}
