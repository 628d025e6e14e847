// Which events an activity is matched with by the Event ID that was typed. Pure.
import type { ActivityMatchRow } from '../control/schema/matching.ts';
import { type BoxOfficeEvent, keyOfEvent } from './box-office-events.ts';
import { keyOfMatch, type MatchingPicture } from './picture.ts';
import { readEventIds } from './read-event-ids.ts';
import type { LoggedActivity } from './read-log.ts';
import { dayOfText, dayOfWall } from './suggest.ts';
import { EQUAL_WEIGHTS, titleLikeness } from './title-likeness.ts';

/** Both another name and another season: rather a slip of the finger than an event of this activity. */
const UNLIKELY_TITLE = 0.3;
const UNLIKELY_DAYS = 60;

export type ById =
  | { readonly kind: 'none' | 'unknown' }
  | { readonly kind: 'ambiguous' | 'doubtful' | 'found'; readonly events: readonly BoxOfficeEvent[] };

/** What the typed Event ID of an activity says. `doubtful` names an event that is nothing like the activity: a person looks. */
export function matchById(activity: LoggedActivity, { index }: Pick<MatchingPicture, 'index'>): ById {
  const read = readEventIds(activity.event_id_typed, index);
  if (read.kind !== 'found') return read;
  return read.events.some((event) => isDoubtful(activity, event)) ? { kind: 'doubtful', events: read.events } : read;
}

function isDoubtful({ title, from_day, to_day }: LoggedActivity, { name, first, last }: BoxOfficeEvent): boolean {
  if (first === null || last === null) return false;
  const apart = Math.max(dayOfWall(first) - dayOfText(to_day), dayOfText(from_day) - dayOfWall(last));
  return apart > UNLIKELY_DAYS && titleLikeness(title, name, EQUAL_WEIGHTS) < UNLIKELY_TITLE;
}

interface Pair {
  readonly activity: string;
  readonly event: BoxOfficeEvent;
}

export interface MatchesById {
  /** To be made. */
  readonly missing: readonly Pair[];
  /** Made by an id that the activity names no more. */
  readonly stale: readonly ActivityMatchRow[];
}

/**
 * What must be done so that the matches by Event ID are those that the log says. What a person took apart is not made again, what is
 * excluded is left alone, and a match whose event is not in the store stays: nothing is known of it.
 */
export function matchesById(picture: MatchingPicture, refused: readonly ActivityMatchRow[]): MatchesById {
  const { activities, matches, exclusions, eventOf } = picture;
  const pairKey = (activity: string, event: string): string => `${activity} ${event}`;
  const taken = new Set([...matches, ...refused].map((one) => pairKey(one.activity_id, keyOfMatch(one))));
  const excluded = new Set(exclusions.map(keyOfMatch));
  const named = new Set<string>();
  const missing: Pair[] = [];
  for (const activity of activities) {
    const byId = matchById(activity, picture);
    if (byId.kind !== 'found') continue;
    for (const event of byId.events) {
      const key = pairKey(activity.id, keyOfEvent(event));
      named.add(key);
      if (!taken.has(key) && !excluded.has(keyOfEvent(event))) missing.push({ activity: activity.id, event });
    }
  }
  const stale = matches.filter(
    (one) =>
      one.basis === 'event-id' &&
      one.deed_id === null &&
      eventOf.has(keyOfMatch(one)) &&
      !named.has(pairKey(one.activity_id, keyOfMatch(one))),
  );
  return { missing, stale };
}
