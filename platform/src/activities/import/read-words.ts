// Words of closed lists, and numbers, as people type them. Pure.
import { type ActivityKind, type Artform, activityKind, artform, type NumbersMethod } from '@illuminate/contract';
import { plain } from '../../matching/title-words.ts';
import { wordLikeness } from '../../matching/word-likeness.ts';

const normal = (text: string): string =>
  plain(text)
    .replaceAll('&', ' and ')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();

const KINDS: Readonly<Record<ActivityKind, readonly string[]>> = {
  performance: [
    'performances',
    'show',
    'shows',
    'family show',
    'live performance',
    'concert',
    'gig',
    'play',
    'panto',
    'pantomime',
    'theatre',
    'dance',
    'music',
    'comedy',
    'spoken word',
    'production',
    'productions',
  ],
  exhibition: ['exhibitions', 'display', 'installation'],
  workshop: ['workshops', 'class', 'classes', 'course', 'participation', 'participatory', 'workshop or class'],
  screening: ['screenings', 'film screening', 'film', 'films', 'cinema'],
  festival: ['festivals'],
  digital: [
    'online',
    'on line',
    'online event',
    'livestream',
    'live stream',
    'stream',
    'digital event',
    'broadcast',
    'podcast',
  ],
  other: ['talk', 'talks', 'lecture', 'event', 'misc', 'fair', 'fete', 'tour', 'conference', 'community'],
};

const ARTFORMS: Readonly<Record<Artform, readonly string[]>> = {
  theatre: [
    'theater',
    'drama',
    'play',
    'plays',
    'pantomime',
    'panto',
    'puppetry',
    'physical theatre',
    'childrens theatre',
  ],
  'musical-theatre': ['musical', 'musicals', 'music theatre'],
  opera: [],
  dance: ['ballet'],
  music: [
    'concert',
    'classical',
    'classical music',
    'jazz',
    'folk',
    'pop',
    'rock',
    'choral',
    'choir',
    'orchestral',
    'live music',
  ],
  comedy: ['stand up', 'standup'],
  circus: ['circus and street arts', 'street arts', 'outdoor arts'],
  'visual-arts': ['visual art', 'art', 'arts', 'photography', 'craft'],
  film: ['cinema', 'films', 'film and video'],
  literature: ['poetry', 'spoken word', 'books', 'writing'],
  talks: ['talk', 'lecture', 'debate'],
  museum: ['museums', 'heritage', 'museums and heritage'],
  'combined-arts': ['combined arts', 'combined', 'multi artform', 'mixed', 'various', 'family'],
  other: ['none', 'not arts'],
};

const METHODS: Readonly<Record<NumbersMethod, readonly string[]>> = {
  counted: [
    ...['count', 'actual', 'headcount', 'head count', 'clicker', 'clicker count', 'door count', 'known', 'c'],
    ...['sign in sheet', 'sign in', 'signing in sheet', 'register', 'registered', 'registration', 'analytics'],
  ],
  estimated: ['estimate', 'est', 'approx', 'approximate', 'approximation', 'guess', 'e'],
  'box-office': ['ticketed', 'tickets', 'from box office', 'box office figures', 'ticket sales', 'scanned'],
};

/** Of shorter words a letter is too much of the meaning. */
const LEAST_MISSPELT = 5;

/** A word of the list; or, where it is none, the only one that it may be with a letter wrong, the first being right. */
function wordOf<Word extends string>(text: string, words: Readonly<Record<Word, readonly string[]>>): Word | null {
  const wanted = normal(text).replaceAll(' ', '');
  const entries = Object.entries<readonly string[]>(words).flatMap(([word, also]) =>
    [normal(word), ...also].map((called) => ({ word: word as Word, called: called.replaceAll(' ', '') })),
  );
  const exact = entries.find(({ called }) => called === wanted);
  if (exact !== undefined || wanted.length < LEAST_MISSPELT) return exact?.word ?? null;
  const near = entries.filter(({ called }) => called[0] === wanted[0] && wordLikeness(called, wanted) > 0);
  const meant = new Set(near.map(({ word }) => word));
  return meant.size === 1 ? (near[0]?.word ?? null) : null;
}

/**
 * As `wordOf`; or of “Music (jazz)” what is not in brackets, of “Talk / lecture” what both are, and of “Film workshop” what is last, since
 * that says what it is. Of “Dance/film” it is neither.
 */
function wordWithin<Word extends string>(text: string, words: Readonly<Record<Word, readonly string[]>>): Word | null {
  const whole = wordOf(text, words);
  if (whole !== null) return whole;
  const parts = text
    .replaceAll(/\([^()]*\)/g, ' ')
    .split(/[/,;+&]|\band\b|\bor\b/i)
    .map((part) => part.trim());
  const meant = new Set(parts.map((part) => wordOf(part, words) ?? wordOf(part.split(/\s+/).at(-1) ?? '', words)));
  const [only = null] = meant;
  return meant.size === 1 ? only : null;
}

export const readKind = (text: string): ActivityKind | null => wordWithin(text, KINDS);
export const readArtform = (text: string): Artform | null => wordWithin(text, ARTFORMS);
export const readMethod = (text: string): NumbersMethod | null => wordOf(text, METHODS);

