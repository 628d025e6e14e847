import { createHash, createHmac } from 'node:crypto';

export interface Signable {
  readonly method: string;
  /** Scheme, host, path and query, byte for byte as sent. */
  readonly url: string;
  /** The `Date` header, byte for byte as sent. */
  readonly date: string;
  /** The body, byte for byte as sent; only where there is one. */
  readonly body?: string;
}

/** An API account of Spektrix. */
export interface Credential {
  readonly login: string;
  /** Base64, as Spektrix shows it. */
  readonly secret: string;
}

/** The signature of a request to API v3 [D docs/authentication]. */
export function signature(secret: string, { method, url, date, body }: Signable): string {
  const lines = [method.toUpperCase(), url, date];
  if (body !== undefined) lines.push(createHash('md5').update(body, 'utf8').digest('base64'));
  return createHmac('sha1', Buffer.from(secret, 'base64')).update(lines.join('\n'), 'utf8').digest('base64');
}

/** The value of the `Authorization` header. */
export function authorization({ login, secret }: Credential, request: Signable): string {
  return `SpektrixAPI3 ${login}:${signature(secret, request)}`;
}
