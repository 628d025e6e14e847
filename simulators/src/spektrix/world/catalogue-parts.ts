import type { Band, Offer, TicketType } from '../../sales/catalogue.ts';
import { sharded } from '../ids.ts';

/** Ticket types of a client. Their small integers also occur as event and instance ids, as observed [O, §2.1]. */
export const TICKET_TYPES: readonly TicketType[] = [
  { integer: sharded(10), name: 'Full Price', percent: 100, weight: 52 },
  { integer: sharded(11), name: 'Concession (60+)', percent: 85, weight: 18 },
  { integer: sharded(12), name: 'Under 26', percent: 60, weight: 9 },
  { integer: sharded(13), name: 'Child', percent: 50, weight: 8 },
  { integer: sharded(14), name: 'School Party', percent: 40, weight: 4 },
  { integer: sharded(15), name: 'Complimentary', percent: 0, weight: 4 },
  { integer: sharded(16), name: 'Essential Companion (free)', percent: 0, weight: 2 },
  { integer: sharded(17), name: 'Tocyn Llawn – “pay what you can”', percent: 75, weight: 3 },
];

export const BANDS: readonly Band[] = [
  { integer: sharded(3), name: 'A', percent: 100 },
  { integer: sharded(4), name: 'B', percent: 80 },
  { integer: sharded(5), name: 'C', percent: 62 },
];

export const OFFERS: readonly Offer[] = [
  { integer: sharded(7), name: 'Multibuy: 3 for 2 & more', percentOff: 33 },
  { integer: sharded(8), name: "Members' 10%", percentOff: 10 },
];
