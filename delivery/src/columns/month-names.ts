/** Months as they are written in English, French, German and Welsh, without accents; the first three letters, or more, are enough. */
const MONTHS: readonly (readonly string[])[] = [
  ['january', 'janvier', 'januar', 'janner', 'ionawr'],
  ['february', 'fevrier', 'februar', 'feber', 'chwefror'],
  ['march', 'mars', 'marz', 'mrz', 'maerz', 'mawrth'],
  ['april', 'avril', 'ebrill'],
  ['may', 'mai'],
  ['june', 'juin', 'juni', 'mehefin'],
  ['july', 'juillet', 'juli', 'gorffennaf'],
  ['august', 'aout', 'awst'],
  ['september', 'septembre', 'medi'],
  ['october', 'octobre', 'oktober', 'hydref'],
  ['november', 'novembre', 'tachwedd'],
  ['december', 'decembre', 'dezember', 'rhagfyr'],
];
const SHORTEST = 3;

/** The month from 1 that a word names, in full or cut after three letters or more; null if it is none, or could be several. */
export function monthOf(word: string): number | null {
  const plain = word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  if (plain.length < SHORTEST) return null;
  const fitting = MONTHS.flatMap((names, at) => (names.some((name) => name.startsWith(plain)) ? [at + 1] : []));
  const whole = MONTHS.findIndex((names) => names.includes(plain));
  return whole >= 0 ? whole + 1 : fitting.length === 1 ? (fitting[0] ?? null) : null;
}
