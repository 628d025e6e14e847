import type { ColumnType } from 'kysely';

declare const jsonText: unique symbol;
/** Text that is JSON: the only thing a jsonb column accepts, as PGlite and pg disagree about arrays and strings. */
export type JsonText = string & { readonly [jsonText]: true };

export type JsonColumn<T> = ColumnType<T, JsonText, JsonText>;

export function json(value: unknown): JsonText {
  // The cast gives the text its brand; JSON.stringify of undefined is not text, so it is refused first.
  if (value === undefined) throw new TypeError('undefined is not JSON; store null');
  return JSON.stringify(value) as JsonText;
}
