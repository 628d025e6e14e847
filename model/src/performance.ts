import { bool, instantOrNull, intOrNull, type RowOf, rowSchema, text, textOrNull, wallOrNull } from './columns.ts';

/**
 * One performance of an event. Its start is null where tickets name it and the box office does not show it (any more).
 * `on_sale_at` is when its tickets go, or went, on sale.
 */
export const PERFORMANCE = {
  source_id: text,
  source_number: intOrNull,
  event_id: text,
  venue_id: textOrNull,
  plan_id: textOrNull,
  plan_name: textOrNull,
  capacity: intOrNull,
  starts_at: instantOrNull,
  starts_local: wallOrNull,
  zone: text,
  cancelled: bool,
  on_sale_at: instantOrNull,
  duration_minutes: intOrNull,
} as const;
export type Performance = RowOf<typeof PERFORMANCE>;
export const performanceSchema = rowSchema(PERFORMANCE);
