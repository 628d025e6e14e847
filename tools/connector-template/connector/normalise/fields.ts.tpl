import { RejectRecordError } from '@illuminate/connector-kit';
import { parseDecimal, parseInstant, sayAmount } from '@illuminate/model';

const ID = /^[!-~]{1,100}$/;

export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An id that can be read, or null. */
export function readId(value: unknown): string | null {
  return typeof value === 'string' && ID.test(value) ? value : null;
}

/** The id of a record, for rejects. */
export function idIn(record: { readonly id?: unknown }): string | null {
  return isObject(record) ? readId(record.id) : null;
}

/** Text that any store can hold; null where there is none. */
export function cleanText(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const clean = value
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}|\p{Cs}/gu, '')
    .trim();
  return clean === '' ? null : clean;
}

/** A whole number that is not negative, or null. */
export function readCount(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** @throws RejectRecordError */
export function requireId(value: unknown, field: string, of: string): string {
  const id = readId(value);
  if (id === null) throw unreadable(value, field, `the id of ${of}`, 'unreadable-id');
  return id;
}

/** An amount in minor units. @throws RejectRecordError */
export function requireMinor(value: unknown, currency: string, field: string): number {
  const minor = typeof value === 'string' ? parseDecimal(value, currency) : null;
  if (minor === null) throw unreadable(value, field, sayAmount(currency), 'unreadable-amount');
  return minor;
}

/** An instant in ms, from a text with Z or an offset. @throws RejectRecordError */
export function requireInstant(value: unknown, field: string): number {
  const instant = typeof value === 'string' && /(?:Z|[+-]\d\d:\d\d)$/.test(value) ? parseInstant(value) : null;
  if (instant === null) throw unreadable(value, field, 'a time such as 2026-04-20T18:30:00Z', 'unreadable-time');
  return instant;
}

/** The error for a field that is missing, or that holds what it should not. It never holds the value. */
export function unreadable(value: unknown, field: string, expected: string, reason: string): RejectRecordError {
  const isThere = value !== undefined && value !== null;
  return new RejectRecordError(isThere ? reason : 'missing-field', field, expected);
}
