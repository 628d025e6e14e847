/** Months as they are written in English, French, German, Welsh, Spanish, Italian and Dutch, without accents; the first three letters, or more, are enough. */
const MONTHS: readonly (readonly string[])[] = [
  ['january', 'janvier', 'januar', 'janner', 'ionawr', 'enero', 'gennaio', 'januari'],
  ['february', 'fevrier', 'februar', 'feber', 'chwefror', 'febrero', 'febbraio', 'februari'],
  ['march', 'mars', 'marz', 'mrz', 'maerz', 'mawrth', 'marzo', 'maart'],
  ['april', 'avril', 'ebrill', 'abril', 'aprile'],
  ['may', 'mai', 'mayo', 'maggio', 'mei'],
  ['june', 'juin', 'juni', 'mehefin', 'junio', 'giugno'],
  ['july', 'juillet', 'juli', 'gorffennaf', 'julio', 'luglio'],
  ['august', 'aout', 'awst', 'agosto', 'augustus'],
  ['september', 'septembre', 'medi', 'septiembre', 'setiembre', 'settembre'],
  ['october', 'octobre', 'oktober', 'hydref', 'octubre', 'ottobre'],
  ['november', 'novembre', 'tachwedd', 'noviembre'],
  ['december', 'decembre', 'dezember', 'rhagfyr', 'diciembre', 'dicembre'],
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
