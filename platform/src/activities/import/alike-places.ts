// Places that are spelled differently, and may be one.
import { inSlices } from '../../in-slices.ts';
import { titleWords } from '../../matching/title-words.ts';
import { wordLikeness } from '../../matching/word-likeness.ts';

export interface AlikePlace {
  readonly name: string;
  readonly like: string;
}

/** Nobody has as many new places at once, and each is compared with all that are known and all before it. */
const MOST_COMPARED = 1_000;

/** Of names that are new: which look like one that is known, or like one before them. Others have their turn meanwhile. */
export function alikePlaces(fresh: readonly string[], known: readonly string[]): Promise<AlikePlace[]> {
  return inSlices(comparing(fresh.slice(0, MOST_COMPARED), known));
}

function* comparing(fresh: readonly string[], known: readonly string[]): Generator<undefined, AlikePlace[]> {
  const places = known.map((name) => ({ name, words: titleWords(name) }));
  const alike: AlikePlace[] = [];
  for (const name of fresh) {
    yield;
    const words = titleWords(name);
    const like = places.find((other) => isAlike(words, other.words));
    if (like !== undefined) alike.push({ name, like: like.name });
    places.push({ name, words });
  }
  return alike;
}

/** Of shorter words a letter is the whole difference: a bar is no barn. */
const LEAST_MISSPELT = 5;

/** “The Main Hse.” and “Main House”, not “Studio 1” and “Studio 2”. */
function isAlike(one: readonly string[], other: readonly string[]): boolean {
  return (
    one.length === other.length &&
    one.every((word, at) => {
      const against = other[at] ?? '';
      const isNear = Math.min(word.length, against.length) >= LEAST_MISSPELT && wordLikeness(word, against) > 0;
      return word === against || isNear || isShort(word, against) || isShort(against, word);
    })
  );
}

/** Whether a word is another with letters left out, the first and the last staying: “hse”, “theatr”. */
function isShort(short: string, long: string): boolean {
  if (short.length < 3 || short.length >= long.length || short[0] !== long[0] || short.at(-1) !== long.at(-1))
    return false;
  let from = 0;
  return [...short].every((letter) => {
    const found = long.indexOf(letter, from);
    from = found + 1;
    return found >= 0;
  });
}
