import type { BoxOffice } from '../../sales/box-office.ts';
import type { OrderState } from '../../sales/order-state.ts';
import { parseSince, SYNC_LIMIT, syncNext, syncRow } from './orders-sync-row.ts';
import { wallBound } from './render-catalogue.ts';

/** A span of UTC time, [from, to). */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Local days, inclusive at both ends [O], as a span of UTC; null where a text is no date or they are the wrong way round. */
export function daysBetween(office: BoxOffice, fromText: string, toText: string): Span | null {
  const from = wallBound(fromText.slice(0, 10), false);
  const to = wallBound(toText.slice(0, 10), false);
  if (from === null || to === null || to < from) return null;
  const { zone } = office.catalogue;
  return { from: zone.fromWall(from), to: zone.fromWall(to + 86_400_000) };
}

/** Numbers of the orders with a transaction in the span [O], oldest first; each once. Not all need be confirmed. */
export function ordersTouching(office: BoxOffice, span: Span, now: number): number[] {
  const found = new Set<number>();
  for (const change of office.log.changes(span.from, Math.min(now, span.to - 1))) found.add(change.order);
  return [...found].sort((a, b) => a - b);
}

/**
 * The order as lists show it: confirmed ones only. PROVISIONAL: whether unpaid reservations appear in windows is not
 * known [?]; here they appear once they are paid, in the windows of both transactions.
 */
export function confirmedOrder(office: BoxOffice, order: number, instant: number): OrderState | null {
  const state = office.orderAt(order, instant);
  return state !== null && state.confirmed !== null ? state : null;
}

interface SyncQuestion {
  readonly sinceText: string;
  readonly now: number;
  readonly isShown: (order: number) => boolean;
}

/** One page of `orders/sync` [D]: modified on or after `since`, oldest first, at most 100, confirmed only. */
export function syncPage(office: BoxOffice, { sinceText, now, isShown }: SyncQuestion) {
  const since = parseSince(sinceText);
  if (since === null) return null;
  const values: Record<string, string>[] = [];
  const seen = new Set<number>();
  let last: number | null = null;
  for (const { order, at } of office.log.changes(since, now)) {
    // An order stands where it was changed last; its earlier places in the feed are gone.
    if (seen.has(order) || office.log.lastChangeOf(order, now) !== at || !confirmedOrder(office, order, now)) continue;
    if (!isShown(order)) continue;
    seen.add(order);
    values.push(syncRow(office, order));
    last = at;
    if (values.length === SYNC_LIMIT) break;
  }
  return { paging: { limit: SYNC_LIMIT, next: syncNext(last) }, values };
}
