import { bool, int, intOrNull, type RowOf, rowSchema, text, textOrNull, wall } from './columns.ts';

/** Whether tickets could be had at the moment of an observation; `unknown` where the box office's word alone is no proof. */
export type SaleState = 'not_on_sale' | 'on_sale' | 'sold_out' | 'unknown';

/**
 * How full a performance was, observed. A row stands for one state on one day: another state begins a new row, and so does
 * another day (`observed_on`, its midnight in the organisation's wall time), so that there is at least one row for each day on
 * which it was looked at. In the store `first_seen` and `last_seen` tell from when to when it was seen so.
 *
 * Where `sold_is_upper_bound`, `sold` is only what is not available: seats that are held, blocked or in a basket count as sold.
 * Prices are the lowest and the highest that a ticket is sold at, in minor units of `currency`; all three are null if not told.
 */
export const CAPACITY_SNAPSHOT = {
  performance_id: text,
  observed_on: wall,
  capacity: int,
  available: intOrNull,
  sold: intOrNull,
  sold_is_upper_bound: bool,
  held: intOrNull,
  sale_state: textOrNull,
  lowest_price_minor: intOrNull,
  highest_price_minor: intOrNull,
  currency: textOrNull,
} as const;
export type CapacitySnapshot = RowOf<typeof CAPACITY_SNAPSHOT>;
export const capacitySnapshotSchema = rowSchema(CAPACITY_SNAPSHOT);
