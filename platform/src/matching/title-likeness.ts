// How alike two titles are. Pure.
import { isNumber, titleForms } from './title-words.ts';
import { wordLikeness } from './word-likeness.ts';

/** Words of the titles at hand. */
export interface WordWeights {
  /** How much a word tells, by how rare it is. */
  readonly weigh: (word: string) => number;
  /** How alike two words are, each pair found out once. */
  readonly alike: (one: string, other: string) => number;
  /** Whether many titles begin so and then differ, as those of a festival do: what stands before their colons tells nothing. */
  readonly isSeries: (head: readonly string[]) => boolean;
}

/** So many different titles with the same beginning are a series. */
const SERIES = 4;

/** Every word tells as much as any other. */
export const EQUAL_WEIGHTS: WordWeights = { weigh: () => 1, alike: wordLikeness, isSeries: () => false };

/** A word in every title tells nearly nothing; one in a single title tells most. */
export function weighForms(titles: readonly (readonly (readonly string[])[])[]): WordWeights {
  const seenIn = new Map<string, number>();
  const begun = new Map<string, Set<string>>();
  for (const [words = [], head] of titles) {
    if (head !== undefined) {
      const key = head.join(' ');
      begun.set(key, (begun.get(key) ?? new Set()).add(words.join(' ')));
    }
    for (const word of new Set(words)) seenIn.set(word, (seenIn.get(word) ?? 0) + 1);
  }
  const most = Math.max(1, Math.log(1 + titles.length));
  const weightOf = (seen: number): number => Math.max(0.15, Math.log((1 + titles.length) / (1 + seen)) / most);
  const weights = new Map([...seenIn].map(([word, seen]) => [word, weightOf(seen)]));
  const known = new Map<string, number>();
  return {
    weigh: (word) => weights.get(word) ?? weightOf(0),
    isSeries: (head) => (begun.get(head.join(' '))?.size ?? 0) >= SERIES,
    alike(one, other) {
      const key = `${one} ${other}`;
      const found = known.get(key) ?? wordLikeness(one, other);
      known.set(key, found);
      return found;
    },
  };
}

/** 1 for titles of the same telling words; a subtitle or a dropped word costs a little, another number nearly everything. */
export const titleLikeness = (one: string, other: string, weights: WordWeights): number =>
  formsLikeness(titleForms(one), titleForms(other), weights);

/** The same of titles whose forms are known already. */
export function formsLikeness(
  one: readonly (readonly string[])[],
  other: readonly (readonly string[])[],
  weights: WordWeights,
): number {
  let best = 0;
  for (const [at, mine] of one.entries()) {
    for (const [against, theirs] of other.entries()) {
      if (at > 0 && against > 0 && weights.isSeries(mine)) continue;
      const alike = wordsLikeness(mine, theirs, weights);
      best = Math.max(best, alike * (at + against === 0 ? 1 : 0.95));
    }
  }
  return best;
}

function wordsLikeness(mine: readonly string[], theirs: readonly string[], { weigh, alike }: WordWeights): number {
  const left = [...theirs];
  let shared = 0;
  let lost = 0;
  let numbersDiffer = false;
  for (const word of mine) {
    const [at, likeness] = closest(word, left, alike);
    if (at < 0) {
      lost += weigh(word);
      numbersDiffer ||= isNumber(word);
      continue;
    }
    const found = left[at] ?? word;
    shared += likeness * Math.min(weigh(word), weigh(found));
    lost += (1 - likeness) * weigh(word);
    left.splice(at, 1);
  }
  const unsaid = left.reduce((sum, word) => sum + weigh(word), 0);
  if (shared === 0) return joined(mine) === joined(theirs) ? 0.95 : 0;
  numbersDiffer &&= left.some(isNumber);
  // What one title says and the other does not weighs less than what they say differently.
  const [fewer, more] = lost < unsaid ? [lost, unsaid] : [unsaid, lost];
  const whole = shared / (shared + fewer + 0.35 * (more - fewer));
  return numbersDiffer ? whole * 0.4 : Math.max(whole, joined(mine) === joined(theirs) ? 0.95 : 0);
}

function closest(word: string, among: readonly string[], alike: WordWeights['alike']): [number, number] {
  let [at, best] = [-1, 0];
  for (const [index, other] of among.entries()) {
    const likeness = alike(word, other);
    if (likeness > best) [at, best] = [index, likeness];
  }
  return [at, best];
}

const joined = (words: readonly string[]): string => words.join('');
