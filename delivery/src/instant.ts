import { parseInstant } from '@illuminate/model';

const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$/;

/**
 * An ISO 8601 instant that says its offset, in milliseconds since 1970.
 * @returns null if it has none, or names a day or a time that does not exist, or lies before 1970.
 */
export function parseOffsetInstant(value: string): number | null {
  if (!WITH_OFFSET.test(value)) return null;
  const instant = parseInstant(value);
  return instant === null || instant < 0 ? null : instant;
}

/** As `parseOffsetInstant`, of what programs write for people too: "2026-06-01 10:12:00 +0100". */
export const parseLooseInstant = (value: string): number | null =>
  parseOffsetInstant(
    value
      .trim()
      .replace(/^(\d{4}-\d\d-\d\d) (?=\d\d:)/, '$1T')
      .replace(/ (?=(?:Z|[+-]\d\d:?\d\d)$)/, ''),
  );
