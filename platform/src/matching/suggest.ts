// Which activity and event are likely the same, with what speaks for it. Pure; nothing is ever applied by it.
import { formatWall } from '@illuminate/model';
import { formsLikeness, type WordWeights, weighForms } from './title-likeness.ts';
import { plain, titleForms, titleWords } from './title-words.ts';

const DAY_MS = 86_400_000;

/** Days are whole days since 1970. */
export interface ActivityToMatch {
  readonly id: string;
  readonly title: string;
  readonly place: string | null;
  readonly from: number;
  /** Included. */
  readonly to: number;
}

export interface EventToMatch {
  readonly key: string;
  readonly name: string;
  readonly venues: readonly string[];
  /** Null where no performance has a date: nothing is suggested for it. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface Suggested {
  readonly activity: string;
  readonly event: string;
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly string[];
  /** How many events are suggested for the activity as its parts, this one among them; left out where it stands alone. */
  readonly together?: number;
}

/** Below it nothing is shown: a wrong suggestion that somebody accepts is worse than one that is missing. */
const SHOWN_FROM = 0.72;
const TITLE_AT_LEAST = 0.6;
const DAYS_APART_AT_MOST = 10;
/** How much better the best must be than another title, so that it is shown. */
const CLEAR_BY = 0.04;
/** What is on so often under one title is told by its days and its place, or not at all. */
const OFTEN = 3;
const SHOWN_FROM_IF_OFTEN = 0.84;

/** Suggestions that are good enough to be shown, best first. */
export function suggestMatches(
  activities: readonly ActivityToMatch[],
  events: readonly EventToMatch[],
): readonly Suggested[] {
  const steps = suggesting(activities, events);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** As `suggestMatches`, in small steps: thousands of titles take longer than others should wait. */
export function* suggesting(
  activities: readonly ActivityToMatch[],
  events: readonly EventToMatch[],
): Generator<undefined, readonly Suggested[]> {
  const known = new Map<string, Forms>();
  const formsOf = (title: string): Forms => {
    const forms = known.get(title) ?? titleForms(title);
    known.set(title, forms);
    return forms;
  };
  for (const title of [...activities.map((one) => one.title), ...events.map((one) => one.name)]) {
    formsOf(title);
    yield;
  }
  const weights = weighForms([
    ...activities.map(({ title }) => formsOf(title)),
    ...events.map(({ name }) => formsOf(name)),
  ]);
  const often = titlesOnOften(events.map(({ name }) => formsOf(name)));
  const dated = events
    .flatMap((event): Dated[] => {
      const { from, to } = event;
      const forms = formsOf(event.name);
      return from === null || to === null ? [] : [{ ...event, from, to, forms, isOften: often.has(keyOfForms(forms)) }];
    })
    .sort((a, b) => a.from - b.from);
  const longest = dated.reduce((most, { from, to }) => Math.max(most, to - from), 0);
  const likely: Likely[] = [];
  for (const activity of activities) {
    yield;
    const forms = formsOf(activity.title);
    for (let at = firstFrom(dated, activity.from - longest - DAYS_APART_AT_MOST); at < dated.length; at += 1) {
      const event = dated[at];
      if (event === undefined || event.from > activity.to + DAYS_APART_AT_MOST) break;
      const one = judge({ ...activity, forms }, event, weights);
      if (one !== null) likely.push(one);
    }
  }
  const rivals = new Map<string, Likely[]>();
  for (const one of likely) {
    for (const side of [`a ${one.activity}`, `e ${one.event}`]) {
      const others = rivals.get(side);
      if (others === undefined) rivals.set(side, [one]);
      else others.push(one);
    }
  }
  return likely
    .filter((one) =>
      isShown(one, [...(rivals.get(`a ${one.activity}`) ?? []), ...(rivals.get(`e ${one.event}`) ?? [])]),
    )
    .map(({ activity, event, score, reasons }) => ({ activity, event, score, reasons }))
    .sort((a, b) => b.score - a.score || (a.event < b.event ? -1 : 1));
}

type Forms = readonly (readonly string[])[];

const keyOfForms = (forms: Forms): string => (forms[0] ?? []).join(' ');

/** Titles under which the box office has several events: the comedy club, the tea dance. */
function titlesOnOften(titles: readonly Forms[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const forms of titles) {
    const key = keyOfForms(forms);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= OFTEN).map(([key]) => key));
}

interface Dated extends EventToMatch {
  readonly from: number;
  readonly to: number;
  readonly forms: Forms;
  readonly isOften: boolean;
}

