// Test support: headlines that tell whether a connection may collect.
import { at, consenting, unclaimed } from './facts-for-tests.ts';
import type { HeadlineRow } from './headline-rows-for-tests.ts';

export const PERMISSION: readonly HeadlineRow[] = [
  [
    'WITHDRAWN',
    'by the toggle',
    { ...consenting, state: 'stopped', stateReason: 'consent-withdrawn', stateAt: at('10:00') },
    'Permission was withdrawn in Boxes; we noticed at 10:00. Nothing has been collected since.',
  ],
  [
    'WITHDRAWN',
    'by a person',
    { state: 'stopped', stateReason: 'by-person', stateAt: new Date('2026-05-03T10:00:00Z') },
    'Stopped by Sam Lee on 3 May at 11:00. Nothing has been collected since.',
  ],
  [
    'CALLED_OFF',
    'before permission was given',
    {
      ...{ ...consenting, consent: null, lastEnded: null },
      ...{ state: 'stopped', stateReason: 'by-person', stateAt: at('10:00') },
    },
    'Withdrawn by Sam Lee at 10:00, before permission was given. Nothing was collected.',
  ],
  [
    'WITHDRAWN',
    'after something was collected without a permission on record',
    { ...consenting, consent: null, state: 'stopped', stateReason: 'by-person', stateAt: at('10:00') },
    'Stopped by Sam Lee at 10:00. Nothing has been collected since.',
  ],
  [
    'UNCLAIMED',
    'with a code that lives',
    { ...consenting, ...unclaimed({ codeUntil: at('12:00') }) },
    'Show that the client you named at Boxes is yours: put the code there within the hour. Nothing is collected before.',
  ],
  [
    'UNCLAIMED',
    'with a code that has run out',
    { ...consenting, ...unclaimed({ codeUntil: at('11:00') }) },
    'The code that shows whose client you are at Boxes has run out before we saw it. Nothing was collected.',
  ],
  [
    'UNCLAIMED',
    'at the desk',
    { ...consenting, ...unclaimed({ state: 'at-desk' }) },
    'The support desk finds out whether the client you named at Boxes is yours. You will see its decision here.',
  ],
  [
    'UNCLAIMED',
    'declined',
    { ...consenting, ...unclaimed({ state: 'declined' }) },
    'The support desk could not establish that the client you named at Boxes is yours.',
  ],
  [
    'AWAITING_CONSENT',
    'without an agreement, whatever the list says',
    { ...consenting, consent: null, state: 'waiting_for_consent', agreement: null, consentList: null },
    'Somebody who may decide for the organisation needs to approve the data agreement. Nothing is collected before.',
  ],
  [
    'CONSENT_EXPIRING',
    'soon',
    { agreement: { reviewOn: '2027-01-20' } },
    'Your data agreement is due to be confirmed on 20 Jan 2027. Collection goes on; confirm it, or stop sharing.',
  ],
  [
    'CONSENT_EXPIRING',
    'overdue',
    { agreement: { reviewOn: '2026-11-01' } },
    'Your data agreement was due to be confirmed on 1 Nov 2026. Collection goes on; confirm it, or stop sharing.',
  ],
  [
    'AWAITING_CONSENT',
    'with a list that can be read',
    { ...consenting, consent: null, state: 'waiting_for_consent', consentList: { outcome: 'ok', at: at('11:09') } },
    'Turn on permission for Illuminate in Boxes. We notice within a minute and begin by ourselves.',
  ],
  [
    'AWAITING_CONSENT',
    'without a partner credential',
    { ...consenting, consent: null, state: 'waiting_for_consent', credential: null },
    'The operator must first set the partner credential of Boxes; without it we cannot see when you give permission.',
  ],
  ['NOT_SET_UP', 'no sign-in', { credential: null }, 'Connect your box office to see sales and audiences here.'],
  ['PAUSED', '', { state: 'paused' }, 'Paused by Sam Lee at 09:00. Your permission stays as it is.'],
  [
    'SUSPENDED',
    'by an empty list',
    { ...consenting, state: 'suspended', stateReason: 'consent-list-empty', stateAt: at('11:05') },
    "Collection stopped at 11:05: Boxes's list of permissions came back empty. Either permission was withdrawn or the list is broken; we collect nothing until it names you again, and the operator is looking into it.",
  ],
];
