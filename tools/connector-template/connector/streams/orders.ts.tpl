import { type DayWindow, defineStream, type Notices, RetryLaterError } from '@illuminate/connector-kit';
import { readOne, TITLE, unexpected, type __Pascal__Client } from '../client.ts';
import { keptOrder } from '../kept.ts';
import { idIn, isObject, readId } from '../normalise/fields.ts';
import { normaliseOrder } from '../normalise/order.ts';
import type { __Pascal__Order } from '../records.ts';

const CHANGES = 'orders/changes';

/** Orders with their tickets: by day for history, and by a feed that tells which have changed. */
export const orders = defineStream<__Pascal__Client, __Pascal__Order, null>({
  name: 'orders',
  keeps: [
    'id',
    'booker: id (as a pseudonym), postcode (as its sector)',
    'channel',
    'placedAt',
    'changedAt',
    'total',
    'charges',
    'donations',
    'tickets: id, event, performance, type (id, name), seat, price, total',
  ],
  inWords: 'Orders with their tickets, and their bookers as a pseudonym and an area.',
  async window(client, { from, to }: DayWindow, signal) {
    const { data, requestedAt } = await client.get(`orders?from=${from}&to=${to}`, 'orders', signal);
    if (!isObject(data) || !Array.isArray(data.items)) throw unexpected('orders', 'has no list of items');
    return { records: data.items as __Pascal__Order[], requestedAt };
  },
  changedSince: readNotices,
  cursorAt: (instant) => new Date(instant).toISOString(),
  byId: (client, id, signal) => readOne<__Pascal__Order>(client, { list: 'orders', id }, signal),
  idOf: idIn,
  normalise: normaliseOrder,
  kept: keptOrder,
});

/** One page of changes: at or after the cursor, oldest first. */
async function readNotices(client: __Pascal__Client, cursor: string, signal: AbortSignal): Promise<Notices> {
  const { data } = await client.get(`${CHANGES}?since=${encodeURIComponent(cursor)}`, CHANGES, signal);
  if (!isObject(data) || !Array.isArray(data.orders)) throw unexpected(CHANGES, 'has no list of orders');
  const ids = data.orders.map((value: unknown) => {
    const id = readId(value);
    // Going on without it would lose the order without a trace.
    if (id === null) throw unexpected(CHANGES, 'has an order without an id');
    return id;
  });
  const { next, more } = data;
  if (typeof next !== 'string') throw unexpected(CHANGES, 'has no next');
  if (more === true && next === cursor) throw endless();
  return { ids, cursor: next, caughtUp: more !== true };
}

/** The cursor stays where it is: what follows is read as soon as the feed goes on. */
function endless(): RetryLaterError {
  return new RetryLaterError({
    code: 'pages-repeat',
    cause: `${TITLE} names the same page again as the next one (${CHANGES}).`,
    whoActs: 'provider',
    nextStep: `Wait: it is tried again by itself. If it lasts for hours, tell ${TITLE}.`,
  });
}
