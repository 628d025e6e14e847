import type { RowsByTable } from '../warehouse/remove-connection.ts';

/** What is there before it is destroyed. Written down first: afterwards nobody can count it. */
export interface Inventory {
  /** Null where the store could not be read. */
  readonly rows: RowsByTable | null;
  readonly files: readonly { readonly what: string; readonly files: number; readonly bytes: number }[];
  readonly keys: readonly {
    readonly purpose: string;
    readonly version: number;
    readonly madeAt: string;
    /** Of the wrapped key: tells keys apart and opens nothing. */
    readonly fingerprint: string;
  }[];
  readonly records: RowsByTable;
}

/**
 * The steps of a deletion that were done whole, with what they found. A process may be killed between any two: each step may be done
 * again, and what is known stays known.
 */
export interface DeletionFacts {
  /** Whether the store itself and the keys go, rather than rows. */
  readonly plan?: { readonly whole: boolean };
  readonly inventory?: Inventory;
  /** A text sealed under a key that is to be destroyed, in base64: it must not open afterwards. */
  readonly probe?: string;
  readonly removed?: { readonly at: string };
}
