import { randomBytes } from 'node:crypto';

/** Long enough to walk to the box office, short enough that a forgotten one proves nothing. */
export const CODE_LIVES_MS = 60 * 60_000;

/** No letters that people mistake for digits. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Such as ILLUMINATE-RIVERSIDE-7F3K-9QWM: whoever puts it into a box office reads on whose behalf. */
export function newClaimCode(slug: string): string {
  const letters = [...randomBytes(8)].map((byte) => ALPHABET[byte & 31]).join('');
  return `ILLUMINATE-${slug.toUpperCase()}-${letters.slice(0, 4)}-${letters.slice(4)}`;
}
