import type { ClockDifference, SalesRhythm, StoreFacts, Unread } from '../warehouse/store-types.ts';

/** What a store holds of a connection, as its last sync left it: so that a list of connections opens no store. */
export interface StoreCounts {
  readonly events: number;
  readonly performances: number;
  readonly orders: number;
  readonly tickets: number;
  readonly customers: number;
  /** Observations of capacity. */
  readonly observations: number;
  readonly rejects: number;
  /** What the rejects mean for figures. */
  readonly unread: Unread;
  /** Wall time in ms. */
  readonly earliestPerformance: number | null;
  readonly clockDifference: ClockDifference | null;
  /** Instant in ms. */
  readonly latestOrderUpdate: number | null;
  /** Null where there are too few sales to tell. */
  readonly sales: SalesRhythm | null;
}

/** What a sync counted; kept with it. */
export interface SyncCounts {
  readonly requests: number;
  readonly ordersRead: number;
  readonly ordersChanged: number;
  readonly ticketsChanged: number;
  readonly rejects: number;
  readonly feedItems: number;
  readonly feedItemsChanged: number;
  readonly observed: number;
  readonly disappeared: number;
  readonly warnings: Readonly<Record<string, number>>;
  readonly doing: string | null;
  readonly store: StoreCounts | null;
  /** Everything the box office had by this instant (ISO) has been asked for. */
  readonly dataTo: string | null;
}

export function storeCounts(facts: StoreFacts): StoreCounts {
  const { events, performances, orders, tickets, customers, capacity_snapshots: observations } = facts.counts;
  return {
    events,
    performances,
    orders,
    tickets,
    customers,
    observations,
    rejects: facts.openRejects,
    unread: facts.unread,
    earliestPerformance: facts.earliestPerformance,
    clockDifference: facts.clockDifference,
    latestOrderUpdate: facts.latestOrderUpdate,
    sales: facts.sales,
  };
}
