import { int, intOrNull, type RowOf, rowSchema, text, textOrNull } from './columns.ts';

/**
 * A ticket that stands on an order. `original_price_minor` is before an override, `price_minor` nominal,
 * `discount_minor` what offers took off, `total_minor` what was paid, all in minor units of `currency`.
 */
export const TICKET = {
  source_id: text,
  source_number: intOrNull,
  order_id: text,
  event_id: text,
  performance_id: text,
  ticket_type_id: textOrNull,
  band_id: textOrNull,
  seat_name: textOrNull,
  offer: textOrNull,
  currency: text,
  original_price_minor: intOrNull,
  price_minor: intOrNull,
  discount_minor: intOrNull,
  total_minor: int,
} as const;
export type Ticket = RowOf<typeof TICKET>;
export const ticketSchema = rowSchema(TICKET);
