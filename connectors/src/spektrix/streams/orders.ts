import { type DayWindow, defineStream, NotFoundError, type Page } from '@illuminate/connector-kit';
import type { SpektrixOrder } from '../api-types.ts';
import type { SpektrixClient } from '../client.ts';
import { writeKeptOrder } from '../kept-order.ts';
import { idIn, isObject } from '../normalise/fields.ts';
import { normaliseOrder } from '../normalise/order.ts';
import { orderState } from '../order-state.ts';
import type { SpektrixReferences } from '../references.ts';
import { getLongList, getOne, segment } from './answers.ts';
import { assumeNoOrders } from './order-days.ts';
import { cursorAt, readNotices } from './orders-sync.ts';

/** Orders with tickets and items. `orders/sync` only tells which changed; they are read by window [O] or by id [I]. */
export const orders = defineStream<SpektrixClient, SpektrixOrder, SpektrixReferences>({
  name: 'orders',
  keeps: [
    'id',
    'customer.id (as a pseudonym)',
    'salesChannel',
    'firstTransactionDate',
    'firstTransactionDateUtc',
    'lastTransactionDate',
    'lastTransactionDateUtc',
    'total',
    'totalTransactionCharges',
    'donations: id, amount',
    'ticketSubscriptions: id, total',
    'tickets: id, event.id, instance.id, ticketType (id, name), band.id, seatName, offer, originalPrice, price, discount, total',
  ],
  inWords: 'Orders: when and through which channel, what was paid, and each ticket with its kind, price and seat.',
  /** A timeout is thrown at once: the planner asks for fewer days. */
  async window(client, { from, to }: DayWindow, signal, turn) {
    const next = dayAfter(to);
    const path = `orders?DateFrom=${from}&DateTo=${client.learnt.lastDayIsIncluded ? to : next}`;
    const requestedAt = Date.now();
    let page: Page<SpektrixOrder>;
    try {
      page = await getLongList<SpektrixOrder>(client, path, { route: 'orders', signal, retryTimeouts: false, turn });
    } catch (err) {
      if (!(err instanceof NotFoundError)) throw err;
      await assumeNoOrders(client, signal);
      return { records: [], requestedAt };
    }
    if (page.records.length > 0) client.learnt.showsOrders = Promise.resolve(true);
    client.learnt.lastDayIsIncluded ||= someBeganLateOn(page.records, next);
    return page;
  },
  changedSince: readNotices,
  cursorAt,
  byId(client, id, signal) {
    return getOne<SpektrixOrder>(client, `orders/${segment(id)}`, { route: 'orders/{id}', signal });
  },
  idOf: idIn,
  stateOf: orderState,
  normalise: normaliseOrder,
  writeKept: writeKeptOrder,
});

function someBeganLateOn(orders: Iterable<SpektrixOrder>, day: string): boolean {
  for (const order of orders) if (beganLateOn(order, day)) return true;
  return false;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/**
 * Whether an order shows that a window holds its last day. Live code takes both ends for included [O], but were `DateTo` the
 * midnight at which a day begins, a quarter of all days would be missed without a sign. So a day more is asked for until an
 * order has come that began on it, and so late that it was that day in any zone.
 */
function beganLateOn(order: SpektrixOrder, day: string): boolean {
  const began = isObject(order) ? order.firstTransactionDate : null;
  return typeof began === 'string' && began.startsWith(day) && began > `${day}T15`;
}
