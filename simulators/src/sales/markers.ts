import { mix } from '../random.ts';

/**
 * Recognisable personal values. Each carries a word of its own, made of sixteen letters of one script, long enough
 * never to arise by chance: a privacy test can search for exactly these strings.
 */
const SCRIPTS: readonly (readonly string[])[] = [
  [...'bdfghjklmnprstvz'],
  [...'bdfghjklmnprstvz'],
  [...'bdfghjklmnprstvz'],
  ['b', 'ẃ', 'ŷ', 'll', 'dd', 'ff', 'á', 'é', 'í', 'ó', 'ú', 'n', 'r', 's', 'th', 'm'],
  [
    'a\u0301',
    'e\u0308',
    'i\u0302',
    'o\u0300',
    'u\u0303',
    'n\u0303',
    'c\u0327',
    's\u030c',
    'z',
    'r',
    't',
    'm',
    'k',
    'd',
    'g',
    'l',
  ],
  [...'абвгдежзиклмнопр'],
  [...'αβγδεζηθικλμνξοπ'],
  [...'אבגדהוזחטיכלמנסע'],
  [...'ابتثجحخدذرزسشصضط'],
  [...'的一是不了人我在有他这中大来上国'],
  [...'あいうえおかきくけこさしすせそた'],
  ['🎭', '🎟', '🌊', '🦊', '🐙', '🌱', '🎻', '🥁', 'x', 'q', 'z', 'k', '🧵', '🪁', '🛶', '🐝'],
];

/** Number of scripts in which markers are written. */
export const SCRIPT_COUNT = SCRIPTS.length;

/** A word of nine letters for a field of a thing, in the given script (the first is ASCII). */
export function marker(seed: number, field: number, number: number, script = 0): string {
  const letters = SCRIPTS[script % SCRIPTS.length] ?? [];
  const high = mix(seed, field, number, 111);
  const low = mix(seed, field, number, 112);
  let word = '';
  for (let index = 0; index < 9; index += 1) {
    const nibble = index < 8 ? (high >>> (index * 4)) & 15 : low & 15;
    word += letters[nibble] ?? '';
  }
  return word;
}

/** The marker with a capital first letter, where the script has capitals. */
export function properName(seed: number, field: number, number: number, script: number): string {
  const word = marker(seed, field, number, script);
  const [first = '', ...rest] = [...word];
  return first.toUpperCase() + rest.join('');
}
