import { mix, unit } from '../random.ts';
import type { BasePlan } from './base-plan.ts';
import { bookingTime } from './booking-curve.ts';
import { at, type Catalogue, type Performance } from './catalogue.ts';
import { planEdgeOrders } from './plan-edge-orders.ts';
import { KIND, type Kind } from './transaction.ts';

/** Planned transactions in no particular order. `key` and `step` make the order of time total. */
export interface PlannedOrders {
  length: number;
  orders: number;
  at: Float64Array;
  order: Uint32Array;
  kind: Uint8Array;
  performance: Uint32Array;
  count: Uint8Array;
  key: Float64Array;
  step: Uint8Array;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Tickets in an order on average; used to turn demand into a number of orders. */
const TICKETS_PER_ORDER = 2.6;

/** Plans sales performance by performance, each with its later edits. */
export function planOrders(plan: BasePlan): PlannedOrders {
  const { catalogue, seed } = plan;
  const wanted = ordersPerPerformance(plan);
  const planned = grow(null, Math.ceil(wanted.reduce((sum, n) => sum + n, 0) * 1.25) + 1_000);
  const add: AddTransaction = (order, key, step, when, kind, performance, count) => {
    if (when > plan.horizon) return;
    if (planned.length === planned.at.length) grow(planned, planned.length * 2);
    const index = planned.length;
    planned.length += 1;
    planned.at[index] = when;
    planned.order[index] = order;
    planned.kind[index] = kind;
    planned.performance[index] = performance;
    planned.count[index] = count;
    planned.key[index] = key;
    planned.step[index] = step;
  };
  for (let index = 0; index < catalogue.performances.length; index += 1) {
    const performance = at(catalogue.performances, index);
    const capacity = at(catalogue.plans, performance.plan).capacity;
    const latest = Math.min(
      plan.latest ?? Number.POSITIVE_INFINITY,
      performance.cancelledAt ?? Number.POSITIVE_INFINITY,
    );
    let seats = 0;
    for (let n = 0; n < (wanted[index] ?? 0); n += 1) {
      const when = bookingTime(seed, catalogue.zone, performance, n, latest);
      const key = index * 65_536 + n;
      const count = ticketsOf(seed, key);
      seats += count;
      // One seat in twenty is kept for edits, one in six of the demo's for sales while somebody watches.
      if (plan.orders === null && seats > capacity * 0.8) break;
      if (when > plan.horizon) continue;
      const order = planned.orders;
      planned.orders += 1;
      addOrder(add, { catalogue, seed, order, key, when, index, performance, count });
    }
  }
  planEdgeOrders(plan, (when, kind, performance, count, key) => {
    if (when > plan.horizon) return;
    const order = planned.orders;
    planned.orders += 1;
    add(order, key, 0, when, kind, performance, count);
  });
  return planned;
}

type AddTransaction = (
  order: number,
  key: number,
  step: number,
  when: number,
  kind: Kind,
  performance: number,
  count: number,
) => void;

interface NewOrder {
  readonly catalogue: Catalogue;
  readonly seed: number;
  readonly order: number;
  readonly key: number;
  readonly when: number;
  readonly index: number;
  readonly performance: Performance;
  readonly count: number;
}

function addOrder(add: AddTransaction, made: NewOrder): void {
  const { seed, order, key, when, index, performance, count } = made;
  let step = 0;
  let last = when;
  const push = (after: number, kind: Kind, target: number, tickets: number): void => {
    step += 1;
    last = Math.round(after);
    add(order, key, step, last, kind, target, tickets);
  };
  const reserved = unit(seed, key, 51) < 0.03 && performance.start - when > 4 * DAY;
  add(order, key, 0, when, reserved ? KIND.reserve : KIND.sale, index, count);
  if (reserved) {
    // One reservation in four is never paid, and so never seen in the lists of confirmed orders.
    if (unit(seed, key, 52) < 0.25) return;
    push(when + MINUTE + unit(seed, key, 53) * 3 * DAY, KIND.pay, index, 0);
  }
  if (unit(seed, key, 54) < 0.09) {
    const edits = 1 + (mix(seed, key, 55) % 2);
    for (let n = 0; n < edits; n += 1) {
      const u = unit(seed, key, 56, n);
      // From minutes to weeks later, so that an order comes back in windows far apart.
      const after = last + MINUTE + u * u * u * 45 * DAY;
      if (after > Math.max(performance.start, last + 2 * MINUTE)) continue;
      const [kind, tickets] = editOf(unit(seed, key, 57, n), mix(seed, key, 58, n));
      push(after, kind, kind === KIND.exchange ? sibling(made, n) : index, tickets);
    }
  }
  if (performance.cancelledAt !== null && last < performance.cancelledAt && unit(seed, key, 59) < 0.95) {
    push(performance.cancelledAt + MINUTE + unit(seed, key, 60) * 2 * DAY, KIND.returnAll, index, 0);
  }
}

/** What a later transaction does: kind and number of tickets. */
export function editOf(u: number, hash: number): [Kind, number] {
  if (u < 0.3) return [KIND.returnSome, 1 + (hash % 2)];
  if (u < 0.42) return [KIND.returnAll, 0];
  if (u < 0.62) return [KIND.exchange, 1];
  if (u < 0.76) return [KIND.add, 1 + (hash % 2)];
  if (u < 0.9) return [KIND.reprice, 1];
  return [KIND.touch, 0];
}

/** Another performance of the same event that is still to come and not cancelled, or the same one. */
function sibling(made: NewOrder, n: number): number {
  const { performances } = at(made.catalogue.events, made.performance.event);
  const chosen = performances[mix(made.seed, made.key, 61, n) % performances.length] ?? made.index;
  const other = at(made.catalogue.performances, chosen);
  return other.cancelledAt === null && other.start >= made.performance.start ? chosen : made.index;
}

function ticketsOf(seed: number, key: number): number {
  const u = unit(seed, key, 62);
  if (u < 0.2) return 1;
  if (u < 0.68) return 2;
  if (u < 0.79) return 3;
  if (u < 0.92) return 4;
  if (u < 0.985) return 5 + (mix(seed, key, 63) % 4);
  return 10 + (mix(seed, key, 63) % 20);
}

/** Demand as numbers of orders; with an exact total, dealt out by weight so that the total is met. */
function ordersPerPerformance(plan: BasePlan): number[] {
  const { performances, plans } = plan.catalogue;
  const latest = plan.latest ?? Number.POSITIVE_INFINITY;
  if (plan.orders === null) {
    return performances.map((each) => Math.round((each.demand * at(plans, each.plan).capacity) / TICKETS_PER_ORDER));
  }
  const weights = performances.map((each) => {
    const onSale = Math.min(each.start, latest) - each.onSaleAt;
    return onSale <= 0 ? 0 : each.demand * Math.min(1, onSale / (30 * DAY));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  return weights.map((weight) => {
    const from = Math.round((before / total) * (plan.orders ?? 0));
    before += weight;
    return total === 0 ? 0 : Math.round((before / total) * (plan.orders ?? 0)) - from;
  });
}

function grow(planned: PlannedOrders | null, capacity: number): PlannedOrders {
  const next: PlannedOrders = {
    length: planned?.length ?? 0,
    orders: planned?.orders ?? 0,
    at: new Float64Array(capacity),
    order: new Uint32Array(capacity),
    kind: new Uint8Array(capacity),
    performance: new Uint32Array(capacity),
    count: new Uint8Array(capacity),
    key: new Float64Array(capacity),
    step: new Uint8Array(capacity),
  };
  if (!planned) return next;
  for (const column of ['at', 'order', 'kind', 'performance', 'count', 'key', 'step'] as const) {
    next[column].set(planned[column].subarray(0, planned.length));
  }
  return Object.assign(planned, next);
}
