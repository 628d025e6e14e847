import { RejectRecordError } from '@illuminate/connector-kit';
import { parseInstant, parseWall, type Zone } from '@illuminate/model';

const ID = /^[A-Za-z0-9-]{1,60}$/;
const LONGEST_NAME = 2_000;

/** An id, as text: they have up to ten digits, and are not promised to be numbers. */
export function readId(value: string | null): string | null {
  return value !== null && ID.test(value) ? value : null;
}

/** @throws RejectRecordError */
export function requireId(value: string | null, field: string, of: string): string {
  const id = readId(value);
  if (id === null) throw unreadable(value, field, `the id of ${of}`, 'unreadable-id');
  return id;
}

/** The number that an id is, for the order of rows and for people; null if it is none. */
export function numberOf(id: string | null): number | null {
  return id !== null && /^\d{1,15}$/.test(id) ? Number(id) : null;
}

/** A name without line breaks and control characters. @throws RejectRecordError */
export function requireName(value: string | null, of: string): string {
  const name = cleanText(value);
  if (name === null || name.length > LONGEST_NAME) {
    throw unreadable(name, 'name', `the name of ${of}, in at most ${LONGEST_NAME} characters`, 'too-long');
  }
  return name;
}

/** Null where nothing is left. */
export function cleanText(value: string | null): string | null {
  if (value === null) return null;
  const clean = value
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();
  return clean === '' ? null : clean;
}

/** A whole number that is not negative; null if absent. @throws RejectRecordError */
export function readCount(value: string | null, field: string): number | null {
  if (value === null) return null;
  if (!/^\d{1,9}$/.test(value)) throw new RejectRecordError('unreadable-number', field, 'a whole number');
  return Number(value);
}

/**
 * An instant. The offset counts; what the feed calls the zone ("IST", which is Irish Standard Time, on British accounts too) is
 * never looked at. A time without an offset is the organisation's wall time. Null where there is none that can be read.
 */
export function readInstant(value: string | null, zone: Zone): number | null {
  if (value === null) return null;
  if (/(?:Z|[+-]\d\d:?\d\d)$/.test(value) && value.includes('T')) return parseInstant(value);
  const wall = parseWall(value);
  return wall === null ? null : zone.toInstant(wall);
}

/** The error for a field that is missing, or that holds what it should not. */
export function unreadable(value: string | null, field: string, expected: string, reason: string): RejectRecordError {
  return new RejectRecordError(value === null ? 'missing-field' : reason, field, expected);
}
