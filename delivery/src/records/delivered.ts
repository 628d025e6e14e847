/** A ticket as delivered: amounts in minor units of the order's currency. */
export interface DeliveredTicket {
  /** Line within the part, from 1. */
  readonly row: number;
  readonly id: string;
  readonly performance: string;
  readonly type: string | null;
  readonly seat: string | null;
  readonly offer: string | null;
  readonly priceMinor: number | null;
  readonly discountMinor: number | null;
  readonly totalMinor: number;
}

/** What else an order holds. Its id is unique within the order alone. */
export interface DeliveredItem {
  readonly id: string;
  readonly kind: 'donation' | 'charge' | 'subscription';
  readonly quantity: number;
  readonly amountMinor: number;
}

/** Direct identifiers until they become a pseudonym and a sector: never written, never logged. */
export interface DeliveredCustomer {
  readonly id: string | null;
  readonly postcode: string | null;
  /** ISO 3166, two capitals. */
  readonly country: string | null;
}

/** An order as delivered. Instants are milliseconds since 1970, amounts minor units of `currency`. */
export interface DeliveredOrder {
  readonly kind: 'order';
  readonly row: number;
  readonly id: string;
  readonly placedAt: number;
  readonly changedAt: number;
  readonly channel: string | null;
  readonly currency: string;
  readonly totalMinor: number;
  readonly customer: DeliveredCustomer | null;
  readonly tickets: readonly DeliveredTicket[];
  readonly items: readonly DeliveredItem[];
}

/** A performance as delivered; `startsAt` in milliseconds since 1970. */
export interface DeliveredPerformance {
  readonly kind: 'performance';
  readonly row: number;
  readonly id: string;
  readonly event: { readonly id: string; readonly name: string };
  readonly venue: { readonly id: string; readonly name: string } | null;
  readonly startsAt: number;
  readonly capacity: number | null;
  readonly cancelled: boolean;
}

/** How many tickets of a performance were sold, on a day (an instant, its beginning) or in all. Only people upload such. */
export interface DeliveredCount {
  readonly kind: 'count';
  readonly row: number;
  readonly id: string;
  readonly performance: string;
  readonly countedOn: number | null;
  readonly tickets: number;
  readonly incomeMinor: number | null;
  readonly currency: string;
}

export type Delivered = DeliveredOrder | DeliveredPerformance;
