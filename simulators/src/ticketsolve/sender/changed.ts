import type { BoxOffice } from '../../sales/box-office.ts';
import { at } from '../../sales/catalogue.ts';
import type { OrderState } from '../../sales/order-state.ts';
import { isoWithOffset } from '../feed/times.ts';

/** A span of time in UTC ms, `from` included and `to` not. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** Orders changed within a period, each once, as they stood at its end; reservations that are not paid are left out. */
export function* changedOrders(office: BoxOffice, { from, to }: Period): Generator<OrderState> {
  const numbers = new Set<number>();
  for (const { order } of office.log.changes(from, to - 1)) numbers.add(order);
  for (const order of [...numbers].sort((a, b) => a - b)) {
    const state = office.orderAt(order, to - 1);
    if (state !== null && state.confirmed !== null) yield state;
  }
}

/** A performance as a delivery writes it. */
export interface PerformanceRecord {
  readonly id: string;
  readonly event: { readonly id: string; readonly name: string };
  readonly venue: { readonly id: string; readonly name: string };
  readonly startsAt: string;
  readonly capacity: number;
  readonly cancelled: boolean;
}

/** Performances announced or cancelled within a period; the feed tells of those to come only. */
export function* changedPerformances({ catalogue }: BoxOffice, { from, to }: Period): Generator<PerformanceRecord> {
  const isWithin = (instant: number | null): boolean => instant !== null && instant >= from && instant < to;
  for (const each of catalogue.performances) {
    const show = at(catalogue.events, each.event);
    if (!isWithin(show.announcedAt) && !isWithin(each.cancelledAt)) continue;
    const plan = at(catalogue.plans, each.plan);
    const venue = at(catalogue.venues, plan.venue);
    yield {
      id: String(each.integer),
      event: { id: String(show.integer), name: show.name },
      venue: { id: String(venue.integer), name: venue.name },
      startsAt: isoWithOffset(catalogue.zone, each.start),
      capacity: plan.capacity,
      cancelled: each.cancelledAt !== null && each.cancelledAt < to,
    };
  }
}

/** When the first thing happened that a delivery could tell of: the first of that month (UTC ms). */
export function historyStart({ catalogue, log }: BoxOffice): number {
  const announced = catalogue.events.reduce((least, each) => Math.min(least, each.announcedAt), log.base.at[0] ?? 0);
  const first = new Date(announced);
  return Date.UTC(first.getUTCFullYear(), first.getUTCMonth());
}

/** The next period to send from an instant on: at most to the end of its month, and no more tickets than one batch takes. */
export function nextPeriod(office: BoxOffice, from: number, until: number): Period {
  const month = new Date(from);
  let to = Math.min(until, Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1));
  while (to - from > 1 && hasMoreThan(office, { from, to }, MOST_TICKETS)) to = from + Math.floor((to - from) / 2);
  return { from, to };
}

/** Well below the 250,000 that a batch may hold. */
const MOST_TICKETS = 100_000;

function hasMoreThan(office: BoxOffice, period: Period, most: number): boolean {
  let tickets = 0;
  for (const state of changedOrders(office, period)) {
    tickets += state.tickets.length;
    if (tickets > most) return true;
  }
  return false;
}
