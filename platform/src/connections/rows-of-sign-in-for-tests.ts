// Test support: headlines that tell whether it can.
import { at, consenting } from './facts-for-tests.ts';
import type { HeadlineRow } from './headline-rows-for-tests.ts';

export const SIGN_IN: readonly HeadlineRow[] = [
  [
    'CRED_REJECTED',
    'its own',
    { credential: { rejectedAt: at('09:10'), lastUsedAt: null } },
    'Boxes refused our sign-in since 09:10 today. The API user may have been removed or its key changed.',
  ],
  [
    'CRED_REJECTED',
    'the operator’s',
    { ...consenting, credential: { rejectedAt: at('09:10'), lastUsedAt: null } },
    "Boxes refused the operator's own sign-in. The operator has to renew it; you don't need to do anything.",
  ],
  [
    'CRED_INSUFFICIENT',
    '',
    { cannotSee: ['Orders: ask for the right to read them.', 'Customers.'] },
    'We can sign in to Boxes, but cannot see all we need: Orders: ask for the right to read them (and 1 more).',
  ],
  [
    'ZONE_DIFFERS',
    'by hours',
    { clockDifference: -6 * 3_600_000 },
    'The clock of this organisation in Boxes is 6 hours behind the time zone set for it here, Europe/London: times are read wrongly. The operator has to set the right zone.',
  ],
  [
    'ZONE_DIFFERS',
    'by less',
    { clockDifference: 5.5 * 3_600_000, zone: 'Europe/Paris' },
    'The clock of this organisation in Boxes is 5 hours 30 minutes ahead of the time zone set for it here, Europe/Paris: times are read wrongly. The operator has to set the right zone.',
  ],
];
