import { intOrNull, type RowOf, rowSchema, text, textOrNull } from './columns.ts';

/** A production: what is performed, once or many times. `source_number` is the Event ID that people see. */
export const EVENT = {
  source_id: text,
  source_number: intOrNull,
  name: text,
  duration_minutes: intOrNull,
  web_event_id: textOrNull,
} as const;
export type Event = RowOf<typeof EVENT>;
export const eventSchema = rowSchema(EVENT);
