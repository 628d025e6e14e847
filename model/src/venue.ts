import { intOrNull, type RowOf, rowSchema, text, textOrNull } from './columns.ts';

/** A place where performances happen. `address` is that of the building. */
export const VENUE = {
  source_id: text,
  source_number: intOrNull,
  name: text,
  address: textOrNull,
} as const;
export type Venue = RowOf<typeof VENUE>;
export const venueSchema = rowSchema(VENUE);
