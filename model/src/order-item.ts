import { int, type RowOf, rowSchema, text } from './columns.ts';

/** What else an order holds: `kind` is `donation`, `charge` or `subscription`. */
export const ORDER_ITEM = {
  source_id: text,
  order_id: text,
  kind: text,
  quantity: int,
  amount_minor: int,
  currency: text,
} as const;
export type OrderItem = RowOf<typeof ORDER_ITEM>;
export const orderItemSchema = rowSchema(ORDER_ITEM);
