// Test support: headlines that tell deliveries.
import { arriving, at, delivered, march } from './facts-for-tests.ts';
import type { HeadlineRow } from './headline-rows-for-tests.ts';

export const DELIVERIES: readonly HeadlineRow[] = [
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
];
