import { randomUUID } from 'node:crypto';
import { OWN_ERROR } from '../logger.ts';

export type StoreFault =
  | 'store-damaged'
  | 'store-newer'
  | 'store-foreign'
  | 'store-in-use'
  | 'store-out-of-memory'
  | 'store-disk-full'
  | 'store-not-writable'
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

/** What DuckDB meant, in our words. `isFatal`: it gave up on the file, which must be closed and opened again. */
export interface FaultOfStore {
  readonly code: StoreFault;
  readonly sentence: string;
  readonly isFatal: boolean;
  /** The kind of error ("Conversion Error"): all of DuckDB's words that may be logged. */
  readonly kind: string;
}

const KINDS: readonly (readonly [RegExp, StoreFault, string])[] = [
  [/interrupt/i, 'store-interrupted', 'The statement was interrupted.'],
  [/out of memory|could not allocate|failed to allocate/i, 'store-out-of-memory', 'The store needs more memory.'],
  [/no space left|disk full|ENOSPC/i, 'store-disk-full', 'The disk is full, so nothing was written.'],
  [
    /read-only file system|permission denied/i,
    'store-not-writable',
    'The store can only be read: its disk, or the right to it, lets nothing be written.',
  ],
  [/could not set lock/i, 'store-in-use', 'Another process has the store open. Stop it, then try again.'],
  [
    /corrupt|checksum|not a valid duckdb|serialization error|deserialize|could not read|read past|magic bytes/i,
    'store-damaged',
    'The store cannot be read.',
  ],
];

export function faultOf(err: unknown): FaultOfStore {
  const words = err instanceof Error ? (err.message.split('\n', 1)[0] ?? '') : '';
  const kind = /^([A-Za-z][A-Za-z -]{2,40} Error)\b/.exec(words)?.[1] ?? 'unknown';
  // Of an attached file it says so in words alone.
  const isFatal = kind === 'FATAL Error' || kind === 'INTERNAL Error' || /\bhas been invalidated\b/.test(words);
  const [, code, sentence] = KINDS.find(([pattern]) => pattern.test(words)) ?? [
    null,
    'store-failed' as const,
    'The store refused a statement.',
  ];
  return { code, sentence, isFatal: isFatal || code === 'store-damaged', kind };
}

/** A store that cannot be read concerns its organisation alone; the sentence says how to get it back. */
export function damagedStore(organisationId: string): StoreError {
  return new StoreError(
    'store-damaged',
    `The store of ${organisationId} cannot be read; other organisations are not affected. Put its latest copy in its place: illuminate stores restore, and the organisation's short name.`,
  );
}
