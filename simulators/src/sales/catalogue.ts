import type { Zone } from '../zone.ts';

/** A place; `address` is one string in the API [O]. */
export interface Venue {
  readonly integer: number;
  readonly name: string;
  readonly address: string;
}

/** A part of a reserved plan with a plan id of its own [O]. */
interface PlanArea {
  readonly integer: number;
  readonly name: string;
  readonly capacity: number;
}

export interface Plan {
  readonly integer: number;
  readonly name: string;
  /** Index into `venues`. */
  readonly venue: number;
  readonly reserved: boolean;
  readonly capacity: number;
  readonly seatsPerRow: number;
  /** Empty where the plan's seats are its own. */
  readonly areas: readonly PlanArea[];
}

export interface TicketType {
  readonly integer: number;
  readonly name: string;
  /** Part of the full price, in hundredths: 100 is full price, 0 a comp. */
  readonly percent: number;
  /** How often it is bought, relative to the others. */
  readonly weight: number;
}

export interface Band {
  readonly integer: number;
  readonly name: string;
  readonly percent: number;
}

interface PriceList {
  readonly integer: number;
  /** Full price in band A, in pence. */
  readonly basePence: number;
}

export interface Offer {
  readonly integer: number;
  readonly name: string;
  readonly percentOff: number;
}

export interface EventRecord {
  readonly integer: number;
  readonly name: string;
  readonly description: string;
  readonly genre: string;
  readonly durationMinutes: number;
  readonly webEventId: string | null;
  /** UTC ms from which the box office knows the event. */
  readonly announcedAt: number;
  /** Closed or hidden: absent from every list, there by id [O: SLO Rep fetches such events by id]. */
  readonly closed: boolean;
  /** Indexes into `performances`, by start. */
  readonly performances: number[];
}

export interface Performance {
  readonly integer: number;
  /** Indexes into `events`, `plans` and `priceLists`. */
  readonly event: number;
  readonly plan: number;
  readonly priceList: number;
  /** UTC ms. */
  readonly start: number;
  readonly onSaleAt: number;
  /** Web selling dates can be unset [O: 9 of 561]. */
  readonly webSelling: boolean;
  /** UTC ms at which it was cancelled, or null. */
  readonly cancelledAt: number | null;
  /** Tickets that the public wants, as a part of the capacity (0 to 0.97). */
  readonly demand: number;
  readonly webInstanceId: string | null;
}

/** All that a client has on offer, past and planned, in the order in which it was planned (indexes are stable). */
export interface Catalogue {
  readonly zone: Zone;
  readonly venues: readonly Venue[];
  readonly plans: readonly Plan[];
  readonly ticketTypes: readonly TicketType[];
  readonly bands: readonly Band[];
  readonly offers: readonly Offer[];
  readonly priceLists: PriceList[];
  readonly events: EventRecord[];
  readonly performances: Performance[];
}

/** The record at an index that the world itself made; a miss is a fault of the world, not of the caller. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`The world has no record at index ${index}`);
  return found;
}