export const KIND_WORDS = activityKind.options.join(', ');
export const ARTFORM_WORDS = artform.options.join(', ');

/** How a figure was made of what is no count: “30-40”, “50+”, “c. 200”. */
export type EstimateRule = 'middle' | 'lower' | 'about';

export interface ReadNumber {
  readonly people: number;
  /** Null: a number as it stands. */
  readonly estimate: EstimateRule | null;
}

const ABOUT =
  /^(?:(?:c|ca|circa|about|at least|min|minimum|more than|approx|approximately|around|roughly|nearly|almost|over|est|estimated)(?![a-z])\.?|[~≈>])\s*|\s*(?:\(?(?:est\.?|estimate|estimated|approx\.?)\)?|\+|ish)$/gi;
const AT_LEAST = /^(?:at least|min|minimum|more than|over|>)(?![a-z])|\+$/i;
const FIGURE = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,6})`;
/** “30-40”, “30 to 40”, “between 30 and 40”. “30/40” may be so many of so many. */
const RANGE = new RegExp(String.raw`^(?:${FIGURE} ?(?:[-–—]|to|or) ?|between ${FIGURE} and )${FIGURE}$`, 'i');
/** A range as wide as this says no number. */
const WIDEST = 4;
const WHOLE = /^(?:\d{1,9}|\d{1,3}(?:[, ]\d{3}){1,2})(?:\.0+)?$/;
const THOUSANDS = /^(\d{1,4}(?:\.\d)?) ?k$/i;
const WHO =
  /\s*\b(?:people|persons|ppl|pp|pax|participants|visitors|attendees|attended|audience|viewers|views|adults?|children|child|kids|young people|pupils|students|tickets(?: sold)?)\.?$/i;
/** “inc. carers”: they are in the number. */
const INCLUDED = /\s*[,(]?\s*\binc(?:l|luding)?\b\.?\s.*$/i;
/** “80 + 20”, “40 adults, 20 children”. A comma between bare numbers may be one of thousands. */
const PARTS = /\s*(?:\+|&|\band\b|(?<=[a-z]),)\s*(?=\d|~|(?:c|ca|circa|about|approx)\b)/i;
/** “2 x 30”: so many at each of several. */
const TIMES = /^(\d{1,3}) ?[x×*] ?(\d{1,6})$/i;
const NOBODY = /^(?:nil|none|zero|nobody)$/i;
const NONE = /^(?:[-–—]+|n\/?a|none|same day)$/i;
const UNKNOWN =
  /^(?:[-–—?]+|n\/?a|t\.?b\.?[acd]\.?|unknown|not (?:yet )?known|to be (?:confirmed|announced)|not (?:counted|recorded)|to follow|pending|awaited|ongoing)$/i;

/** "tbc", "n/a", "?": somebody says that nothing can be said. */
export const isUnknown = (typed: string): boolean => UNKNOWN.test(typed.normalize('NFKC').trim());

/** “-”, “n/a”: there is none. */
export const isNone = (typed: string): boolean => NONE.test(typed.normalize('NFKC').trim());

/** A number of people; null where it is none. */
export function readNumber(typed: string): ReadNumber | null {
  const said = typed.normalize('NFKC').trim().replace(INCLUDED, '');
  const range = middleOf(said);
  if (range !== null) return range;
  const parts = said.split(PARTS).map(readPart);
  return parts.reduce((one, other) =>
    one === null || other === null
      ? null
      : { people: one.people + other.people, estimate: ofBoth(one.estimate, other.estimate) },
  );
}

function ofBoth(one: EstimateRule | null, other: EstimateRule | null): EstimateRule | null {
  return one === null || other === null || one === other ? (one ?? other) : 'about';
}

/** The middle of a range of people, rounded down. */
function middleOf(typed: string): ReadNumber | null {
  const bare = typed.replace(WHO, '').replaceAll(ABOUT, '').replace(WHO, '').trim();
  const [, first, between, last = ''] = RANGE.exec(bare) ?? [];
  const [from, to] = [first ?? between ?? '', last].map((text) => Number(text.replaceAll(',', ''))) as [number, number];
  return last !== '' && from < to && to <= from * WIDEST
    ? { people: Math.floor((from + to) / 2), estimate: 'middle' }
    : null;
}

function readPart(typed: string): ReadNumber | null {
  const text = typed.replace(WHO, '').trim();
  if (NOBODY.test(text)) return { people: 0, estimate: null };
  const range = middleOf(text);
  if (range !== null) return range;
  const bare = text.replaceAll(ABOUT, '').trim();
  const rule = bare === text ? null : AT_LEAST.test(text) ? 'lower' : 'about';
  const thousands = THOUSANDS.exec(bare)?.[1];
  if (thousands !== undefined) return { people: Math.round(Number(thousands) * 1_000), estimate: rule ?? 'about' };
  const [, times, each] = TIMES.exec(bare) ?? [];
  if (times !== undefined) return { people: Number(times) * Number(each), estimate: rule };
  if (!WHOLE.test(bare)) return null;
  return { people: Number(bare.replaceAll(/[, ]/g, '').replace(/\.0+$/, '')), estimate: rule };
}
