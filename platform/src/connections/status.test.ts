import type { HeadlineCode } from '@illuminate/contract';
import { describe, expect, test } from 'vitest';
import {
  arriving,
  at,
  complete,
  consenting,
  delivered,
  differing,
  failedWith,
  fault,
  feedOnly,
  march,
  well,
} from './facts-for-tests.ts';
import { HEADLINE_RULES, statusOf } from './status.ts';
import type { StatusFacts } from './status-facts.ts';

/** One line per sentence: what is the matter, and what people read. */
const ROWS: readonly (readonly [HeadlineCode, string, Partial<StatusFacts>, string])[] = [
  [
    'WITHDRAWN',
    'by the toggle',
    { ...consenting, state: 'stopped', stateReason: 'consent-withdrawn', stateAt: at('10:00') },
    'Permission was withdrawn in Boxes; we noticed at 10:00. Nothing has been collected since; what was collected before is kept.',
  ],
  [
    'WITHDRAWN',
    'by a person',
    { state: 'stopped', stateReason: 'by-person', stateAt: new Date('2026-05-03T10:00:00Z') },
    'Stopped by Sam Lee on 3 May at 11:00. Nothing has been collected since; what was collected before is kept.',
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
  [
    'STORE_DAMAGED',
    'whatever else there is',
    { ...failedWith(fault(), 12), state: 'paused', storeDamagedAt: at('02:40') },
    'Part of what is stored for this organisation cannot be read (noticed at 02:40): figures may be missing. No other organisation is affected. The operator has to put the latest copy in its place: illuminate stores restore riverside. What the copy lacks is then collected again.',
  ],
  ['PAUSED', '', { state: 'paused' }, 'Paused by Sam Lee at 09:00. Your permission stays as it is.'],
  [
    'SUSPENDED',
    'by an empty list',
    { ...consenting, state: 'suspended', stateReason: 'consent-list-empty', stateAt: at('11:05') },
    "Collection stopped at 11:05: Boxes's list of permissions came back empty. Either permission was withdrawn or the list is broken; we collect nothing until it names you again.",
  ],
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
    'STALE',
    'and a collection that was due has not begun',
    { dataTo: new Date('2026-11-15T03:10:00Z'), nextSyncAt: at('10:50') },
    'Data to 15 Nov 03:10; it should never be older than 40 minutes. A collection was due at 10:50 and has not begun.',
  ],
  [
    'TWO_SOURCES',
    'until somebody chooses',
    {
      twoSources: {
        performances: 41,
        from: '2026-03-01',
        to: '2026-06-30',
        other: 'riverside-delivery',
        first: 'riverside-boxes',
      },
    },
    'The same sales come from two sources: 41 performances from 1 March to 30 June 2026 are in riverside-delivery as well. Choose which counts; until then riverside-boxes does, which had them first, and nothing counts twice.',
  ],
  [
    'DIFFERS',
    'fewer here',
    { differs: differing },
    '3 performances have 12 tickets fewer here than Boxes counts, since 03:10 today.',
  ],
  [
    'DIFFERS',
    'one more here, and being read again',
    { differs: { ...differing, performances: 1, official: 11, held: 12, isMending: true } },
    'One performance has one ticket more here than Boxes counts, since 03:10 today. We are reading their orders again.',
  ],
  [
    'DIFFERS',
    'delivered and not here any more',
    { ...delivered(), canReadAgain: false, differs: { ...differing, performances: 0, shortDeliveries: 1 } },
    'Less is here than one delivery brought. Have those days delivered once more, or restore the store from a copy.',
  ],
  [
    'PARTIAL',
    'records',
    { rejects: { missing: 12, outdated: 0, details: 0, doubts: 0 } },
    '12 records could not be read and are not in your figures. The rest is up to date.',
  ],
  [
    'PARTIAL',
    'a name',
    { rejects: { missing: 0, outdated: 0, details: 1, doubts: 0 } },
    'Of one record a name, a date, an area or a capacity is missing; it does count. The rest is up to date.',
  ],
  [
    'PARTIAL',
    'of all kinds',
    { rejects: { missing: 1, outdated: 2, details: 3, doubts: 0 } },
    'One record could not be read and is not in your figures. Changes to 2 records could not be read: your figures have them as they were before. Of 3 records a name, a date, an area or a capacity is missing; they do count. The rest is up to date.',
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
  [
    'PARTIAL',
    'much missing',
    { rejects: { missing: 0, outdated: 0, details: 0, doubts: 1 } },
    'Many performances to come are missing from the feed at once; none was deleted, until somebody has looked. The rest is up to date.',
  ],
  [
    'PARTIAL',
    'tickets without their performance',
    delivered({ waitingTickets: 312 }),
    '312 tickets wait for their performances, which nobody has told of yet. They are in your totals, but with no event.',
  ],
  [
    'DELIVERY_GAP',
    'by number',
    { deliveries: { ...arriving, gaps: [{ from: 14, to: 15, covers: march(3, 6) }] } },
    'Deliveries 14 to 15 have not arrived; they would cover 3 to 5 March.',
  ],
  [
    'DELIVERY_GAP',
    'of one, within a day of another year',
    delivered({
      gaps: [{ from: 14, to: 14, covers: { from: Date.UTC(2025, 2, 3, 10), to: Date.UTC(2025, 2, 3, 11, 30) } }],
    }),
    'Delivery 14 has not arrived; it would cover 3 March 2025, 10:00 to 11:30.',
  ],
  [
    'DELIVERY_GAP',
    'of many',
    delivered({
      gaps: [
        { from: 1, to: 1, covers: null },
        { from: 4, to: 6, covers: march(3, 4) },
        { from: 9, to: 9, covers: null },
        { from: 12, to: 12, covers: null },
      ],
    }),
    'Deliveries 1, 4 to 6, 9 and 1 more have not arrived.',
  ],
  [
    'DELIVERY_GAP',
    'of two',
    delivered({ gaps: [march(1, 1), march(2, 2)].map((_, n) => ({ from: 4 * n + 1, to: 4 * n + 1, covers: null })) }),
    'Deliveries 1 and 5 have not arrived.',
  ],
  [
    'DELIVERY_GAP',
    'by time alone',
    delivered({ holes: [march(20, 24), march(26, 27)] }),
    'No delivery covers 20 to 23 March (and 1 more such time), though none is missing by number.',
  ],
  [
    'DELIVERY_GAP',
    'of one that was refused',
    delivered({
      gaps: [{ from: 14, to: 14, covers: march(3, 4) }],
      refused: [
        {
          sequence: 14,
          detail: 'totals.tickets is declared 5, counted 4 (difference -1).',
          nextStep: 'Look.',
          at: at('10:00'),
        },
      ],
    }),
    'Delivery 14 was refused and has not been sent again; it would cover 3 March.',
  ],
  [
    'DELIVERY_GAP',
    'after the last',
    delivered({
      refused: [
        {
          sequence: 18,
          detail: 'totals.tickets is declared 5, counted 4 (difference -1).',
          nextStep: 'Look.',
          at: at('10:00'),
        },
      ],
    }),
    'Delivery 18 was refused at 10:00 and has not been sent again: totals.tickets is declared 5, counted 4 (difference -1).',
  ],
  [
    'AWAITING_DELIVERY',
    '',
    delivered({ lastSequence: null, lastLoadedAt: null, coveredTo: null }),
    'A key is registered; nothing has been delivered with it yet. The first delivery has the number 1.',
  ],
  [
    'NOT_SET_UP',
    'no key',
    delivered({ keys: 0, lastSequence: null, lastLoadedAt: null, coveredTo: null }),
    'Register the public key of whoever delivers your sales; from then on they can arrive.',
  ],
  [
    'BACKFILL',
    'as it is delivered',
    delivered({ coveredTo: new Date('2023-05-01T00:00:00Z') }),
    "History is being delivered, oldest first: sales to 1 May 2023 01:00 so far. You can use what's here.",
  ],
  [
    'STALE',
    'for want of deliveries',
    delivered({ coveredTo: new Date('2026-11-20T14:00:00Z'), lastLoadedAt: new Date('2026-11-20T14:01:00Z') }),
    'What was delivered covers sales to 20 Nov 14:00; it should never be older than 2 days. Whoever delivers has to send what is new.',
  ],
  [
    'OK',
    'by what was delivered',
    delivered(),
    'Sales to 11:00 today have been delivered. The last delivery was number 17.',
  ],
  ['OK', '', {}, 'Data to 11:05 today. Next update at 11:20.'],
  [
    'OK',
    'at work',
    { running: { startedAt: at('11:09'), endedAt: null, state: 'running', failure: null }, nextSyncAt: null },
    'Data to 11:05 today. Updating now.',
  ],
];

describe('a headline', () => {
  test.each(ROWS)('%s %s', (code, _what, changes, sentence) => {
    const { headline } = statusOf({ ...well, ...changes });
    expect({ code: headline.code, sentence: headline.sentence }).toEqual({ code, sentence });
    expect(headline.word).not.toBe('');
    expect([...headline.icon]).toHaveLength(1);
  });

  test('is there for every code of the contract', () => {
    expect(new Set(ROWS.map(([code]) => code))).toEqual(new Set(HEADLINE_RULES.map(([code]) => code)));
  });
});

describe('where two headlines fit, the first wins', () => {
  const one = (code: HeadlineCode): Partial<StatusFacts> => ROWS.find((row) => row[0] === code)?.[2] ?? {};
  test.each([
    ['WITHDRAWN', 'CRED_REJECTED'],
    ['AWAITING_CONSENT', 'STALE'],
    ['PAUSED', 'CRED_REJECTED'],
    ['PAUSED', 'NO_EVENTS'],
    ['SUSPENDED', 'CRED_INSUFFICIENT'],
    ['CRED_REJECTED', 'CRED_INSUFFICIENT'],
    ['CRED_REJECTED', 'RETRYING'],
    ['CRED_INSUFFICIENT', 'BACKFILL'],
    ['ZONE_DIFFERS', 'BACKFILL'],
    ['BACKFILL', 'NO_EVENTS'],
    ['BACKFILL', 'PARTIAL'],
    ['NO_EVENTS', 'STALE'],
    ['FAILED', 'STALE'],
    ['PROVIDER_DOWN', 'STALE'],
    ['RETRYING', 'PARTIAL'],
    ['STALE', 'TWO_SOURCES'],
    ['TWO_SOURCES', 'PARTIAL'],
    ['RETRYING', 'DELIVERY_GAP'],
    ['DELIVERY_GAP', 'STALE'],
    ['DELIVERY_GAP', 'PARTIAL'],
  ] as const)('%s before %s', (first, second) => {
    expect(statusOf({ ...well, ...one(second), ...one(first) }).headline.code).toBe(first);
  });

  test('history that cannot go on is not "loading"', () => {
    const facts = { ...well, progress: { ...complete, complete: false }, ...failedWith(fault({ code: 'no-answer' })) };
    expect(statusOf(facts).headline.code).toBe('PROVIDER_DOWN');
  });

  test('what failed before permission was given again is over', () => {
    const failed = failedWith(fault({ code: 'consent-refused', whoActs: 'organisation' }));
    const again = { ...well, ...consenting, ...failed, worstStream: null, stateAt: at('11:09') };
    expect(statusOf(again).headline.code).toBe('OK');
    expect(statusOf({ ...again, stateAt: at('11:07') }).headline.code).toBe('FAILED');
  });

  test('a refused sign-in is over once it has been seen to work', () => {
    const failed = failedWith(fault({ code: 'credential-refused', whoActs: 'organisation' }));
    const repaired = {
      ...well,
      ...failed,
      worstStream: null,
      credential: { rejectedAt: null, lastUsedAt: at('11:09') },
    };
    expect(statusOf(repaired).headline.code).toBe('OK');
  });

  test('"signed in, nothing there" is no success', () => {
    expect(statusOf({ ...well, events: 0 }).headline.tone).not.toBe('ok');
  });
});

test('the four facts are independent of each other', () => {
  expect(statusOf(well).facts).toEqual({ consent: 'not_needed', credential: 'valid', sync: 'idle_ok', coverage: 'ok' });
  expect(
    statusOf({
      ...well,
      ...consenting,
      state: 'suspended',
      stateReason: 'restored',
      rejects: { missing: 0, outdated: 0, details: 2, doubts: 0 },
    }).facts,
  ).toEqual({
    consent: 'suspended',
    credential: 'not_needed',
    sync: 'idle_ok',
    coverage: 'gaps',
  });
});

test('an interval decides what is out of date', () => {
  const data = { dataTo: at('10:50') };
  expect(statusOf({ ...well, ...data }).facts.coverage).toBe('ok');
  expect(statusOf({ ...well, ...data, syncEverySeconds: 60 }).facts.coverage).toBe('stale');
});
