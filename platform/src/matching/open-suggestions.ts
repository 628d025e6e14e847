// What is suggested for what is not matched yet.
import { type BoxOfficeEvent, keyOfEvent } from './box-office-events.ts';
import { type ById, matchById } from './match-by-id.ts';
import { keyOfMatch, type MatchingPicture } from './picture.ts';
import type { LoggedActivity } from './read-log.ts';
import type { Suggested } from './suggest.ts';
import { suggestBeside, suggestSetsBeside } from './suggest-beside.ts';
import { withSets } from './suggest-sets.ts';
import { toActivity, toEvent } from './to-match.ts';

/** One that has an event already gets another only where hardly anything speaks against it. */
const FOR_ANOTHER = 0.92;
/** Somebody typed it, and something speaks against it. */
const TYPED_SCORE = 0.5;

export interface OpenSuggestions {
  /** Best first. */
  readonly all: readonly Suggested[];
  readonly byId: ReadonlyMap<string, ById>;
}

/** Suggestions for events that are neither matched nor excluded. */
export async function openSuggestions(picture: MatchingPicture): Promise<OpenSuggestions> {
  const { activities, events, matches, exclusions } = picture;
  const closed = new Set([...matches, ...exclusions].map(keyOfMatch));
  const matched = new Set(matches.map(({ activity_id }) => activity_id));
  const open = events.filter((event) => !closed.has(keyOfEvent(event)));
  const likely = await suggestBeside(activities.map(toActivity), open.map(toEvent));
  const single = likely.filter(({ activity, score }) => !matched.has(activity) || score >= FOR_ANOTHER);
  // Parts that are matched already tell of those that are not.
  const excluded = new Set(exclusions.map(keyOfMatch));
  const whole = events.filter((event) => !excluded.has(keyOfEvent(event)));
  const parts = await suggestSetsBeside(activities.map(toActivity), whole.map(toEvent));
  const found = withSets(
    single,
    parts.filter(({ event }) => !closed.has(event)),
  );
  const isFound = new Set(found.map(({ activity, event }) => `${activity} ${event}`));
  const byId = new Map(
    activities.filter(({ id }) => !matched.has(id)).map((activity) => [activity.id, matchById(activity, picture)]),
  );
  const typed = [...byId].flatMap(([activity, read]): Suggested[] => {
    if (read.kind !== 'ambiguous' && read.kind !== 'doubtful') return [];
    const reasons = [read.kind === 'ambiguous' ? TYPED_FOR_SEVERAL : TYPED_BUT_OTHER];
    return read.events
      .map(keyOfEvent)
      .filter((event) => !closed.has(event) && !isFound.has(`${activity} ${event}`))
      .map((event) => ({ activity, event, score: TYPED_SCORE, reasons }));
  });
  return { all: [...found, ...typed], byId };
}

const TYPED_FOR_SEVERAL = 'the Event ID that was typed names it, and another event too';
const TYPED_BUT_OTHER = 'the Event ID that was typed names it, but its title and its days are others';

/** Whether an activity should have an event: its number is to come from the box office, or somebody typed an Event ID. */
export const needsMatch = ({ method, event_id_typed }: Pick<LoggedActivity, 'method' | 'event_id_typed'>): boolean =>
  method === 'box-office' || event_id_typed !== null;

/** Why an activity is not matched by itself, as a sentence. */
export function sayWhyNot({ event_id_typed }: LoggedActivity, byId: ById | undefined): string {
  const typed = `“${event_id_typed ?? ''}”`;
  switch (byId?.kind) {
    case 'unknown':
      return `${typed} is the id of no event that is here.`;
    case 'ambiguous':
      return `${typed} can be read as several events.`;
    case 'doubtful':
      return `${typed} is ${named(byId.events)}, which has another title and other days.`;
    case 'found':
      return `${typed} is ${named(byId.events)}, which was excluded or taken apart by hand.`;
    default:
      return 'No Event ID is typed.';
  }
}

const named = (events: readonly BoxOfficeEvent[]): string => events.map(({ name }) => `“${name}”`).join(' and ');
