import { type Answer, challengePage, failure } from '../http/answer.ts';
import { type FaultBoard, numberOr } from './fault-board.ts';

/** Faults that any server on the web may have, one line each, as the help prints them. */
export const TRANSPORT_FAULTS = {
  'rate-limit': '429 with Retry-After: VALUE seconds (default 1)',
  'rate-limit-silent': '429 without Retry-After',
  'server-error': 'VALUE (default 500) instead of the answer',
  hang: 'the request is taken and never answered',
  'slow-body': 'the body trickles: VALUE ms (default 200) between pieces of 1 KB',
  reset: 'the connection is reset in mid-body',
  truncated: 'the body is cut in the middle, with a matching Content-Length',
  'challenge-200': 'an HTML challenge page with status 200',
  'challenge-403': 'an HTML challenge page with status 403',
} as const;

type TransportBoard = FaultBoard<keyof typeof TRANSPORT_FAULTS>;

/** What a transport fault does with a request before it is looked at: hang, or answer something else. */
type Interception = { readonly hang: true } | { readonly hang: false; readonly answer: Answer };

/** The first fault that keeps this request from being answered properly, or null. `fail` makes the provider's errors. */
export function intercept(faults: TransportBoard, target: string, fail = failure): Interception | null {
  const answer = (given: Answer): Interception => ({ hang: false, answer: given });
  if (faults.take('hang', target)) return { hang: true };
  const limited = faults.take('rate-limit', target);
  if (limited) {
    const headers = { 'retry-after': String(numberOr(limited, 1)) };
    return answer({ ...fail(429, 'Too many requests.'), headers });
  }
  if (faults.take('rate-limit-silent', target)) return answer(fail(429, 'Too many requests.'));
  const error = faults.take('server-error', target);
  if (error) return answer(fail(numberOr(error, 500), 'An error has occurred.'));
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
export function bodyFault(faults: TransportBoard, target: string): BodyFault | null {
  const slow = faults.take('slow-body', target);
  if (slow) return { kind: 'slow', delayMs: numberOr(slow, 200) };
  if (faults.take('reset', target)) return { kind: 'reset' };
  if (faults.take('truncated', target)) return { kind: 'truncated' };
  return null;
}
