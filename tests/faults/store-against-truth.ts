import type { State } from '../support/read-store.ts';
import type { Truth } from '../support/simulator-door.ts';

/**
 * Leaves out what only somebody who was there at the time can know: events that the list hides, once no ticket names them any
 * more. Nothing is deleted for being absent from a list, and a reader who comes later never hears of them.
 */
export function withoutForgotten(state: State, truth: Truth): State {
  const named = new Set(state.tickets.map((ticket) => ticket.event_id));
  const hidden = new Set(truth.performances.filter(({ listed }) => !listed).map(({ event }) => event));
  const forgotten = (id: unknown): boolean => hidden.has(String(id)) && !named.has(id);
  return {
    ...state,
    events: state.events.filter((row) => !forgotten(row.source_id)),
    performances: state.performances.filter((row) => !forgotten(row.event_id)),
  };
}

/**
 * A customer's pseudonym depends on the organisation's key. Here each is called after the first of its orders, so that states
 * read with different keys can be compared.
 */
export function withoutPseudonyms(state: State): State {
  const names = new Map<unknown, string>();
  const orders = [...state.orders].sort((a, b) => (String(a.source_id) < String(b.source_id) ? -1 : 1));
  for (const { source_id: order, customer_id: customer } of orders) {
    if (customer !== null && !names.has(customer)) names.set(customer, `booker of ${order}`);
  }
  const renamed = (customer: unknown): unknown => names.get(customer) ?? customer;
  return {
    ...state,
    orders: state.orders.map((row) => ({ ...row, customer_id: renamed(row.customer_id) })),
    customers: state.customers.map((row) => ({ ...row, source_id: renamed(row.source_id) })),
  };
}

/** Where a store differs from what the box office says of itself: totals, and each performance. */
export function untrue(state: State, truth: Truth): string[] {
  const sold = new Map<string, { tickets: number; amount: number; orders: Set<unknown> }>();
  for (const ticket of state.tickets) {
    const id = String(ticket.performance_id);
    const totals = sold.get(id) ?? { tickets: 0, amount: 0, orders: new Set() };
    totals.tickets += 1;
    totals.amount += Number(ticket.total_minor);
    totals.orders.add(ticket.order_id);
    sold.set(id, totals);
  }
  const known = new Set(state.performances.map((row) => row.source_id));
  const found: string[] = [];
  const same = (what: string, have: unknown, want: unknown): void => {
    if (have !== want) found.push(`${what}: ${have} instead of ${want}`);
  };
  for (const performance of truth.performances) {
    const have = sold.get(performance.id);
    same(`tickets of ${performance.id}`, have?.tickets ?? 0, performance.tickets);
    same(`amount of ${performance.id}`, have?.amount ?? 0, minor(performance.amount));
    same(`orders of ${performance.id}`, have?.orders.size ?? 0, performance.orders);
    if (performance.listed || performance.tickets > 0)
      same(`performance ${performance.id}`, known.has(performance.id), true);
  }
  same('orders', state.orders.length, truth.totals.orders);
  same('tickets', state.tickets.length, truth.totals.tickets);
  return found;
}

/** An amount with two decimals, in minor units. */
export function minor(amount: string): number {
  return Number(amount.replace('.', ''));
}
