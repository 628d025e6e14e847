import { int, intOrNull, type RowOf, rowSchema, text, textOrNull, wallOrNull } from './columns.ts';

/**
 * How many tickets a performance sold and what they took, where nobody tells of the tickets themselves: people of a box office
 * without any connection upload such. `counted_on` is the day of those sales in wall time, null for all of them together; the counts of
 * one performance add up. `income_minor` is in minor units of `currency`, null if not told.
 */
export const PERFORMANCE_COUNT = {
  source_id: text,
  performance_id: text,
  counted_on: wallOrNull,
  tickets: int,
  income_minor: intOrNull,
  currency: textOrNull,
} as const;
export type PerformanceCount = RowOf<typeof PERFORMANCE_COUNT>;
export const performanceCountSchema = rowSchema(PERFORMANCE_COUNT);
