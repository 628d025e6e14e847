// How alike two titles are. Pure.
import { isNumber, titleForms } from './title-words.ts';
import { wordLikeness } from './word-likeness.ts';

/** How much a word tells, by how rare it is in the titles at hand. */
export type WordWeights = (word: string) => number;

/** A word in every title tells nearly nothing; one in a single title tells most. */
export function weighWords(titles: readonly string[]): WordWeights {
  const seenIn = new Map<string, number>();
  const formsOf = titles.map((title) => titleForms(title)[0] ?? []);
  for (const words of formsOf) {
    for (const word of new Set(words)) seenIn.set(word, (seenIn.get(word) ?? 0) + 1);
  }
  const most = Math.log(1 + titles.length);
  return (word) => Math.max(0.15, Math.log((1 + titles.length) / (1 + (seenIn.get(word) ?? 0))) / Math.max(most, 1));
}

/** 1 for titles of the same telling words; a subtitle or a dropped word costs a little, another number nearly everything. */
export function titleLikeness(one: string, other: string, weights: WordWeights): number {
  let best = 0;
  for (const [at, mine] of titleForms(one).entries()) {
    for (const [against, theirs] of titleForms(other).entries()) {
      const alike = wordsLikeness(mine, theirs, weights);
      best = Math.max(best, alike * (at + against === 0 ? 1 : 0.95));
    }
  }
  return best;
}

function wordsLikeness(mine: readonly string[], theirs: readonly string[], weights: WordWeights): number {
  const left = [...theirs];
  let shared = 0;
  let lost = 0;
  let numbersDiffer = false;
  for (const word of mine) {
    const [at, alike] = closest(word, left);
    if (at < 0) {
      lost += weights(word);
      numbersDiffer ||= isNumber(word);
      continue;
    }
    const found = left[at] ?? word;
    shared += alike * Math.min(weights(word), weights(found));
    lost += (1 - alike) * weights(word);
    left.splice(at, 1);
  }
  const unsaid = left.reduce((sum, word) => sum + weights(word), 0);
  if (shared === 0) return joined(mine) === joined(theirs) ? 0.95 : 0;
  numbersDiffer &&= left.some(isNumber);
  // What one title says and the other does not weighs less than what they say differently.
  const [fewer, more] = lost < unsaid ? [lost, unsaid] : [unsaid, lost];
  const alike = shared / (shared + fewer + 0.35 * (more - fewer));
  return numbersDiffer ? alike * 0.4 : Math.max(alike, joined(mine) === joined(theirs) ? 0.95 : 0);
}

function closest(word: string, among: readonly string[]): [number, number] {
  let [at, best] = [-1, 0];
  for (const [index, other] of among.entries()) {
    const alike = wordLikeness(word, other);
    if (alike > best) [at, best] = [index, alike];
  }
  return [at, best];
}

const joined = (words: readonly string[]): string => words.join('');
