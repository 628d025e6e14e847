import { createHash } from 'node:crypto';
import { normalHeader, withoutEmptyEnd } from './normal-header.ts';

/** SHA-256 (64 hex digits) over the names of the columns in their order. */
export function fingerprintOf(headers: readonly string[]): string {
  const names = withoutEmptyEnd(headers).map(normalHeader);
  return createHash('sha256').update(JSON.stringify(names), 'utf8').digest('hex');
}
