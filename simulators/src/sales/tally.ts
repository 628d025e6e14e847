import type { BoxOffice } from './box-office.ts';
import { at } from './catalogue.ts';
import { replayOrder, ticketTotal } from './order-state.ts';

/** Totals of one performance. Money in pence. */
interface PerformanceTotals {
  tickets: number;
  amount: number;
  orders: number;
}

interface Totals {
  readonly performances: ReadonlyMap<number, PerformanceTotals>;
  readonly orders: number;
  readonly tickets: number;
  readonly amount: number;
  readonly issues: number;
  readonly returns: number;
  readonly priceChanges: number;
}

/** Adds up every confirmed order of a client as it stands at an instant, with the movements that led there. */
export function totalsAt(office: BoxOffice, instant: number): Totals {
  const performances = new Map<number, PerformanceTotals>();
  const sum = { orders: 0, tickets: 0, amount: 0, issues: 0, returns: 0, priceChanges: 0 };
  for (const order of orderNumbers(office)) {
    const state = replayOrder(office.seed, office.catalogue, office.log.historyOf(order, instant), (change) => {
      if (change.kind === 'issue') sum.issues += 1;
      else if (change.kind === 'return') sum.returns += 1;
      else sum.priceChanges += 1;
    });
    if (!state || state.confirmed === null) continue;
    sum.orders += 1;
    const counted = new Set<number>();
    for (const ticket of state.tickets) {
      let totals = performances.get(ticket.performance);
      if (!totals) {
        totals = { tickets: 0, amount: 0, orders: 0 };
        performances.set(ticket.performance, totals);
      }
      totals.tickets += 1;
      totals.amount += ticketTotal(ticket);
      sum.tickets += 1;
      sum.amount += ticketTotal(ticket);
      if (!counted.has(ticket.performance)) totals.orders += 1;
      counted.add(ticket.performance);
    }
  }
  return { performances, ...sum };
}

/** Every order number there is, planned ones first; whether it is visible depends on the instant asked for. */
export function* orderNumbers(office: BoxOffice): Generator<number> {
  for (let order = 0; order < office.log.base.orders; order += 1) yield order;
  const added = new Set<number>();
  for (const transaction of office.log.added) {
    if (office.log.isPlanned(transaction.order) || added.has(transaction.order)) continue;
    added.add(transaction.order);
    yield transaction.order;
  }
}

/** Seats sold of one performance at an instant, through an index of who has bought for it. */
export class SeatCounts {
  readonly #office: BoxOffice;
  #builtFor = '';
  #counts = new Map<number, number>();

  constructor(office: BoxOffice) {
    this.#office = office;
  }

  /** Tickets live in a performance. Counted once a minute of the simulator's time, and after what the door has changed. */
  soldOf(performance: number, instant: number): number {
    const builtFor = `${Math.floor(instant / 60_000)} ${this.#office.doorChanges}`;
    if (builtFor !== this.#builtFor) {
      this.#builtFor = builtFor;
      this.#counts = new Map();
      for (const [index, totals] of totalsAt(this.#office, instant).performances)
        this.#counts.set(index, totals.tickets);
    }
    return this.#counts.get(performance) ?? 0;
  }

  capacityOf(performance: number): number {
    const { catalogue } = this.#office;
    return at(catalogue.plans, at(catalogue.performances, performance).plan).capacity;
  }
}
