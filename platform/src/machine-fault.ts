// What the machine lacks, in words for whoever runs it. Told by codes alone: messages of libraries quote what they choke on.
import { StoreError, type StoreFault } from './warehouse/errors.ts';

export interface MachineFault {
  readonly code: 'disk-full' | 'disk-not-writable' | 'control-unavailable';
  /** What happened. */
  readonly cause: string;
  readonly nextStep: string;
}

const FULL: MachineFault = {
  code: 'disk-full',
  cause: 'The disk is full, so nothing was written.',
  nextStep: 'Make room on the disk of the data folder; nothing that was stored is lost, and it goes on by itself.',
};

const NOT_WRITABLE: MachineFault = {
  code: 'disk-not-writable',
  cause: 'The data folder can only be read, so nothing was written.',
  nextStep:
    'Make its disk writable again, or give this user the right to write there. A disk that failed is often made read-only by the system: look at its log.',
};

const UNAVAILABLE: MachineFault = {
  code: 'control-unavailable',
  cause: 'The control database does not answer.',
  nextStep: 'See that the PostgreSQL server of DATABASE_URL runs; it goes on by itself as soon as it answers.',
};

const OF_STORE: Partial<Record<StoreFault, MachineFault>> = {
  'store-disk-full': FULL,
  'store-not-writable': NOT_WRITABLE,
};

/** Of Node, and SQLSTATEs of PostgreSQL and PGlite. */
const OF_CODE: Readonly<Record<string, MachineFault>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  '53100': FULL,
  EROFS: NOT_WRITABLE,
  EACCES: NOT_WRITABLE,
  '57P01': UNAVAILABLE,
  '57P02': UNAVAILABLE,
  '57P03': UNAVAILABLE,
  '08000': UNAVAILABLE,
  '08001': UNAVAILABLE,
  '08003': UNAVAILABLE,
  '08004': UNAVAILABLE,
  '08006': UNAVAILABLE,
  ECONNREFUSED: UNAVAILABLE,
  ECONNRESET: UNAVAILABLE,
  EPIPE: UNAVAILABLE,
};

/** Said by pg without a code, word for word, when a connection of the pool is cut off or cannot be had. */
const CUT_OFF: ReadonlySet<string> = new Set([
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
]);

/** What of the machine is behind an error; null where it is none of these. A box office's errors are no errors of the machine. */
export function machineFaultOf(err: unknown): MachineFault | null {
  if (!(err instanceof Error)) return null;
  if (err instanceof StoreError) return OF_STORE[err.code] ?? null;
  const code = 'code' in err && typeof err.code === 'string' ? err.code : '';
  const found = OF_CODE[code] ?? (CUT_OFF.has(err.message) ? UNAVAILABLE : null);
  return found ?? (err.cause === undefined ? null : machineFaultOf(err.cause));
}
