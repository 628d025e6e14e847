import { unit } from '../random.ts';
import type { BasePlan } from './base-plan.ts';
import { type PlannedOrders, planOrders } from './plan-orders.ts';
import { KIND, type Kind, type Transaction } from './transaction.ts';

/**
 * The planned transactions of a client in order of time, as columns: a million tickets must fit in memory beside the
 * server, so records are rendered from these numbers on request and never held.
 */
export interface BaseLog {
  readonly length: number;
  readonly orders: number;
  readonly at: Float64Array;
  readonly order: Uint32Array;
  /** First transaction of an order, and the next one of the same order (0: none). */
  readonly first: Uint32Array;
  readonly next: Uint32Array;
  /** Customers that have appeared by the n-th order are fewer than this many. */
  customersBy(order: number): number;
  read(index: number): Transaction;
}

/** Plans every transaction up to the horizon. A later horizon only adds to the end: what was planned stays. */
export function planBaseLog(plan: BasePlan): BaseLog {
  const planned = planOrders(plan);
  const sorted = sortByTime(planned);
  const length = sorted.length;
  const log = {
    at: new Float64Array(length),
    next: new Uint32Array(length),
    kind: new Uint8Array(length),
    performance: new Uint32Array(length),
    count: new Uint8Array(length),
    ticketStart: new Uint32Array(length),
    seatStart: new Uint16Array(length),
  };
  const { order: orderOf, first, orders } = numberOrders(planned, sorted, log.next);
  const seats = new Uint32Array(plan.catalogue.performances.length);
  let tickets = 0;
  for (let index = 0; index < length; index += 1) {
    const from = sorted[index] ?? 0;
    const performance = planned.performance[from] ?? 0;
    const kind = (planned.kind[from] ?? 0) as Kind;
    const count = planned.count[from] ?? 0;
    log.at[index] = planned.at[from] ?? 0;
    log.kind[index] = kind;
    log.performance[index] = performance;
    log.count[index] = count;
    log.ticketStart[index] = tickets;
    log.seatStart[index] = seats[performance] ?? 0;
    const issued = issues(kind) ? count : 0;
    tickets += issued;
    seats[performance] = (seats[performance] ?? 0) + issued;
  }
  return {
    length,
    orders,
    at: log.at,
    order: orderOf,
    first,
    next: log.next,
    customersBy: (order) => 12 + Math.floor(order * plan.customersPerOrder),
    read: (index) => ({
      at: log.at[index] ?? 0,
      order: orderOf[index] ?? 0,
      kind: (log.kind[index] ?? 0) as Kind,
      performance: log.performance[index] ?? 0,
      count: log.count[index] ?? 0,
      ticketStart: log.ticketStart[index] ?? 0,
      seatStart: log.seatStart[index] ?? 0,
    }),
  };
}

/** Numbers orders by their first transaction, and links the transactions of each in `next`. */
function numberOrders(planned: PlannedOrders, sorted: Uint32Array, next: Uint32Array) {
  const order = new Uint32Array(sorted.length);
  const first = new Uint32Array(planned.orders);
  const rank = new Int32Array(planned.orders).fill(-1);
  const last = new Uint32Array(planned.orders);
  let orders = 0;
  for (let index = 0; index < sorted.length; index += 1) {
    const plannedOrder = planned.order[sorted[index] ?? 0] ?? 0;
    let number = rank[plannedOrder] ?? -1;
    if (number < 0) {
      number = orders;
      orders += 1;
      rank[plannedOrder] = number;
      first[number] = index;
    } else {
      next[last[number] ?? 0] = index;
    }
    last[number] = index;
    order[index] = number;
  }
  return { order, first: first.subarray(0, orders), orders };
}

/** Whether a kind of transaction issues `count` new tickets. */
function issues(kind: Kind): boolean {
  return kind === KIND.sale || kind === KIND.reserve || kind === KIND.add || kind === KIND.exchange;
}

function sortByTime(planned: PlannedOrders): Uint32Array {
  const sorted = new Uint32Array(planned.length);
  for (let index = 0; index < planned.length; index += 1) sorted[index] = index;
  const { at: times, key, step } = planned;
  // Ties are broken by what does not depend on how far is planned, so that a later horizon keeps every number.
  return sorted.sort(
    (a, b) =>
      (times[a] ?? 0) - (times[b] ?? 0) || (key[a] ?? 0) - (key[b] ?? 0) || (step[a] ?? 0) - (step[b] ?? 0) || a - b,
  );
}

/** The customer of a base order: some are new to the house, others come back. */
export function customerOfBaseOrder(seed: number, log: BaseLog, order: number): number {
  const known = log.customersBy(order);
  if (unit(seed, order, 41) < 0.4) return known - 1;
  return Math.floor(unit(seed, order, 42) * known);
}

/** Index of the first transaction at or after an instant. */
export function firstAtOrAfter(log: BaseLog, instant: number): number {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((log.at[middle] ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Number of orders whose first transaction is before an instant; orders are numbered by it. */
export function ordersBefore(log: BaseLog, instant: number): number {
  let low = 0;
  let high = log.orders;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((log.at[log.first[middle] ?? 0] ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
