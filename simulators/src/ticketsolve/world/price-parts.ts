import type { Band, Offer, Plan, TicketType } from '../../sales/catalogue.ts';

/** Ticket types; the numbers are only places in this list, since the feed gives types by name alone. */
export const TICKET_TYPES: readonly TicketType[] = [
  { integer: 1, name: 'Full Price', percent: 100, weight: 54 },
  { integer: 2, name: 'Concession', percent: 85, weight: 20 },
  { integer: 3, name: 'Student / Under 25', percent: 70, weight: 7 },
  { integer: 4, name: 'Child', percent: 50, weight: 9 },
  { integer: 5, name: 'School Group', percent: 40, weight: 4 },
  { integer: 6, name: 'Friend of the House', percent: 80, weight: 3 },
  { integer: 7, name: 'Complimentary', percent: 0, weight: 2 },
  { integer: 8, name: 'Cúntóir / Companion (free)', percent: 0, weight: 1 },
];

export const BANDS: readonly Band[] = [
  { integer: 1, name: 'Stalls', percent: 100 },
  { integer: 2, name: 'Balcony', percent: 85 },
  { integer: 3, name: 'Restricted View', percent: 70 },
];

export const OFFERS: readonly Offer[] = [
  { integer: 1, name: 'Early Bird', percentOff: 10 },
  { integer: 2, name: 'Bring a Friend: half off & more', percentOff: 25 },
];

/** The booking fee that a ticket bought online carries, in cents. */
export const ONLINE_FEE = 150;

/** The name of a price: its ticket type, and where seats are reserved the part of the house. */
export function priceTypeName(plan: Plan, type: TicketType, band: Band): string {
  return plan.reserved ? `${type.name} - ${band.name}` : type.name;
}
