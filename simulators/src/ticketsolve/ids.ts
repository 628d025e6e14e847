/**
 * Ids are plain integers of nine or ten digits, apart for venues, shows and events, and one numbering for every account
 * [rec: 426566287, 1173681157, 428839338]. The numbers here are our own; each account has a block of a million.
 */
const BLOCK = 1_000_000;
const VENUES = 431_000_000;
const SHOWS = 1_200_000_000;
const EVENTS = 450_000_000;

export const venueNumber = (block: number, nth: number): number => VENUES + block * BLOCK + nth;
export const showNumber = (block: number, nth: number): number => SHOWS + block * BLOCK + nth;
export const eventNumber = (block: number, nth: number): number => EVENTS + block * BLOCK + nth;

/** Ids of what the feed never shows. PROVISIONAL: what orders, tickets and customers are called is not public [?]. */
export const orderId = (order: number): string => `B-${100_000 + order}`;
export const ticketId = (ticket: number): string => `T-${10_000_000 + ticket}`;
export const customerId = (customer: number): string => `C-${5_000_000 + customer}`;
