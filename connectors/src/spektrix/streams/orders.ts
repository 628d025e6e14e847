import { type DayWindow, defineStream } from '@illuminate/connector-kit';
import type { SpektrixOrder } from '../api-types.ts';
import type { SpektrixClient } from '../client.ts';
import { idIn } from '../normalise/fields.ts';
import { normaliseOrder } from '../normalise/order.ts';
import type { SpektrixReferences } from '../references.ts';
import { getList, getOne, segment } from './answers.ts';
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
  /** A timeout is thrown at once: the planner asks for fewer days. */
  window(client, { from, to }: DayWindow, signal) {
    const path = `orders?DateFrom=${from}&DateTo=${to}`;
    return getList<SpektrixOrder>(client, path, { route: 'orders', signal, retryTimeouts: false });
  },
  changedSince: readNotices,
  cursorAt,
  byId(client, id, signal) {
    return getOne<SpektrixOrder>(client, `orders/${segment(id)}`, { route: 'orders/{id}', signal });
  },
  idOf: idIn,
  normalise: normaliseOrder,
});
