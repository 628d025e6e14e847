// Places that are spelled differently, and may be one. Pure.
import { titleWords } from '../../matching/title-words.ts';
import { wordLikeness } from '../../matching/word-likeness.ts';

export interface AlikePlace {
  readonly name: string;
  readonly like: string;
}

/** Of names that are new: which look like one that is known, or like one before them. */
export function alikePlaces(fresh: readonly string[], known: readonly string[]): AlikePlace[] {
  return fresh.flatMap((name, at) => {
    const like = [...known, ...fresh.slice(0, at)].find((other) => isAlike(titleWords(name), titleWords(other)));
    return like === undefined ? [] : [{ name, like }];
  });
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
