/** Who has to act for a fault to go away. */
export type WhoActs = 'nobody' | 'organisation' | 'operator' | 'provider';

/** What a person is told of a fault. No field may quote what a box office sent. */
export interface Fault {
  /** Stable and lower case: `credential-refused`, `rate-limited`, … */
  readonly code: string;
  /** What happened, in one sentence. */
  readonly cause: string;
  readonly whoActs: WhoActs;
  /** What to do next, in one sentence. */
  readonly nextStep: string;
}

/** An error of ours at the border to a box office. Its subclass says what the platform does next. */
export abstract class ConnectorError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(`${fault.cause} ${fault.nextStep}`);
    this.name = new.target.name;
    this.fault = fault;
  }
}

/** The box office could not answer now; asking again later may work. `afterMs` is what the box office asked for, if it did. */
export class RetryLaterError extends ConnectorError {
  readonly afterMs: number | null;

  constructor(fault: Fault, afterMs: number | null = null) {
    super(fault);
    this.afterMs = afterMs;
  }
}

/** A request took longer than its deadline: ask for less, or later. */
export class TimedOutError extends RetryLaterError {}

/** The box office refuses our sign-in: nothing is asked again until a person has repaired it. */
export class ReauthoriseError extends ConnectorError {}

/** The code of every `ConsentWithdrawnError`: by it a fault that was written down is known again. */
export const CONSENT_REFUSED = 'consent-refused';

/** The organisation has withdrawn its permission in the box office. */
export class ConsentWithdrawnError extends ConnectorError {
  constructor(fault: Omit<Fault, 'code'>) {
    super({ ...fault, code: CONSENT_REFUSED });
  }
}

/** This sync cannot go on, and asking again the same way will not help. */
export class AbortSyncError extends ConnectorError {}

/** The thing asked for does not exist at the box office (any more). */
export class NotFoundError extends ConnectorError {}

/** An address that a connection may not call. */
export class HostRefusedError extends AbortSyncError {}

/**
 * A record that cannot be normalised. It becomes a row among the rejects; the sync goes on.
 * `field` is the path of the field, never its value; `expected` says what it should have held.
 */
export class RejectRecordError extends Error {
  readonly reason: string;
  readonly field: string;
  readonly expected: string;

  constructor(reason: string, field: string, expected: string) {
    super(`${field}: expected ${expected}`);
    this.name = 'RejectRecordError';
    this.reason = reason;
    this.field = field;
    this.expected = expected;
  }
}
