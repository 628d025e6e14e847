import { mix, unit } from '../../random.ts';
import { customerOfBaseOrder, ordersBefore } from './base-log.ts';
import { at, type Catalogue } from './catalogue.ts';
import { onSaleAt } from './on-sale.ts';
import type { OrderLog } from './order-log.ts';
import { editOf } from './plan-orders.ts';
import { KIND, type Kind, LIVE } from './transaction.ts';

const DAY = 86_400_000;
/** Places that no live sale can fill: films online. */
const ENDLESS = 50_000;

/**
 * Sales that go on while somebody watches: at the set rate from `from` on, a transaction each time a tick has passed.
 * Each depends on the seed, the tick and earlier ticks only, so a restart with the same `from` makes the same ones.
 */
export interface LiveSales {
  /** Appends everything that has happened by an instant. */
  advance(until: number): void;
  customerOf(order: number): number;
  /** New customers made so far. */
  readonly customers: number;
}

interface LiveSalesPlan {
  readonly seed: number;
  readonly catalogue: () => Catalogue;
  readonly log: OrderLog;
  readonly from: number;
  /** Transactions a minute; 0 switches live sales off. */
  readonly perMinute: number;
}

/** Starts the live sales of one client; nothing happens before the first `advance`. */
export function createLiveSales(plan: LiveSalesPlan): LiveSales {
  const { seed, log } = plan;
  const interval = plan.perMinute > 0 ? 60_000 / plan.perMinute : Number.POSITIVE_INFINITY;
  const customers: number[] = [];
  const sold = new Map<number, number>();
  let tick = 0;
  let newCustomers = 0;
  let tickets: number = LIVE.tickets;
  let open: number[] = [];
  let openDay = -1;

  const performanceAt = (when: number, hash: number): number | undefined => {
    const catalogue = plan.catalogue();
    if (Math.floor(when / DAY) !== openDay) {
      openDay = Math.floor(when / DAY);
      const startOf = (index: number): number => at(catalogue.performances, index).start;
      open = onSaleAt(catalogue, when).filter((index) => startOf(index) > when + DAY);
      open.sort((a, b) => startOf(a) - startOf(b));
    }
    const quota = (index: number): number => {
      const { capacity } = at(catalogue.plans, at(catalogue.performances, index).plan);
      // A part of each house is kept for live sales; their seats are counted from its end.
      return capacity * (capacity >= ENDLESS ? 0.9 : 0.18) - 6;
    };
    for (let attempt = 0; attempt < 4 && open.length > 0; attempt += 1) {
      // Sooner performances sell more.
      const u = unit(hash, attempt, 92);
      const index = open[Math.floor(u * u * open.length)];
      if (index !== undefined && (sold.get(index) ?? 0) <= quota(index)) return index;
    }
    return open.find((index) => (sold.get(index) ?? 0) <= quota(index));
  };

  const issue = (when: number, order: number, kind: Kind, performance: number, count: number): void => {
    const capacity = at(plan.catalogue().plans, at(plan.catalogue().performances, performance).plan).capacity;
    const before = sold.get(performance) ?? 0;
    const seatStart = Math.max(0, capacity - before - count);
    sold.set(performance, before + count);
    log.append({ at: when, order, kind, performance, count, ticketStart: tickets, seatStart });
    tickets += count;
  };

  const newOrder = (when: number, hash: number): void => {
    const performance = performanceAt(when, hash);
    if (performance === undefined) return;
    const order = LIVE.orders + customers.length;
    if (unit(hash, 93) < 0.5) {
      customers.push(LIVE.customers + newCustomers);
      newCustomers += 1;
    } else {
      customers.push(Math.floor(unit(hash, 94) * log.base.customersBy(ordersBefore(log.base, plan.from))));
    }
    issue(when, order, KIND.sale, performance, 1 + (mix(hash, 95) % 4));
  };

  const edit = (when: number, hash: number): void => {
    const planned = ordersBefore(log.base, Math.min(when, plan.from));
    const recent = Math.min(planned, 2_000);
    const useLive = customers.length > 20 && unit(hash, 96) < 0.6;
    if (!useLive && recent === 0) return;
    const order = useLive
      ? LIVE.orders + customers.length - 1 - (mix(hash, 97) % Math.min(customers.length, 200))
      : planned - 1 - (mix(hash, 98) % recent);
    const [kind, count] = editOf(unit(hash, 99), hash);
    const performance = performanceAt(when, mix(hash, 100));
    if (performance === undefined) return;
    if (kind === KIND.add || kind === KIND.exchange) issue(when, order, kind, performance, count);
    else log.append({ at: when, order, kind, performance, count, ticketStart: 0, seatStart: 0 });
  };

  return {
    advance(until) {
      for (;;) {
        const hash = mix(seed, tick, 101);
        const when = Math.floor(plan.from + tick * interval + unit(hash, 102) * interval);
        if (!(when <= until)) return;
        tick += 1;
        if (unit(hash, 103) < 0.7) newOrder(when, hash);
        else edit(when, hash);
      }
    },
    customerOf: (order) => customers[order - LIVE.orders] ?? customerOfBaseOrder(seed, log.base, 0),
    get customers() {
      return newCustomers;
    },
  };
}
