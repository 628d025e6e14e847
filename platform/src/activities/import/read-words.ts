// Words of closed lists, and numbers, as people type them. Pure.
import { type ActivityKind, type Artform, activityKind, artform, type NumbersMethod } from '@illuminate/contract';
import { plain } from '../../matching/title-words.ts';

const normal = (text: string): string =>
  plain(text)
    .replaceAll('&', ' and ')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();

const KINDS: Readonly<Record<ActivityKind, readonly string[]>> = {
  performance: ['performances', 'show', 'shows', 'live performance', 'concert', 'gig', 'play'],
  exhibition: ['exhibitions', 'display', 'installation'],
  workshop: ['workshops', 'class', 'classes', 'course', 'participation', 'participatory', 'workshop or class'],
  screening: ['screenings', 'film screening', 'film', 'films', 'cinema'],
  festival: ['festivals'],
  digital: ['online', 'livestream', 'live stream', 'stream', 'digital event', 'broadcast'],
  other: ['talk', 'event', 'misc'],
};

const ARTFORMS: Readonly<Record<Artform, readonly string[]>> = {
  theatre: ['theater', 'drama', 'play', 'plays', 'pantomime', 'panto'],
  'musical-theatre': ['musical', 'musicals', 'music theatre'],
  opera: [],
  dance: ['ballet'],
  music: ['concert', 'classical', 'classical music', 'jazz', 'folk', 'pop', 'live music'],
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
  counted: ['count', 'actual', 'headcount', 'head count', 'clicker', 'known', 'c'],
  estimated: ['estimate', 'est', 'approx', 'approximate', 'approximation', 'guess', 'e'],
  'box-office': ['ticketed', 'tickets', 'from box office', 'box office figures', 'ticket sales', 'scanned'],
};

function wordOf<Word extends string>(text: string, words: Readonly<Record<Word, readonly string[]>>): Word | null {
  const wanted = normal(text);
  const entries = Object.entries(words) as [Word, readonly string[]][];
  return entries.find(([word, also]) => normal(word) === wanted || also.includes(wanted))?.[0] ?? null;
}

export const readKind = (text: string): ActivityKind | null => wordOf(text, KINDS);
export const readArtform = (text: string): Artform | null => wordOf(text, ARTFORMS);
export const readMethod = (text: string): NumbersMethod | null => wordOf(text, METHODS);

export const KIND_WORDS = activityKind.options.join(', ');
export const ARTFORM_WORDS = artform.options.join(', ');

export interface ReadNumber {
  readonly people: number;
  /** "c. 200", "about 150", "~90": whoever typed it says that it is no count. */
  readonly isEstimate: boolean;
}

const ABOUT =
  /^(?:c\.?|ca\.?|circa|about|approx\.?|approximately|around|est\.?|estimated|~|≈)\s*|\s*(?:\(?(?:est\.?|estimate|estimated|approx\.?)\)?|\+)$/gi;
const WHOLE = /^(?:\d{1,9}|\d{1,3}(?:[, ]\d{3}){1,2})(?:\.0+)?$/;

/** A number of people; null where it is none. */
export function readNumber(typed: string): ReadNumber | null {
  const text = typed.normalize('NFKC').trim();
  const bare = text.replaceAll(ABOUT, '').trim();
  if (!WHOLE.test(bare)) return null;
  return { people: Number(bare.replaceAll(/[, ]/g, '').replace(/\.0+$/, '')), isEstimate: bare !== text };
}
