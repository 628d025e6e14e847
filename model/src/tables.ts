import { CAPACITY_SNAPSHOT } from './capacity-snapshot.ts';
import type { RowOf } from './columns.ts';
import { CUSTOMER } from './customer.ts';
import { EVENT } from './event.ts';
import { ORDER } from './order.ts';
import { ORDER_ITEM } from './order-item.ts';
import { PERFORMANCE } from './performance.ts';
import { PERFORMANCE_COUNT } from './performance-count.ts';
import { TICKET } from './ticket.ts';
import { TICKET_TYPE } from './ticket-type.ts';
import { VENUE } from './venue.ts';

/** The canonical tables: exactly what is kept of a box office, and nothing else. */
export const TABLES = {
  venues: VENUE,
  events: EVENT,
  performances: PERFORMANCE,
  ticket_types: TICKET_TYPE,
  orders: ORDER,
  order_items: ORDER_ITEM,
  tickets: TICKET,
  customers: CUSTOMER,
  capacity_snapshots: CAPACITY_SNAPSHOT,
  performance_counts: PERFORMANCE_COUNT,
} as const;

export type TableName = keyof typeof TABLES;
export type TableRow<T extends TableName> = RowOf<(typeof TABLES)[T]>;

/** Rows by table, as a normaliser yields them. */
export type Rows = { [T in TableName]?: TableRow<T>[] };
