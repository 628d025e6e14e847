import { createHmac } from 'node:crypto';

const REMEMBERED = 50_000;

/**
 * Pseudonyms under an organisation's key: HMAC-SHA256 of the provider's customer id, in hex. Without the key nobody can tell
 * whose it is; with it the same booker always has the same one.
 */
export function pseudonymWith(key: Uint8Array): (customerId: string) => string {
  const known = new Map<string, string>();
  return (customerId) => {
    let pseudonym = known.get(customerId);
    if (pseudonym === undefined) {
      pseudonym = createHmac('sha256', key).update(customerId).digest('hex');
      if (known.size >= REMEMBERED) known.clear();
      known.set(customerId, pseudonym);
    }
    return pseudonym;
  };
}
