import { setTimeout as sleep } from 'node:timers/promises';
import { numberOr } from '../../faults/fault-board.ts';
import { type Answer, failure, json, jsonText, notFound } from '../../http/answer.ts';
import { bendOrders, type OrderBend } from '../faults/bend-orders.ts';
import { FIRST_ORDER_SEQUENCE, numberOf } from '../ids.ts';
import { confirmedOrder, daysBetween, ordersTouching, type Span, syncPage } from './list-orders.ts';
import { renderOrder } from './render-order.ts';
import type { ApiRequest, Route } from './route.ts';

const DAY = 86_400_000;
/** Pieces in which a window is sent. */
const PIECE = 256 * 1024;

/** Orders by window, by day of confirmation, by id, and as a feed of changes [spektrix §2.4]. */
export const ORDER_ROUTES: readonly Route[] = [
  { method: 'GET', path: 'orders/sync', ownerOnly: true, answer: (request) => sync(request) },
  { method: 'GET', path: 'orders', ownerOnly: true, answer: (request) => list(request) },
  { method: 'GET', path: 'orders/{}', ownerOnly: true, answer: (request, [id = '']) => single(request, id) },
];

async function list(request: ApiRequest): Promise<Answer> {
  const { client, query } = request;
  const { office } = client;
  const confirmedOn = query.get('confirmedOn');
  const from = confirmedOn ?? query.get('DateFrom');
  const to = confirmedOn ?? query.get('DateTo');
  // page and pageSize are ignored [O]: a window is never paged.
  if (from === null || to === null) return failure(400, 'DateFrom and DateTo, or confirmedOn, are required.');
  const span = daysBetween(office, from, to);
  if (!span) return failure(400, 'The dates are not valid.');
  await beSlow(request, span);
  const orders = ordersTouching(office, span, request.now).filter(shownBy(request));
  if (orders.length === 0 && request.simulation.faults.take('empty-window-404', request.target))
    return notFound('Orders');
  const bend = bendOrders(request.simulation.faults, request.target);
  const late = request.simulation.faults.take('stale-answer', request.target);
  if (late) await sleep(numberOr(late, 1_500));
  if (bend || confirmedOn !== null || !client.rendered) {
    return jsonText(
      renderList(request, bend ? bend.arrange(orders) : orders, bend, confirmedOn === null ? null : span),
    );
  }
  return jsonText(client.rendered.stream(orders, request.now));
}

/** Renders as it sends, so that a window of any size is never held. All orders stand as at the request's instant. */
async function* renderList(
  request: ApiRequest,
  orders: readonly number[],
  bend: OrderBend | null,
  confirmedIn: Span | null,
): AsyncGenerator<string> {
  const { office, style } = request.client;
  let piece = '[';
  let first = true;
  for (const order of orders) {
    const state = confirmedOrder(office, order, request.now);
    if (!state || (confirmedIn && !within(state.confirmed, confirmedIn))) continue;
    const text = renderOrder({ office, style }, state);
    piece += (first ? '' : ',') + (bend ? bend.change(order, text) : text);
    first = false;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}]`;
}

function within(instant: number | null, span: Span): boolean {
  return instant !== null && instant >= span.from && instant < span.to;
}

/** Which orders are not left out by the fault of that name. */
function shownBy({ simulation, target }: ApiRequest): (order: number) => boolean {
  const fault = simulation.faults.take('orders-left-out', target);
  const every = Math.max(1, numberOr(fault, 10));
  return fault === null ? () => true : (order) => order % every !== 0;
}

/** Big windows take longer [O]: with the fault `slow-windows`, in proportion to their days. */
async function beSlow({ simulation, target }: ApiRequest, span: Span): Promise<void> {
  const fault = simulation.faults.take('slow-windows', target);
  if (fault) await sleep(Math.round((span.to - span.from) / DAY) * numberOr(fault, 1_000));
}

/** `orders/{id}` [I]: also shows a reservation that is not paid yet (PROVISIONAL [?]). */
function single(request: ApiRequest, id: string): Answer {
  const { client, now, simulation, target } = request;
  const { office, style } = client;
  const order = numberOf(id, FIRST_ORDER_SEQUENCE);
  const state = order === null ? null : office.orderAt(order, now);
  if (order === null || !state || !shownBy(request)(order)) return notFound('Order');
  const text = renderOrder({ office, style }, state);
  const bend = bendOrders(simulation.faults, target);
  return jsonText(bend ? bend.change(order, text) : text);
}

function sync(request: ApiRequest): Answer {
  const { client, query, now, simulation, target } = request;
  if (simulation.faults.take('sync-absent', target)) return notFound('Resource');
  const since = query.get('since');
  if (since === null) return failure(400, 'The parameter since is required.');
  const page = syncPage(client.office, { sinceText: since, now, isShown: shownBy(request) });
  if (!page) return failure(400, 'The parameter since is not an ISO 8601 date.');
  if (simulation.faults.take('repeat-page', target)) page.paging.next = `/api/v3/orders/sync?since=${since}`;
  if (simulation.faults.take('duplicate', target)) page.values = page.values.flatMap((row) => [row, row]);
  return json(page);
}
