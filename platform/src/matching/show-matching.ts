import type { Matching, MatchSuggestion, UnmatchedActivity, UnmatchedEvent } from '@illuminate/contract';
import { formatWall } from '@illuminate/model';
import { nameActors } from '../audit/name-actors.ts';
import type { Context } from '../context.ts';
import type { MatchingDeedRow } from '../control/schema/matching.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { type BoxOfficeEvent, keyOfEvent, shownId } from './box-office-events.ts';
import { needsMatch, type OpenSuggestions, openSuggestions, sayWhyNot } from './open-suggestions.ts';
import { readPerformanceStarts } from './performance-starts.ts';
import { eventsToMatch, keyOfMatch, type MatchingPicture, readPicture } from './picture.ts';
import { sayCoverage } from './say-coverage.ts';
import { type Suggested, textOfDay } from './suggest.ts';

const MOST = 500;
const MOST_DEEDS = 20;
const MOST_SUGGESTIONS = 5;
const MOST_PARTS = 100;

type Deps = Pick<Context, 'db' | 'warehouse' | 'clock' | 'connectors'>;

/** How far an organisation is with matching, and what is left, most tickets first. */
export async function showMatching(deps: Deps, organisation: Organisation): Promise<Matching> {
  const picture = await readPicture(deps, organisation, { tickets: true });
  const suggestions = await openSuggestions(picture);
  const deeds = await deps.db
    .selectFrom('matching_deeds')
    .selectAll()
    .where('organisation_id', '=', organisation.id)
    .orderBy('number', 'desc')
    .limit(MOST_DEEDS)
    .execute();
  const nameOf = await nameActors(deps.db, [
    ...deeds.map(({ done_by }) => done_by),
    ...picture.matches.map(({ matched_by }) => matched_by),
    ...picture.exclusions.map(({ excluded_by }) => excluded_by),
  ]);
  const startsOf = await readPerformanceStarts(deps, organisation.id, picture.matches);
  return describe({ organisation, picture, suggestions, deeds, nameOf, startsOf });
}

interface Shown {
  readonly organisation: Organisation;
  readonly picture: MatchingPicture;
  readonly suggestions: OpenSuggestions;
  readonly deeds: readonly MatchingDeedRow[];
  readonly nameOf: (actor: string) => string;
  readonly startsOf: (match: MatchingPicture['matches'][number]) => string | null;
}

function describe({ organisation, picture, suggestions, deeds, nameOf, startsOf }: Shown): Matching {
  const { activities, matches, exclusions, eventOf, window, names } = picture;
  const matched = new Set(matches.map(keyOfMatch));
  const withEvent = new Set(matches.map(({ activity_id }) => activity_id));
  const toMatch = eventsToMatch(picture);
  const open = toMatch.filter((event) => !matched.has(keyOfEvent(event)));
  const counts = {
    events: toMatch.length,
    matched: toMatch.length - open.length,
    excluded: exclusions.length,
    activities: activities.length,
    activitiesMatched: withEvent.size,
    suggestions: suggestions.all.length,
    ticketsMissing: open.reduce((sum, { tickets }) => sum + tickets, 0),
  };
  const titles = new Map(activities.map(({ id, title }) => [id, title]));
  const ofEvent = bySide(suggestions.all, ({ event: key }) => key);
  const event = ({ connection_id, event_id }: { connection_id: string; event_id: string }) => {
    const found = eventOf.get(`${connection_id} ${event_id}`);
    return {
      connection: names.get(connection_id) ?? connection_id,
      event: event_id,
      eventId: shownId(found ?? { number: null, eventId: event_id }),
      name: found?.name ?? null,
    };
  };
  return {
    organisation: organisation.slug,
    window: window === null ? null : { from: textOfDay(window.from), to: textOfDay(window.to) },
    counts,
    sentence: sayCoverage(counts, window !== null),
    events: open
      .toSorted((a, b) => b.tickets - a.tickets || (b.first ?? 0) - (a.first ?? 0))
      .slice(0, MOST)
      .map((one) => describeEvent(one, ofEvent.get(keyOfEvent(one)) ?? [], { picture, titles })),
    activities: describeActivities({ picture, titles }, suggestions, withEvent),
    matched: matches
      // Performances that were matched together stand as they begin.
      .toSorted(
        (a, b) =>
          b.matched_at.getTime() - a.matched_at.getTime() || (startsOf(a) ?? '').localeCompare(startsOf(b) ?? ''),
      )
      .slice(0, MOST)
      .map((match) => ({
        id: match.id,
        ...event(match),
        performance: match.performance_id,
        performanceStarts: startsOf(match),
        basis: match.basis,
        by: nameOf(match.matched_by),
        at: match.matched_at.toISOString(),
        activity: match.activity_id,
        activityTitle: titles.get(match.activity_id) ?? '',
      })),
    excluded: exclusions.slice(0, MOST).map((one) => ({
      ...event(one),
      reason: one.reason,
      note: one.note,
      by: nameOf(one.excluded_by),
      at: one.excluded_at.toISOString(),
    })),
    deeds: deeds.map(({ id, what, done_by, done_at, undone_at }) => ({
      id,
      what,
      by: nameOf(done_by),
      at: done_at.toISOString(),
      undone: undone_at !== null,
    })),
  };
}

