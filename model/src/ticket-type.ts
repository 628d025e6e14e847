import { intOrNull, type RowOf, rowSchema, text, textOrNull } from './columns.ts';

/** A kind of ticket as the box office names it (Standard, Concession, …). The name may be unknown. */
export const TICKET_TYPE = {
  source_id: text,
  source_number: intOrNull,
  name: textOrNull,
} as const;
export type TicketType = RowOf<typeof TICKET_TYPE>;
export const ticketTypeSchema = rowSchema(TICKET_TYPE);
