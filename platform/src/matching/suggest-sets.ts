// Which events are likely the parts of one activity: a festival, a season, a series. Pure; nothing is ever applied by it.
import { type ActivityToMatch, type EventToMatch, type Suggested, textOfDay } from './suggest.ts';
import { isNumber, plain, titleForms, titleWords } from './title-words.ts';

/** Fewer that begin alike may be a coincidence. */
const LEAST_PARTS = 3;
/** As much as is shown at all: what the parts are called is not told by the title. */
const SCORE = 0.75;

/** How the title of an event names the whole that it is a part of; more words tell it better. */
interface Part {
  readonly event: string;
  readonly title: string;
  readonly words: number;
  readonly because: string;
}

/**
 * Sets of events that begin with an activity's title, without its year, or with its initials, and lie within its days: “Word Fest: opening
 * night” and “WF26 – Poetry slam” of “Word Fest 2026”. Of several activities the one with the longer title has a part; two of the same
 * title have none.
 */
export function suggestSets(
  activities: readonly ActivityToMatch[],
  events: readonly EventToMatch[],
): readonly Suggested[] {
  const steps = suggestingSets(activities, events);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** The same in small steps, since others should not wait for it. */
export function* suggestingSets(
  activities: readonly ActivityToMatch[],
  events: readonly EventToMatch[],
): Generator<undefined, readonly Suggested[]> {
  const named = yield* byBeginning(events);
  const wholes: ActivityToMatch[] = [];
  const best = new Map<string, { words: number; activities: number }>();
  for (const activity of activities) {
    yield;
    const parts = yield* partsOf(activity, named);
    if (new Set(parts.map(({ title }) => title)).size < LEAST_PARTS) continue;
    wholes.push(activity);
    for (const { event, words } of parts) {
      const before = best.get(event);
      if (before === undefined || words > before.words) best.set(event, { words, activities: 1 });
      else if (words === before.words) before.activities += 1;
    }
  }
  const sets: Suggested[] = [];
  for (const activity of wholes) {
    // Looked for once more: the parts of all at once may be as many as activities times events.
    const parts = yield* partsOf(activity, named);
    const own = parts.filter(
      ({ event, words }) => best.get(event)?.words === words && best.get(event)?.activities === 1,
    );
    for (const { event, because } of own) {
      sets.push({
        activity: activity.id,
        event,
        score: SCORE,
        reasons: [because, `one of ${own.length} on the activity’s days`],
        together: own.length,
      });
    }
  }
  return sets;
}

/** Both together: an event that is likely another activity by itself is no part, and no pair stands twice. */
export function withSets(single: readonly Suggested[], sets: readonly Suggested[]): Suggested[] {
  const pair = ({ activity, event }: Suggested): string => `${activity} ${event}`;
  const isPart = new Set(sets.map(pair));
  const isElsewhere = new Set(single.filter((one) => !isPart.has(pair(one))).map(({ event }) => event));
  return [
    ...single.filter((one) => !isPart.has(pair(one))),
    ...sets.filter(({ event }) => !isElsewhere.has(event)),
  ].sort((a, b) => b.score - a.score);
}

interface Named extends EventToMatch {
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
  /** What stands before a colon, a dash or a bracket; null where there is none. */
  readonly head: readonly string[] | null;
}

/** Events by their first word, which is what a part has in common with the whole, or its initials. */
function* byBeginning(events: readonly EventToMatch[]): Generator<undefined, ReadonlyMap<string, readonly Named[]>> {
  const found = new Map<string, Named[]>();
  for (const event of events) {
    yield;
    const { from, to } = event;
    const [words = [], head = null] = titleForms(event.name).map((form) => form.map(oneWord));
    const [first] = words;
    if (from === null || to === null || first === undefined) continue;
    const named = { ...event, from, to, words, head };
    const others = found.get(first);
    if (others === undefined) found.set(first, [named]);
    else others.push(named);
  }
  return found;
}

/** A fest is a festival. */
const oneWord = (word: string): string => (word === 'fest' ? 'festival' : word);

/** So many events are looked at before others may have their turn. */
const AT_ONCE = 256;

function* partsOf(
  activity: ActivityToMatch,
  named: ReadonlyMap<string, readonly Named[]>,
): Generator<undefined, Part[]> {
  const years = yearsOf(activity);
  const lead = titleWords(activity.title)
    .map(oneWord)
    .filter((word) => !years.has(word));
  const initials = initialsOf(activity.title, years);
  const found = new Map<string, Part>();
  let looked = 0;
  for (const beginning of new Set([lead[0] ?? '', ...initials])) {
    for (const { key, from, to, words, head } of named.get(beginning) ?? []) {
      looked += 1;
      if (looked % AT_ONCE === 0) yield;
      if (from < activity.from || to > activity.to) continue;
      const because = sayBeginning({ words, head, lead, initials, years });
      if (because !== null) found.set(key, { event: key, title: words.join(' '), words: lead.length, because });
    }
  }
  return [...found.values()];
}

interface Beginning extends Pick<Named, 'words' | 'head'> {
  readonly lead: readonly string[];
  readonly initials: ReadonlySet<string>;
  readonly years: ReadonlySet<string>;
}

/** What an event's title has of the activity's; null where it begins otherwise, or says nothing more. */
function sayBeginning({ words, head, lead, initials, years }: Beginning): string | null {
  const isLead = (all: readonly string[]): boolean => lead.every((word, at) => word === all[at]);
  const [whole, before] = [words, head ?? []].map((all) => all.filter((word) => !years.has(word)));
  if (whole === undefined || before === undefined) return null;
  const next = whole[lead.length];
  // One word, such as “Comedy”, begins all sorts of titles; with a number it is another year's.
  const isWhole = lead.length > 1 && isLead(whole) && next !== undefined && !isNumber(next);
  if (isWhole || (before.length === lead.length && isLead(before))) return 'its title begins as the activity’s does';
  return head !== null && initials.has(head.join('')) ? 'its title begins with the activity’s initials' : null;
}

/** The years that an activity is in, as people write them. */
function yearsOf({ from, to }: ActivityToMatch): ReadonlySet<string> {
  const years = [from, to].map((day) => textOfDay(day).slice(0, 4));
  return new Set([...years, ...years.map((year) => year.slice(2))]);
}

/** “WF”, “WF26” and “WF2026” of “Word Fest 2026”; “FOW” and “FW” of “Festival of Words”. Two letters alone are too few. */
function initialsOf(title: string, years: ReadonlySet<string>): ReadonlySet<string> {
  const all = plain(title).split(/[^\p{L}\p{N}]+/u);
  const found = [all, titleWords(title)].map((words) =>
    words
      .filter((word) => word !== '' && !years.has(word))
      .map((word) => word[0])
      .join(''),
  );
  const known = found.filter((letters) => letters.length > 1);
  return new Set(
    known.flatMap((letters) => [
      ...(letters.length > 2 ? [letters] : []),
      ...[...years].map((year) => `${letters}${year}`),
    ]),
  );
}