interface Likely extends Suggested {
  readonly isOften: boolean;
  readonly title: number;
  readonly apart: number;
}

function firstFrom(events: readonly Dated[], day: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.from ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Null where the dates are too far apart, or the titles have too little in common: never by name alone. */
function judge(activity: ActivityToMatch & Pick<Dated, 'forms'>, event: Dated, weights: WordWeights): Likely | null {
  const apart = Math.max(0, event.from - activity.to, activity.from - event.to);
  if (apart > DAYS_APART_AT_MOST) return null;
  const title = formsLikeness(activity.forms, event.forms, weights);
  if (title < TITLE_AT_LEAST) return null;
  const days = daysLikeness(activity, event, apart);
  const venue = venueLikeness(activity.place, event.venues);
  const score = Math.round(title * (0.62 + 0.26 * days.score + 0.12 * venue.score) * 1000) / 1000;
  const reasons = [sayTitle(title), days.say, ...(venue.say === null ? [] : [venue.say])];
  return { activity: activity.id, event: event.key, score, reasons, isOften: event.isOften, title, apart };
}

interface Said {
  readonly score: number;
  readonly say: string;
}

function daysLikeness(activity: ActivityToMatch, event: Dated, apart: number): Said {
  if (activity.from === event.from && activity.to === event.to) return { score: 1, say: 'on the same days' };
  if (apart > 0) {
    const say = apart === 1 ? 'one day apart' : `${apart} days apart`;
    return { score: apart <= 1 ? 0.75 : apart <= 3 ? 0.5 : apart <= 7 ? 0.25 : 0, say };
  }
  const both = Math.min(activity.to, event.to) - Math.max(activity.from, event.from) + 1;
  const either = Math.max(activity.to, event.to) - Math.min(activity.from, event.from) + 1;
  if (both === Math.min(activity.to - activity.from, event.to - event.from) + 1) {
    return { score: 0.7 + 0.3 * (both / either), say: 'its days lie within the other’s' };
  }
  return { score: 0.6 + 0.3 * (both / either), say: 'on days that overlap' };
}

function venueLikeness(place: string | null, venues: readonly string[]): { score: number; say: string | null } {
  if (place === null || venues.length === 0) return { score: 0.5, say: null };
  const best = Math.max(...venues.map((venue) => placeLikeness(place, venue)));
  if (best >= 0.99) return { score: 1, say: 'in the same place' };
  if (best >= 0.5) return { score: 0.8, say: 'in a place of much the same name' };
  return { score: 0, say: `in another place (${venues[0]})` };
}

/** Of the words of the shorter name, how many are in the longer: "Main House" is in "Main House, Riverside Theatre". */
function placeLikeness(one: string, other: string): number {
  if (plain(one) === plain(other)) return 1;
  const [mine, theirs] = [new Set(titleWords(one)), new Set(titleWords(other))];
  const shared = [...mine].filter((word) => theirs.has(word)).length;
  return shared / Math.max(1, Math.min(mine.size, theirs.size));
}

function sayTitle(title: number): string {
  if (title >= 0.995) return 'the same title';
  return title >= 0.85 ? 'nearly the same title' : 'a similar title';
}

/**
 * Shown is what is good, and as good as anything else for both sides. Another run of the same title is told by its days; two titles
 * that are as likely as each other tell nothing.
 */
function isShown(one: Likely, likely: readonly Likely[]): boolean {
  if (one.score < (one.isOften ? SHOWN_FROM_IF_OFTEN : SHOWN_FROM)) return false;
  return likely.every((other) => {
    if (other === one) return true;
    if (other.score > one.score + CLEAR_BY) return isAlongside(one, other);
    if (other.score < one.score - CLEAR_BY) return true;
    return isAlongside(one, other);
  });
}

/** Whether both may be true at once: equally titled, and on the activity's own days (a festival, a tour, a co-production). */
const isAlongside = (one: Likely, other: Likely): boolean =>
  !one.isOften &&
  one.activity === other.activity &&
  one.apart === 0 &&
  other.apart === 0 &&
  one.title >= 0.9 &&
  other.title >= 0.9;

/** The day of a wall time, in days since 1970. */
export const dayOfWall = (wall: number): number => Math.floor(wall / DAY_MS);

/** The day of text such as 2026-04-01, in days since 1970. */
export const dayOfText = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);

/** YYYY-MM-DD. */
export const textOfDay = (day: number): string => formatWall(day * DAY_MS).slice(0, 10);
