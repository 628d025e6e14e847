import { type Answer, failure, json, notFound } from '../http/answer.ts';
import type { Query } from '../http/query.ts';
import { arrange, bendOrders } from './faults.ts';
import { changesPage, ordersOfDays } from './list-orders.ts';
import { idOf, numberOf, renderEvent, renderOrder, renderPerformance } from './render.ts';
import type { Simulation } from './simulation.ts';

/** A request to the interface. PROVISIONAL as a whole: write down for each route how it is known. */
export interface Asked {
  readonly simulation: Simulation;
  readonly query: Query;
  /** Method and target as received, for faults that match on it. */
  readonly target: string;
  /** UTC ms. */
  readonly now: number;
}

interface Route {
  /** For counts of requests, without ids. */
  readonly name: string;
  readonly answer: (asked: Asked) => Answer;
}

const PAGE = 10;
const ONE = /^(events|performances|orders)\/([a-z]\d+)$/;

/** What answers a path; null where nothing does. */
export function findRoute(path: string): Route | null {
  if (!path.startsWith('/api/')) return null;
  const name = path.slice('/api/'.length);
  const whole = ROUTES[name];
  if (whole) return { name, answer: whole };
  const [, list = '', id = ''] = ONE.exec(name) ?? [];
  const single = SINGLE[list];
  return single ? { name: `${list}/{}`, answer: (asked) => single(asked, id) } : null;
}

const ROUTES: Readonly<Record<string, (asked: Asked) => Answer>> = {
  account: ({ simulation }) => json({ name: simulation.office.name }),
  events: (asked) => listPage(asked, asked.simulation.office.catalogue.events.map(renderEvent)),
  performances: (asked) => {
    const { office } = asked.simulation;
    return listPage(asked, office.catalogue.performances.map((_, index) => renderPerformance(office, index)));
  },
  orders(asked) {
    const { simulation, query, target, now } = asked;
    const orders = ordersOfDays(simulation.office, { from: query.get('from') ?? '', to: query.get('to') ?? '' }, now);
    if (orders === null) return failure(400, 'from and to must be days.');
    const bend = bendOrders(simulation.faults, target);
    const items = arrange(simulation.faults, target, orders).flatMap((order) => {
      const record = renderOrder(simulation.office, order, now);
      return record === null ? [] : [bend(order, record)];
    });
    return json({ items });
  },
  'orders/changes'({ simulation, query, target, now }) {
    const since = query.get('since') ?? '';
    const page = changesPage(simulation.office, since, now);
    if (page === null) return failure(400, 'since must be a time, or what next said.');
    const orders = arrange(simulation.faults, target, page.orders).map((order) => idOf('o', order));
    if (simulation.faults.take('repeat-page', target)) return json({ orders, next: since, more: true });
    return json({ orders, next: page.next, more: page.more });
  },
};

const SINGLE: Readonly<Record<string, (asked: Asked, id: string) => Answer>> = {
  events({ simulation }, id) {
    const event = simulation.office.catalogue.events.find(({ integer }) => idOf('e', integer) === id);
    return event === undefined ? notFound('Event') : json(renderEvent(event));
  },
  performances({ simulation: { office } }, id) {
    const index = office.catalogue.performances.findIndex(({ integer }) => idOf('p', integer) === id);
    return index < 0 ? notFound('Performance') : json(renderPerformance(office, index));
  },
  orders({ simulation, target, now }, id) {
    const order = numberOf('o', id);
    const record = order === null ? null : renderOrder(simulation.office, order, now);
    if (order === null || record === null) return notFound('Order');
    return json(bendOrders(simulation.faults, target)(order, record));
  },
};

function listPage({ simulation, query, target }: Asked, all: readonly object[]): Answer {
  const page = Number(query.get('page') ?? 1);
  const listed = simulation.faults.take('unlisted', target) ? all.slice(1) : all;
  const items = arrange(simulation.faults, target, listed.slice((page - 1) * PAGE, page * PAGE));
  const name = /\/api\/([a-z]+)/.exec(target)?.[1] ?? '';
  const more = listed.length > page * PAGE;
  const following = simulation.faults.take('repeat-page', target) ? page : page + 1;
  return json({ items, next: more ? `${name}?page=${following}` : null });
}
