// Test support: headlines that tell how its updates go.
import { at, complete, failedWith, fault, feedOnly } from './facts-for-tests.ts';
import type { HeadlineRow } from './headline-rows-for-tests.ts';

export const UPDATES: readonly HeadlineRow[] = [
  [
    'BACKFILL',
    'at work',
    {
      running: { startedAt: at('11:09'), endedAt: null, state: 'running', failure: null },
      progress: { ...complete, monthsLoaded: 22, loadedTo: '2025-01-31', complete: false },
    },
    "Loaded April 2023 to January 2025: 22 of 31 months. You can use what's here.",
  ],
  [
    'BACKFILL',
    'about to begin',
    {
      lastEnded: null,
      lastSuccessAt: null,
      progress: null,
      dataTo: null,
      events: 0,
      createdAt: at('11:09'),
      stateAt: at('11:09'),
    },
    'The first collection is beginning. History follows, newest first.',
  ],
  [
    'NO_EVENTS',
    'signed in, nothing there',
    { events: 0 },
    'Signed in, but Boxes shows no events to this account, so there is nothing to report on.',
  ],
  [
    'FAILED',
    'for a person',
    failedWith(fault({ whoActs: 'operator', nextStep: 'Report it.' })),
    'It did not work. Last full update 11:06 today. Report it.',
  ],
  [
    'FAILED',
    'too often',
    failedWith(fault(), 12),
    "Last full update 11:06 today. We've tried 12 times; we're looking into it. You don't need to do anything.",
  ],
  [
    'PROVIDER_DOWN',
    '',
    failedWith(fault({ code: 'no-answer' }), 3),
    "Boxes isn't answering. We'll try again at 11:20.",
  ],
  ['RETRYING', '', failedWith(fault()), "The last update didn't finish. We'll try again at 11:20."],
  [
    'RETRYING',
    'after an answer that cannot be read',
    failedWith(fault({ code: 'unreadable-answer' }), 3),
    "Boxes answers, but not with what its documentation says. We'll try again at 11:20.",
  ],
  [
    'FAILED',
    'after answers that cannot be read, time and again',
    failedWith(fault({ code: 'unreadable-answer' }), 6),
    "Boxes answers, but not with what its documentation says. Last full update 11:06 today. We've tried 6 times; we're looking into it. You don't need to do anything.",
  ],
  [
    'STALE',
    'and a collection that was due has not begun',
    { dataTo: new Date('2026-11-15T03:10:00Z'), nextSyncAt: at('10:50') },
    'Data to 15 Nov 03:10; it should never be older than 40 minutes. A collection was due at 10:50 and has not begun.',
  ],
  [
    'BACKFILL',
    'nothing but a feed',
    {
      ...feedOnly,
      ...{ lastSuccessAt: null, lastEnded: null, dataTo: null, events: 0 },
      running: { startedAt: at('11:09'), endedAt: null, state: 'running', failure: null },
    },
    'The first collection is under way: what is on, and how full it is.',
  ],
  ['OK', 'a feed', feedOnly, 'Data to 11:05 today. Next update at 11:20.'],
  [
    'OK',
    'a feed at work',
    {
      ...feedOnly,
      running: { startedAt: at('11:09'), endedAt: null, state: 'running', failure: null },
      nextSyncAt: null,
    },
    'Data to 11:05 today. Updating now.',
  ],
  [
    'NO_EVENTS',
    'an empty feed',
    { ...feedOnly, events: 0 },
    'Boxes answers, but lists no events for this account, so there is nothing to report on.',
  ],
  ['OK', '', {}, 'Data to 11:05 today. Next update at 11:20.'],
  [
    'OK',
    'at work',
    { running: { startedAt: at('11:09'), endedAt: null, state: 'running', failure: null }, nextSyncAt: null },
    'Data to 11:05 today. Updating now.',
  ],
  [
    'STALE',
    'for want of sales, where there usually are some every day',
    { sales: { latestAt: new Date('2026-11-15T10:00:00Z'), usualGapMs: 86_400_000 } },
    'No new sales for 9 days. Usual gap is 1 day.',
  ],
  [
    'OK',
    'though nothing was sold for as long as sometimes',
    { sales: { latestAt: new Date('2026-11-15T10:00:00Z'), usualGapMs: 4 * 86_400_000 } },
    'Data to 11:05 today. Next update at 11:20.',
  ],
  [
    'BACKFILL',
    'of which the last sales are long ago',
    {
      progress: { ...complete, complete: false },
      sales: { latestAt: new Date('2026-01-15T10:00:00Z'), usualGapMs: 86_400_000 },
    },
    "Loaded April 2023 to October 2025: 31 of 31 months. You can use what's here.",
  ],
];
