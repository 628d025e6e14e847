/** What a transaction does to its order. */
export const KIND = {
  /** A new order, paid at once. */
  sale: 0,
  /** Seats held, not paid: the order is not confirmed yet. */
  reserve: 1,
  /** The reservation is paid: the order is confirmed. */
  pay: 2,
  /** More tickets in the same order. */
  add: 3,
  /** Some tickets returned: they vanish from the order [O, spektrix §2.4]. */
  returnSome: 4,
  /** Every ticket returned; the order stays with none. */
  returnAll: 5,
  /** One ticket returned, another issued for a performance (of the same event where there is one). */
  exchange: 6,
  /** The price of one ticket is overridden. */
  reprice: 7,
  /** A donation or a note: no ticket changes. */
  touch: 8,
} as const;

export type Kind = (typeof KIND)[keyof typeof KIND];

/** One entry of an order's history. */
export interface Transaction {
  /** UTC ms. */
  readonly at: number;
  readonly order: number;
  readonly kind: Kind;
  /** Index of the performance that tickets are issued for (or returned from, where a performance was cancelled). */
  readonly performance: number;
  /** Tickets issued or returned. */
  readonly count: number;
  /** Number of the first ticket issued, and its seat's ordinal in the performance. */
  readonly ticketStart: number;
  readonly seatStart: number;
}

/** Orders, tickets and customers that arise while the simulator runs are numbered apart from planned ones. */
export const LIVE = { orders: 3_000_000, customers: 2_000_000, tickets: 6_000_000 } as const;
/** What tests ask for at the door has numbers of its own too, so that planned ones never depend on it. */
export const DOOR = { orders: 4_000_000, tickets: 8_000_000 } as const;
