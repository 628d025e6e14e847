import type { CapacitySnapshot, SaleState } from '@illuminate/model';
import type { NormaliseContext } from './define-stream.ts';
import { RejectRecordError } from './errors.ts';

/** What an answer says of how full a performance is. */
export interface ObservedCapacity {
  readonly performanceId: string;
  /** The instant (ms) our request began. */
  readonly observedAt: number;
  readonly capacity: number;
  readonly available: number;
  /** What the box office itself counts as sold; null where it does not tell. */
  readonly sold: number | null;
  /** Seats that are neither sold nor to be had; null where it does not tell. */
  readonly held: number | null;
  readonly saleState: SaleState | null;
  /** What tickets are sold at, in minor units of one currency; none where it does not tell. */
  readonly prices?: { readonly minor: readonly number[]; readonly currency: string };
}

const DAY = 86_400_000;

/**
 * The row of an observation. Where the box office does not say what is sold, that is what is not available: an upper bound.
 * @throws RejectRecordError for seats that cannot be: fewer than none, or more to be had than there are
 */
export function capacitySnapshot(seen: ObservedCapacity, { zone }: NormaliseContext<unknown>): CapacitySnapshot {
  const { performanceId, observedAt, capacity, available, sold, held, saleState, prices } = seen;
  for (const [field, seats] of Object.entries({ capacity, available, sold, held })) {
    if (seats !== null && seats < 0)
      throw new RejectRecordError('impossible-number', field, 'a number of seats, 0 or more');
  }
  if (available > capacity) {
    throw new RejectRecordError('impossible-number', 'available', 'no more seats than the performance has');
  }
  const minor = prices?.minor ?? [];
  return {
    performance_id: performanceId,
    observed_on: Math.floor(zone.toWall(observedAt) / DAY) * DAY,
    capacity,
    available,
    sold: sold ?? capacity - available,
    sold_is_upper_bound: sold === null,
    held,
    sale_state: saleState,
    lowest_price_minor: minor.length === 0 ? null : Math.min(...minor),
    highest_price_minor: minor.length === 0 ? null : Math.max(...minor),
    currency: minor.length === 0 ? null : (prices?.currency ?? null),
  };
}
