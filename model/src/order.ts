import { instant, int, intOrNull, type RowOf, rowSchema, text, textOrNull, wall } from './columns.ts';

/**
 * A booker's order as it stands now. `customer_id` is the booker's pseudonym. Transactions carry both the instant and the
 * organisation's wall time in `zone`.
 */
export const ORDER = {
  source_id: text,
  source_number: intOrNull,
  customer_id: textOrNull,
  channel: textOrNull,
  currency: text,
  total_minor: int,
  charges_minor: int,
  donations_minor: int,
  first_transaction_at: instant,
  first_transaction_local: wall,
  last_transaction_at: instant,
  last_transaction_local: wall,
  zone: text,
} as const;
export type Order = RowOf<typeof ORDER>;
export const orderSchema = rowSchema(ORDER);