interface Described {
  readonly picture: MatchingPicture;
  /** Of activities, by id. */
  readonly titles: ReadonlyMap<string, string>;
}

function bySide(suggested: readonly Suggested[], sideOf: (one: Suggested) => string): Map<string, Suggested[]> {
  const sides = new Map<string, Suggested[]>();
  for (const one of suggested) {
    const others = sides.get(sideOf(one));
    if (others === undefined) sides.set(sideOf(one), [one]);
    else others.push(one);
  }
  return sides;
}

function describeEvent(event: BoxOfficeEvent, suggested: readonly Suggested[], described: Described): UnmatchedEvent {
  const { picture } = described;
  return {
    connection: picture.names.get(event.connectionId) ?? event.connectionId,
    event: event.eventId,
    eventId: shownId(event),
    name: event.name,
    first: event.first === null ? null : formatWall(event.first),
    last: event.last === null ? null : formatWall(event.last),
    performances: event.performances,
    venues: [...event.venues],
    tickets: event.tickets,
    suggestions: suggested.slice(0, MOST_SUGGESTIONS).flatMap((one) => describeSuggestion(one, described)),
  };
}

function describeSuggestion(
  { activity, event, score, reasons, together = 1 }: Suggested,
  { picture, titles }: Described,
): MatchSuggestion[] {
  const found = picture.eventOf.get(event);
  const activityTitle = titles.get(activity);
  if (found === undefined || activityTitle === undefined) return [];
  return [
    {
      activity,
      activityTitle,
      connection: picture.names.get(found.connectionId) ?? found.connectionId,
      event: found.eventId,
      eventName: found.name,
      score,
      reasons: [...reasons],
      together,
    },
  ];
}

/** Those that need an event or are likely to have one; the latest first, as those are still remembered. */
function describeActivities(
  described: Described,
  suggestions: OpenSuggestions,
  withEvent: ReadonlySet<string>,
): UnmatchedActivity[] {
  const suggested = bySide(suggestions.all, ({ activity }) => activity);
  return described.picture.activities
    .filter((one) => !withEvent.has(one.id) && (needsMatch(one) || suggested.has(one.id)))
    .toSorted((a, b) => (a.from_day < b.from_day ? 1 : -1))
    .slice(0, MOST)
    .map((one) => ({
      activity: one.id,
      title: one.title,
      from: one.from_day,
      to: one.to_day,
      place: one.place,
      people: one.people,
      eventId: one.event_id_typed,
      why: sayWhyNot(one, suggestions.byId.get(one.id)),
      suggestions: mostOf(suggested.get(one.id) ?? []).flatMap((suggestion) =>
        describeSuggestion(suggestion, described),
      ),
    }));
}

/** Parts are accepted as a set, so that none of them may be missing. */
const mostOf = (suggested: readonly Suggested[]): Suggested[] => [
  ...suggested.filter(({ together }) => together === undefined).slice(0, MOST_SUGGESTIONS),
  ...suggested.filter(({ together }) => together !== undefined).slice(0, MOST_PARTS),
];
