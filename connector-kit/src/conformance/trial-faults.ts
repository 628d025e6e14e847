import type { TrialFault } from './arrangement.ts';

/** What may go wrong at any box office, and how it looks from outside. */
export const TRIAL_FAULTS = {
  'asked-to-wait': '429 with Retry-After of a second',
  'asked-to-wait-at-once': '429 with Retry-After of no time at all',
  'asked-to-wait-long': '429 with Retry-After of two minutes',
  'refused-silently': '429 without Retry-After',
  failing: '503 in place of the answer',
  'cut-off': 'an answer that ends in the middle, with a length that fits',
  reset: 'a connection that is reset in mid-answer',
  'page-instead': 'a web page with status 200 in place of the answer',
  'page-refused': 'a web page with status 403 in place of the answer',
  'clock-off': 'the clock of its server is 20 minutes off, where signing in depends on it',
  reordered: 'records in another order than usual',
  duplicated: 'records that come twice in one answer',
  'page-again': 'a page whose next is itself',
  'changed-type': 'a field of some records holds something of another type',
  'missing-field': 'a field of some records is missing',
  hidden: 'something that is still there is left out of what is listed',
  emptied: 'all at once nothing is listed at all',
} as const;

export type TrialFaultName = keyof typeof TRIAL_FAULTS;

type TransportFaultName = Extract<
  TrialFaultName,
  | 'asked-to-wait'
  | 'asked-to-wait-at-once'
  | 'asked-to-wait-long'
  | 'refused-silently'
  | 'failing'
  | 'cut-off'
  | 'reset'
  | 'page-instead'
  | 'page-refused'
>;

/** As any simulator calls them that has the transport faults of `simulators/src/faults`. */
export const TRANSPORT_FAULTS: Readonly<Record<TransportFaultName, readonly TrialFault[]>> = {
  'asked-to-wait': [{ name: 'rate-limit', value: 1 }],
  'asked-to-wait-at-once': [{ name: 'rate-limit', value: 0 }],
  'asked-to-wait-long': [{ name: 'rate-limit', value: 120 }],
  'refused-silently': [{ name: 'rate-limit-silent' }],
  failing: [{ name: 'server-error', value: 503 }],
  'cut-off': [{ name: 'truncated' }],
  reset: [{ name: 'reset' }],
  'page-instead': [{ name: 'challenge-200' }],
  'page-refused': [{ name: 'challenge-403' }],
};
