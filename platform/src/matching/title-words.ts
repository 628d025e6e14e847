// Titles of events as words that can be compared, however they were typed. Pure.

/** Words that say nothing of which event it is. */
const EMPTY_WORDS = new Set(
  'the a an and of in on at to for with by from or presents present presented live at la le les y yr'.split(' '),
);

/** Numerals of parts and sequels, as they are read. The lone I is a word as often as a number. */
const ROMAN: Readonly<Record<string, string>> = { ii: '2', iii: '3', iv: '4', vi: '6', vii: '7', viii: '8', ix: '9' };
const NUMBERS: Readonly<Record<string, string>> = {
  ...ROMAN,
  ...Object.fromEntries(
    'one two three four five six seven eight nine ten eleven twelve'
      .split(' ')
      .map((word, at) => [word, String(at + 1)]),
  ),
};

/** "Straße" as "strasse", "Môr" as "mor". */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
};

export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ßæœøđðþł]/g, (letter) => LETTERS[letter] ?? letter);

/** The words of a title that tell it from others, in their order. A title of empty words alone keeps them. */
export function titleWords(title: string): string[] {
  const words = plain(title)
    .replaceAll('&', ' and ')
    .replaceAll(/['’‘`´]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => NUMBERS[word] ?? word);
  const telling = words.filter((word) => !EMPTY_WORDS.has(word));
  return telling.length === 0 ? words : telling;
}

const SUBTITLE = /\s*(?::|\s[–—-]\s|\||\()\s*/;

/** A title, and what stands of it before a subtitle or in brackets. */
export function titleForms(title: string): string[][] {
  const whole = titleWords(title);
  const [head = ''] = title.split(SUBTITLE);
  const first = titleWords(head);
  return first.length > 0 && first.length < whole.length ? [whole, first] : [whole];
}

export const isNumber = (word: string): boolean => /^\d+$/.test(word);
