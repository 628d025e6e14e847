import { bool, instant, intOrNull, type RowOf, rowSchema, text, textOrNull, wall } from './columns.ts';

/** One performance of an event. */
export const PERFORMANCE = {
  source_id: text,
  source_number: intOrNull,
  event_id: text,
  venue_id: textOrNull,
  plan_id: textOrNull,
  plan_name: textOrNull,
  capacity: intOrNull,
  starts_at: instant,
  starts_local: wall,
  zone: text,
  cancelled: bool,
} as const;
export type Performance = RowOf<typeof PERFORMANCE>;
export const performanceSchema = rowSchema(PERFORMANCE);
