import { createHash, randomBytes } from 'node:crypto';
import { Refusal } from '../refusal.ts';

export interface LinkToken {
  /** In the link that somebody gets, and nowhere else. */
  readonly token: string;
  readonly hash: Buffer;
}

export function newLinkToken(): LinkToken {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashLinkToken(token) };
}

/** 256 random bits need no slow hash. */
export function hashLinkToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Pages of the web app where links lead. */
const PAGES = { welcome: '/welcome', invitation: '/invitation', reset: '/reset' } as const;

/** After the address under which people reach this platform. Behind the # no server and no log on the way is told the token. */
export function pathTo(page: keyof typeof PAGES, token: string): string {
  return `${PAGES[page]}#${token}`;
}

/** One answer for a link that never was, was used, was taken back or is too old. */
export function linkOpensNothing(): Refusal {
  return new Refusal({
    code: 'not-found',
    detail: 'This link opens nothing: it was used already, was taken back or is too old.',
    whoActs: 'organisation',
    nextStep: 'Ask whoever sent it for another.',
  });
}
