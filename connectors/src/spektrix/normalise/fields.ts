import { isId, RejectRecordError } from '@illuminate/connector-kit';
import { numberToMinor, parseDecimal, sayAmount } from '@illuminate/model';

// Cc is C0, DEL and C1; Cs matches halves of a surrogate pair that stand alone.
const UNCLEAN = /[\p{Cc}\p{Cs}]/u;
const LINE_BREAKS = /[\t\r\n]+/g;
const CONTROLS = /\p{Cc}/gu;
const LONE_SURROGATES = /\p{Cs}/gu;
const DIGITS = /^\d{1,15}$/;

/** Text that any store can hold: line breaks become spaces, other control characters go, broken Unicode becomes U+FFFD. */
export function cleanText(value: string): string {
  if (!UNCLEAN.test(value)) return value;
  return value.replace(LINE_BREAKS, ' ').replace(CONTROLS, '').replace(LONE_SURROGATES, '\uFFFD');
}

/** A text that may be absent: null unless it is a string with something in it. */
export function textOrNull(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null;
  const clean = cleanText(value);
  return clean === '' ? null : clean;
}

/** An id that can be read, or null. */
export function readId(value: unknown): string | null {
  return typeof value === 'string' && isId(value) ? value : null;
}

/** The id of a link, which is a stub object with some clients and a bare string with others. */
export function linkId(link: unknown): string | null {
  if (typeof link === 'string') return readId(link);
  return isObject(link) ? readId(link.id) : null;
}

/** The name in a link, if it carries one. */
export function linkName(link: unknown): string | null {
  return isObject(link) ? textOrNull(link.name) : null;
}

/** The integer that a Spektrix user sees: what stands before the `A` of an API id. Null if there is none. */
export function idNumber(id: string): number | null {
  let number = 0;
  for (let at = 0; at < id.length; at++) {
    const digit = id.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return at > 0 && id.charCodeAt(at) === 65 ? number : null;
    number = number * 10 + digit;
    if (number > Number.MAX_SAFE_INTEGER) return null;
  }
  return id === '' ? null : number;
}

/** An amount in minor units: a JSON number, or a decimal text. Null if it is neither, or not exact. */
export function readMinor(value: unknown, currency: string): number | null {
  if (typeof value === 'number') return numberToMinor(value, currency);
  return typeof value === 'string' ? parseDecimal(value, currency) : null;
}

/** An amount that must be there. @throws RejectRecordError */
export function requireMinor(value: unknown, currency: string, field: string): number {
  const minor = readMinor(value, currency);
  if (minor === null) throw unreadable(value, field, sayAmount(currency), 'unreadable-amount');
  return minor;
}

/** How many of something: a JSON number, or its digits as a text. Null if it is neither, or less than none. */
export function readCount(value: unknown): number | null {
  const count = typeof value === 'string' && DIGITS.test(value) ? Number(value) : value;
  return Number.isSafeInteger(count) && (count as number) >= 0 ? (count as number) : null;
}

/** The error for a field that is missing, or that holds what it should not. */
export function unreadable(value: unknown, field: string, expected: string, reason: string): RejectRecordError {
  return new RejectRecordError(present(value) ? reason : 'missing-field', field, expected);
}

export function present(value: unknown): boolean {
  return value !== undefined && value !== null;
}

export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The id of a record, for rejects. */
export function idIn(record: { readonly id?: unknown }): string | null {
  return isObject(record) ? readId(record.id) : null;
}
