import { randomUUID } from 'node:crypto';
import { OWN_ERROR } from '../logger.ts';

export type StoreFault =
  | 'store-damaged'
  | 'store-newer'
  | 'store-foreign'
  | 'store-in-use'
  | 'store-out-of-memory'
  | 'store-disk-full'
  | 'store-interrupted'
  | 'store-closed'
  | 'store-fenced'
  | 'store-failed'
  | 'copy-missing'
  | 'copy-damaged'
  | 'statement-refused'
  | 'name-refused';

/**
 * What leaves the warehouse when something goes wrong. DuckDB's own words never do: they quote the values they choke on.
 * `reference` is in the log beside what kind of error DuckDB raised.
 */
export class StoreError extends Error {
  readonly [OWN_ERROR] = true;
  readonly code: StoreFault;
  readonly reference: string;

  constructor(code: StoreFault, message: string, reference: string = randomUUID().slice(0, 8)) {
    super(message);
    this.name = new.target.name;
    this.code = code;
    this.reference = reference;
  }
}

/** A writer whose claim has been overtaken by a newer one. It must stop; its work was not written. */
export class FencedError extends StoreError {
  constructor() {
    super('store-fenced', 'A newer sync of this connection has written to the store, so this one stops.');
  }
}

const KINDS: readonly (readonly [RegExp, StoreFault, string])[] = [
  [/interrupt/i, 'store-interrupted', 'The statement was interrupted.'],
  [/out of memory|could not allocate|failed to allocate/i, 'store-out-of-memory', 'The store needs more memory.'],
  [/no space left|disk full|ENOSPC/i, 'store-disk-full', 'The disk is full, so nothing was written.'],
  [/could not set lock/i, 'store-in-use', 'Another process has the store open. Stop it, then try again.'],
  [
    /corrupt|checksum|not a valid duckdb|serialization error|deserialize|FATAL Error|INTERNAL Error|failed to (load|read)|could not read/i,
    'store-damaged',
    'The store cannot be read.',
  ],
];

/** Gives an error of DuckDB its code, and a sentence that quotes nothing. */
export function storeErrorOf(err: unknown): StoreError {
  if (err instanceof StoreError) return err;
  const words = err instanceof Error ? err.message : '';
  const [, code, sentence] = KINDS.find(([pattern]) => pattern.test(firstLine(words))) ?? [
    null,
    'store-failed' as const,
    'The store refused a statement.',
  ];
  return new StoreError(code, sentence);
}

/** The kind of an error of DuckDB ("Conversion Error"), which is all of it that may be logged. */
export function kindOf(err: unknown): string {
  const words = err instanceof Error ? err.message : '';
  return /^([A-Za-z][A-Za-z -]{2,40} Error)\b/.exec(words)?.[1] ?? 'unknown';
}

function firstLine(words: string): string {
  const end = words.indexOf('\n');
  return end < 0 ? words : words.slice(0, end);
}
