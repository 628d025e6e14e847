import { type Answer, challengePage, failure } from '../api/answer.ts';
import { type FaultBoard, numberOr } from './fault-board.ts';

/** What a transport fault does with a request before it is looked at: hang, or answer something else. */
type Interception = { readonly hang: true } | { readonly hang: false; readonly answer: Answer };

/** The first fault that keeps this request from being answered properly, or null. */
export function intercept(faults: FaultBoard, target: string): Interception | null {
  const answer = (given: Answer): Interception => ({ hang: false, answer: given });
  if (faults.take('hang', target)) return { hang: true };
  const limited = faults.take('rate-limit', target);
  if (limited) {
    const headers = { 'retry-after': String(numberOr(limited, 1)) };
    return answer({ ...failure(429, 'Too many requests.'), headers });
  }
  if (faults.take('rate-limit-silent', target)) return answer(failure(429, 'Too many requests.'));
  const error = faults.take('server-error', target);
  if (error) return answer(failure(numberOr(error, 500), 'An error has occurred.'));
  if (faults.take('challenge-200', target)) return answer(challengePage(200));
  if (faults.take('challenge-403', target)) return answer(challengePage(403));
  return null;
}

/** What happens to the body on its way out. */
export type BodyFault =
  | { readonly kind: 'slow'; readonly delayMs: number }
  | { readonly kind: 'reset' }
  | { readonly kind: 'truncated' };

/** The fault on the body of an answer to this request, or null. */
export function bodyFault(faults: FaultBoard, target: string): BodyFault | null {
  const slow = faults.take('slow-body', target);
  if (slow) return { kind: 'slow', delayMs: numberOr(slow, 200) };
  if (faults.take('reset', target)) return { kind: 'reset' };
  if (faults.take('truncated', target)) return { kind: 'truncated' };
  return null;
}
