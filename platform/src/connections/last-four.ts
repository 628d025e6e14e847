/** Enough to tell two keys apart; nothing of a key so short that it would give it away. */
export function lastFourOf(secret: string): string {
  return secret.length >= 12 ? secret.slice(-4) : '';
}
