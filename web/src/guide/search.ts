import type { Passage } from './guide-page.ts';

export interface Found {
  readonly passage: Passage;
  /** A piece of its text around what was looked for; every second piece is a hit. */
  readonly excerpt: readonly string[];
}

const MOST = 12;
const AROUND = 70;

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
const wordsOf = (text: string): string[] => plain(text).match(/[\p{Letter}\p{Number}]+/gu) ?? [];

/** Passages that hold every word of a question, or words that begin so; what stands in a title weighs most. */
export function findPassages(passages: readonly Passage[], question: string): Found[] {
  const terms = wordsOf(question);
  if (terms.length === 0) return [];
  return passages
    .map((passage) => ({ passage, weight: weigh(passage, terms) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .slice(0, MOST)
    .map(({ passage }) => ({ passage, excerpt: excerptOf(passage.text, terms) }));
}

/** Nought if a word is missing. */
function weigh({ pageTitle, heading, text }: Passage, terms: readonly string[]): number {
  const places = [
    { words: wordsOf(heading ?? pageTitle), weight: 20 },
    { words: wordsOf(pageTitle), weight: 8 },
    { words: wordsOf(text), weight: 1 },
  ];
  let sum = 0;
  for (const term of terms) {
    const weights = places.map(
      ({ words, weight }) => weight * Math.min(3, words.filter((word) => word.startsWith(term)).length),
    );
    const found = weights.reduce((a, b) => a + b, 0);
    if (found === 0) return 0;
    sum += found;
  }
  return sum;
}

/** The text around the first hit, cut between words. */
function excerptOf(text: string, terms: readonly string[]): string[] {
  const hits = new RegExp(`(?<![\\p{Letter}\\p{Number}])((?:${terms.join('|')})[\\p{Letter}\\p{Number}]*)`, 'giu');
  const first = hits.exec(text)?.index ?? 0;
  const from = first <= AROUND ? 0 : text.indexOf(' ', first - AROUND) + 1;
  const rough = from + AROUND * 2.5;
  const to = rough >= text.length ? text.length : text.lastIndexOf(' ', rough);
  const cut = `${from > 0 ? '… ' : ''}${text.slice(from, to)}${to < text.length ? ' …' : ''}`;
  return cut.split(hits);
}
