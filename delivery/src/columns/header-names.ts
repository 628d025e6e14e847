import { createHash } from 'node:crypto';

/** A header as it is compared: what only looks different is the same (case, spaces of any kind and number, width). */
export function normalHeader(header: string): string {
  return header.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

/** Cells of a header line without the empty ones at its end, which programs add as they please. */
export function withoutEmptyEnd(headers: readonly string[]): string[] {
  const last = headers.findLastIndex((header) => normalHeader(header) !== '');
  return headers.slice(0, last + 1);
}

/** SHA-256 (64 hex digits) over the names of the columns in their order. */
export function fingerprintOf(headers: readonly string[]): string {
  const names = withoutEmptyEnd(headers).map(normalHeader);
  return createHash('sha256').update(JSON.stringify(names), 'utf8').digest('hex');
}
