// Which failures may be a record's own, and from how many on they are put down to the box office.
import { RetryLaterError } from '@illuminate/connector-kit';

/** From this many on, failures are put down to the box office, unless four times as many things were answered. */
const FAILURES_OF_THEIR_OWN = 10;
/** Each takes its whole deadline: more would take the time of the run, however many were answered. */
const SLOW_AT_MOST = 10;
/** A box office that means all of us says so to the next question too, and asking on makes it worse. */
const TURNED_AWAY_AT_MOST = 2;

const FAILING = [
  'box-office-failing',
  'unreadable-answer',
  'unreadable-document',
  'unexpected-document',
  'connection-lost',
  'answer-cut',
];
const SLOW = ['no-answer', 'slow-answer', 'answer-too-big'];
const TURNED_AWAY = ['rate-limited', 'challenge-page'];
const MAY_BE_ITS_OWN = new Set([...FAILING, ...SLOW, ...TURNED_AWAY]);

/** A failure that may be of one record alone, whether or not it is. */
export function mayBeItsOwn(err: unknown): err is RetryLaterError {
  return err instanceof RetryLaterError && MAY_BE_ITS_OWN.has(err.fault.code);
}

/** Whether a failure took long to show, and would again. */
export const tookLong = ({ fault }: RetryLaterError): boolean => SLOW.includes(fault.code);

/** A failure that was answered; any other may be of the line between, unless something else came through. */
export const wasAnswered = ({ fault }: RetryLaterError): boolean =>
  fault.code === 'box-office-failing' || fault.code === 'unreadable-answer';

/** Counts what comes of asking for one thing after another. */
export interface FailureTally {
  readonly hasAnswers: boolean;
  answered(): void;
  /** @throws the failure, where by now there are too many for each to be its record's own */
  failed(failure: RetryLaterError): void;
}

export function createFailureTally(): FailureTally {
  let answered = 0;
  let failed = 0;
  let slow = 0;
  let turnedAway = 0;
  return {
    get hasAnswers() {
      return answered > 0;
    },
    answered() {
      answered += 1;
    },
    failed(failure) {
      failed += 1;
      if (tookLong(failure)) slow += 1;
      if (TURNED_AWAY.includes(failure.fault.code)) turnedAway += 1;
      const tooMany = failed > Math.max(FAILURES_OF_THEIR_OWN, answered / 4);
      if (tooMany || slow > SLOW_AT_MOST || turnedAway > TURNED_AWAY_AT_MOST) throw failure;
    },
  };
}
