import type { Sync } from '../control/schema/syncs.ts';
import type { Standing } from '../deliveries/standing.ts';
import type { StoreCounts } from '../syncs/sync-counts.ts';

export type HeldCounts = Omit<StoreCounts, 'earliestPerformance' | 'latestOrderUpdate'>;

const NOTHING_HELD: HeldCounts = {
  events: 0,
  performances: 0,
  orders: 0,
  tickets: 0,
  customers: 0,
  observations: 0,
  rejects: 0,
  unread: { missing: 0, tickets: 0, outdated: 0, details: 0, doubts: 0, doubled: 0 },
  clockDifference: null,
  sales: null,
};

/** What the store held when a sync last counted it. */
function storeOf(sync: Sync | null): HeldCounts {
  const store = sync?.counts?.store as Partial<HeldCounts> | null | undefined;
  if (typeof store !== 'object' || store === null) return NOTHING_HELD;
  // Counts of before rejects were told apart, or of before they were of so many kinds.
  const unread = { ...NOTHING_HELD.unread, ...(store.unread ?? { missing: store.rejects ?? 0 }) };
  return { ...NOTHING_HELD, ...store, unread };
}

/**
 * What the store holds, as the last sync and the last delivery left it. Where sales are delivered, the delivery knows of them; of the
 * catalogue each has told a part, and whoever came last knows of both.
 */
export function heldOf(counted: Sync | null, standing: Standing | null): HeldCounts {
  const held = storeOf(counted);
  if (standing === null) return held;
  const { events, performances, orders, tickets, customers } = standing.counts;
  return {
    ...held,
    events: Math.max(held.events, events),
    performances: Math.max(held.performances, performances),
    orders,
    tickets,
    customers,
  };
}
