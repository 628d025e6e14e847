import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

interface SignedParts {
  readonly method: string;
  /** Scheme, host, path and query, byte for byte as sent. */
  readonly url: string;
  /** The exact Date header. */
  readonly date: string;
  /** Null for GET; the bytes of the body (perhaps none) otherwise. */
  readonly body: Buffer | null;
}

/** The signature of a request [D, spektrix §1.4]: HMAC-SHA1 over method, URL, date and, with a body, its MD5. */
export function sign(parts: SignedParts, secret: string): string {
  let text = `${parts.method}\n${parts.url}\n${parts.date}`;
  if (parts.body) text += `\n${createHash('md5').update(parts.body).digest('base64')}`;
  return createHmac('sha1', Buffer.from(secret, 'base64')).update(text, 'utf8').digest('base64');
}

/** Whether a signature is the one that the secret makes, in constant time. */
export function signatureMatches(signature: string, parts: SignedParts, secret: string): boolean {
  const expected = Buffer.from(sign(parts, secret));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Splits `SpektrixAPI3 login:signature`; the login may contain a backslash or a colon. Null where it is malformed. */
export function parseAuthorization(header: string): { login: string; signature: string } | null {
  const match = /^SpektrixAPI3 (.+):([A-Za-z0-9+/]+=*)$/.exec(header);
  return match?.[1] && match[2] ? { login: match[1], signature: match[2] } : null;
}
