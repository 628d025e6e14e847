// Letters of other scripts that look like Latin ones: in a header they are a slip of the keyboard, or meant to hide what it says.

const PAIRS =
  'аa еe оo рp сc уy хx іi јj ѕs һh ԁd ԛq ԝw ӏl ґr ѵv аa кk мm тt вb нh иu пn αa βb εe ηn ιi κk νv οo ρp τt υu χx γy ωw ϲc ı i ɡg ℓl'
    .split(' ')
    .filter((pair) => [...pair].length === 2);
const LATIN = new Map(PAIRS.map((pair): [string, string] => [[...pair][0] ?? '', [...pair][1] ?? '']));

/** A normal header with letters that only look Latin as Latin, and without signs that nobody sees. */
export function withoutDisguise(name: string): string {
  const seen = name.replaceAll(/\p{Cf}/gu, '');
  const isMixed = /[a-z]/.test(seen) && [...seen].some((letter) => LATIN.has(letter));
  const isAll = !/[a-z]/.test(seen) && [...seen].every((letter) => LATIN.has(letter) || !/\p{L}/u.test(letter));
  return isMixed || isAll ? [...seen].map((letter) => LATIN.get(letter) ?? letter).join('') : seen;
}
