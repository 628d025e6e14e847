import type { BoxOffice } from '../../sales/box-office.ts';
import { customerId, orderId } from '../ids.ts';
import { friendlyIdOf } from '../world/customers.ts';
import { orderExtrasOf } from '../world/order-extras.ts';

/**
 * PROVISIONAL: everything about `orders/sync` that the documentation leaves open is decided in this one file, so that it
 * can be swapped when the tail of the vendor's page is seen.
 */

/** At most this many rows a page [D]. */
export const SYNC_LIMIT = 100;

/** The four documented fields of a row [D]; what follows them is not known [?], so nothing is invented. */
export function syncRow(office: BoxOffice, order: number): Record<string, string> {
  const customer = office.customerOfOrder(order);
  return {
    orderId: orderId(order),
    orderFriendlyId: orderExtrasOf(office.seed, order).friendlyId,
    customerId: customerId(customer),
    customerFriendlyId: friendlyIdOf(office.seed, customer),
  };
}

/**
 * The `next` of a page: relative and without the client segment [D]. `since` is the last row's time, inclusive, so that
 * row comes again [I]. The end of the feed is not documented [?]: here `next` stays, and a short page is the last one;
 * only a page without rows has none.
 */
export function syncNext(lastModified: number | null): string | null {
  return lastModified === null ? null : `/api/v3/orders/sync?since=${sinceText(lastModified)}`;
}

/** Seven fractional digits, no zone [D sample]. The zone of `since` is unknown [?]: UTC here. */
function sinceText(utc: number): string {
  return `${new Date(utc).toISOString().slice(0, 23)}0000`;
}

/** UTC ms of a `since` as sent, or null where it is no ISO 8601 time. Digits below the millisecond are cut off. */
export function parseSince(text: string): number | null {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d)(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(text);
  if (!match) return null;
  const fraction = (match[4] ?? '').slice(0, 4);
  const ms = Date.parse(`${match[1]}T${match[2] ?? '00:00'}:${match[3] ?? '00'}${fraction}${match[5] ?? 'Z'}`);
  return Number.isNaN(ms) ? null : ms;
}
