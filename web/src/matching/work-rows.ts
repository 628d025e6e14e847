// What is not matched, of either side, as rows of one list.
import type { MatchSuggestion, UnmatchedActivity, UnmatchedEvent } from '@illuminate/contract';

export interface WorkRow {
  readonly key: string;
  readonly name: string;
  readonly suggestions: readonly MatchSuggestion[];
  /** Null for an activity. */
  readonly event: UnmatchedEvent | null;
  /** Null for an event. */
  readonly activity: UnmatchedActivity | null;
}

export const rowsOfEvents = (events: readonly UnmatchedEvent[]): WorkRow[] =>
  events.map((event) => ({
    key: `${event.connection} ${event.event}`,
    name: event.name,
    suggestions: event.suggestions,
    event,
    activity: null,
  }));

export const rowsOfActivities = (activities: readonly UnmatchedActivity[]): WorkRow[] =>
  activities.map((activity) => ({
    key: activity.activity,
    name: activity.title,
    suggestions: activity.suggestions,
    event: null,
    activity,
  }));

/** What is accepted for a row in one deed: the likeliest; of an activity with parts, such as a festival, all of them. */
export function bestOf({ activity, suggestions }: WorkRow): readonly MatchSuggestion[] {
  const [best] = suggestions;
  if (best === undefined) return [];
  return activity !== null && best.together > 1 ? partsAmong(suggestions) : [best];
}

/** As many as one deed takes. */
const MOST_PAIRS = 500;

/** What is accepted for several rows in one deed, from the first on: no festival in half. */
export function bestOfAll(rows: readonly WorkRow[]): readonly MatchSuggestion[] {
  const pairs: MatchSuggestion[] = [];
  for (const best of rows.map(bestOf)) {
    if (pairs.length + best.length > MOST_PAIRS) break;
    pairs.push(...best);
  }
  return pairs;
}

export const partsAmong = (suggestions: readonly MatchSuggestion[]): readonly MatchSuggestion[] =>
  suggestions.filter(({ together }) => together > 1);
