// Test support: headlines that tell whether what is here can be relied on.
import { at, delivered, differing, failedWith, fault, feedOnly } from './facts-for-tests.ts';
import type { HeadlineRow } from './headline-rows-for-tests.ts';

export const FIGURES: readonly HeadlineRow[] = [
  [
    'STORE_DAMAGED',
    'whatever else there is',
    { ...failedWith(fault(), 12), state: 'paused', storeDamagedAt: at('02:40') },
    'Part of what is stored for this organisation cannot be read (noticed at 02:40): figures may be missing. No other organisation is affected. The operator has to put the latest copy in its place: illuminate stores restore riverside. What the copy lacks is then collected again.',
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
    { rejects: { missing: 12, tickets: 0, outdated: 0, details: 0, doubts: 0, doubled: 0 } },
    '12 records could not be read and are not in your figures. The rest is up to date.',
  ],
  [
    'PARTIAL',
    'a name',
    { rejects: { missing: 0, tickets: 0, outdated: 0, details: 1, doubts: 0, doubled: 0 } },
    'Of one record a name, a date, an area or a capacity is missing; it does count. The rest is up to date.',
  ],
  [
    'PARTIAL',
    'of all kinds',
    { rejects: { missing: 1, tickets: 0, outdated: 2, details: 3, doubts: 0, doubled: 0 } },
    'One record could not be read and is not in your figures. Changes to 2 records could not be read: your figures have them as they were before. Of 3 records a name, a date, an area or a capacity is missing; they do count. The rest is up to date.',
  ],
  [
    'PARTIAL',
    'a ticket',
    { rejects: { missing: 0, tickets: 1, outdated: 0, details: 0, doubts: 0, doubled: 0 } },
    'One ticket could not be read and is not in your figures; the rest of its order is. The rest is up to date.',
  ],
  [
    'PARTIAL',
    'tickets',
    { rejects: { missing: 0, tickets: 12, outdated: 0, details: 0, doubts: 0, doubled: 0 } },
    '12 tickets could not be read and are not in your figures; the rest of their orders is. The rest is up to date.',
  ],
  [
    'PARTIAL',
    'one ticket in two orders',
    { rejects: { missing: 0, tickets: 0, outdated: 0, details: 0, doubts: 0, doubled: 1 } },
    'One ticket stands in two orders: the later order has it, and it counts once. Look at those orders in the box office. The rest is up to date.',
  ],
  [
    'PARTIAL',
    'tickets in two orders',
    { rejects: { missing: 1, tickets: 0, outdated: 0, details: 0, doubts: 0, doubled: 3 } },
    'One record could not be read and is not in your figures. 3 tickets stand in two orders: the later order has them, and each counts once. Look at those orders in the box office. The rest is up to date.',
  ],
  [
    'PARTIAL',
    'much missing',
    { rejects: { missing: 0, tickets: 0, outdated: 0, details: 0, doubts: 1, doubled: 0 } },
    'Many performances to come are missing from the feed at once; none was deleted, until somebody has looked. The rest is up to date.',
  ],
  [
    'NO_EVENTS',
    'none matched',
    { matches: { matched: 0, events: 42 } },
    'Signed in, but none of the 42 events has a matching Event ID.',
  ],
  [
    'NO_EVENTS',
    'its only one not matched',
    { ...feedOnly, matches: { matched: 0, events: 1 } },
    'Connected, but the one event has no matching Event ID.',
  ],
  [
    'PARTIAL',
    'some matched',
    { matches: { matched: 118, events: 124 } },
    '118 of 124 events matched. 6 are not included in the figures.',
  ],
  [
    'PARTIAL',
    'all but one matched, of what was delivered',
    { ...delivered(), matches: { matched: 1203, events: 1204 } },
    '1,203 of 1,204 events matched. One is not included in the figures.',
  ],
  ['SCHEMA_CHANGED', 'some', { unsortedTicketTypes: 3 }, '3 new ticket types need a class.'],
  ['SCHEMA_CHANGED', 'one', { unsortedTicketTypes: 1 }, 'One new ticket type needs a class.'],
];
