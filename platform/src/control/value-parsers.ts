// The one place that says what a PostgreSQL value is in JavaScript: PGlite and pg differ by default.
import { OWN_ERROR } from '../logger.ts';

export class NumberTooLarge extends Error {
  override readonly name = 'NumberTooLarge';
  readonly [OWN_ERROR] = true;
  readonly code = 'number_too_large';
  constructor() {
    super('A bigint of the control database does not fit a JavaScript number; select it as text.');
  }
}

type ParseValue = (text: string) => unknown;

const identity: ParseValue = (text) => text;

function parseBigint(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new NumberTooLarge();
  return number;
}

/** By type oid, as in pg_type. */
export const valueParsers: Readonly<Record<number, ParseValue>> = {
  17: (text) => Buffer.from(text.slice(2), 'hex'), // bytea, as \x…
  20: parseBigint, // int8
  114: (text) => JSON.parse(text), // json
  1016: (text) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(parseBigint)), // int8[]
  1082: identity, // date
  1114: identity, // timestamp without zone: we have none, and a Date would guess a zone
  1184: (text) => new Date(text), // timestamptz
  1186: identity, // interval
  1700: identity, // numeric
  3802: (text) => JSON.parse(text), // jsonb
};
