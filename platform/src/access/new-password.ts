import { PASSWORD_MAX, PASSWORD_MIN } from '@illuminate/contract';
import { isCommonPassword } from './common-passwords.ts';

/** Shorter ones are in every other word. */
const SHORTEST_NAME = 4;

/** Why somebody must choose another password, for the field's label to go before; null if it will do. */
export function whyRefused(password: string, about: readonly string[]): string | null {
  const normal = password.normalize('NFC');
  const length = Array.from(normal).length;
  if (length < PASSWORD_MIN) {
    return `must have at least ${PASSWORD_MIN} characters; a few words in a row are easy to remember`;
  }
  if (length > PASSWORD_MAX) return `must have at most ${PASSWORD_MAX} characters`;
  if (new Set(normal).size < 4) return 'is too easy to guess: it has very few different characters';
  if (isCommonPassword(normal)) return 'is among the first that anybody tries; a few words in a row are better';
  const lower = normal.toLowerCase();
  const named = about.flatMap(namesIn).some((name) => lower.includes(name));
  return named ? 'must not have your name, your e-mail address or your organisation in it' : null;
}

/** A whole name, without its spaces, and its words; of an e-mail address what is before the @. */
function namesIn(text: string): string[] {
  const lower = text.normalize('NFC').toLowerCase();
  const [local = ''] = lower.split('@');
  const words = local.split(/[^\p{L}\p{N}]+/u);
  return [lower, local, words.join(''), ...words].filter((name) => name.length >= SHORTEST_NAME && !ORDINARY.has(name));
}

/** In the names of so many houses that they tell nobody. */
const ORDINARY: ReadonlySet<string> = new Set([
  'theatre',
  'theater',
  'arts',
  'centre',
  'center',
  'hall',
  'house',
  'office',
  'info',
]);
