import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** `ilo_` is the operator's, `ilk_` an API key. The prefix lets secret scanners and people recognise one. */
export type TokenKind = 'ilo' | 'ilk';

export interface Token {
  token: string;
  hash: Buffer;
  /** Enough to recognise it in a list, too little to use. */
  prefix: string;
}

export function newToken(kind: TokenKind): Token {
  const token = `${kind}_${randomBytes(32).toString('base64url')}`;
  return { token, hash: hashToken(token), prefix: prefixOf(token) };
}

/** 256 random bits need no slow hash. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export function prefixOf(token: string): string {
  return token.slice(0, 8);
}

export function isToken(text: string): boolean {
  return /^il[ok]_[A-Za-z0-9_-]{43}$/.test(text);
}

export function isSameHash(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
