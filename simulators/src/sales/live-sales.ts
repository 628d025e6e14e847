import { mix, unit } from '../random.ts';
import { ordersBefore } from './base-log.ts';
import { at, type Catalogue } from './catalogue.ts';
import { onSaleAt } from './on-sale.ts';
import type { OrderLog } from './order-log.ts';
import { editOf } from './plan-orders.ts';
import { KIND, type Kind, LIVE } from './transaction.ts';

const DAY = 86_400_000;
/** Places that no live sale can fill: films online. */
const ENDLESS = 50_000;

interface LiveSalesPlan {
  readonly seed: number;
  readonly catalogue: () => Catalogue;
  readonly log: OrderLog;
  /** UTC ms at which they begin. */
  readonly from: number;
  /** Transactions a minute; 0 switches live sales off. */
  readonly perMinute: number;
}

/**
 * Sales that go on while somebody watches: at the set rate from `from` on, a transaction each time a tick has passed.
 * Each depends on the seed, the tick and earlier ticks only, so a restart with the same `from` makes the same ones.
 */
export class LiveSales {
  readonly #plan: LiveSalesPlan;
  readonly #interval: number;
  readonly #customers: number[] = [];
  /** Tickets sold live, by performance. */
  readonly #sold = new Map<number, number>();
  #newCustomers = 0;
  #tick = 0;
  #nextTicket: number = LIVE.tickets;
  #open: number[] = [];
  #openDay = -1;

  constructor(plan: LiveSalesPlan) {
    this.#plan = plan;
    this.#interval = plan.perMinute > 0 ? 60_000 / plan.perMinute : Number.POSITIVE_INFINITY;
  }

  /** New customers made so far. */
  get customers(): number {
    return this.#newCustomers;
  }

  customerOf(order: number): number {
    return this.#customers[order - LIVE.orders] ?? 0;
  }

  /** Appends everything that has happened by an instant (UTC ms). */
  advance(until: number): void {
    for (;;) {
      const hash = mix(this.#plan.seed, this.#tick, 101);
      const when = Math.floor(this.#plan.from + (this.#tick + unit(hash, 102)) * this.#interval);
      if (!(when <= until)) return;
      this.#tick += 1;
      const performance = this.#performanceAt(when, mix(hash, 100));
      if (performance === undefined) continue;
      if (unit(hash, 103) < 0.7) this.#newOrder(when, hash, performance);
      else this.#edit(when, hash, performance);
    }
  }

  #newOrder(when: number, hash: number, performance: number): void {
    const { log, from } = this.#plan;
    const order = LIVE.orders + this.#customers.length;
    if (unit(hash, 93) < 0.5) {
      this.#customers.push(LIVE.customers + this.#newCustomers);
      this.#newCustomers += 1;
    } else {
      this.#customers.push(Math.floor(unit(hash, 94) * log.base.customersBy(ordersBefore(log.base, from))));
    }
    this.#issue(when, order, KIND.sale, performance, 1 + (mix(hash, 95) % 4));
  }

  /** An edit of a recent order, more often of a live one. */
  #edit(when: number, hash: number, performance: number): void {
    const { log, from } = this.#plan;
    const live = this.#customers.length;
    const planned = ordersBefore(log.base, from);
    const useLive = live > 20 && unit(hash, 96) < 0.6;
    if (!useLive && planned === 0) return;
    const order = useLive
      ? LIVE.orders + live - 1 - (mix(hash, 97) % Math.min(live, 200))
      : planned - 1 - (mix(hash, 98) % Math.min(planned, 2_000));
    const [kind, count] = editOf(unit(hash, 99), hash);
    if (kind === KIND.add || kind === KIND.exchange) this.#issue(when, order, kind, performance, count);
    else log.append({ at: when, order, kind, performance, count, ticketStart: 0, seatStart: 0 });
  }

  #issue(when: number, order: number, kind: Kind, performance: number, count: number): void {
    const before = this.#sold.get(performance) ?? 0;
    this.#sold.set(performance, before + count);
    const seatStart = Math.max(0, this.#capacityOf(performance) - before - count);
    this.#plan.log.append({ at: when, order, kind, performance, count, ticketStart: this.#nextTicket, seatStart });
    this.#nextTicket += count;
  }

  /** A performance that still has places for live sales, sooner ones more often. */
  #performanceAt(when: number, hash: number): number | undefined {
    if (Math.floor(when / DAY) !== this.#openDay) this.#listOpen(when);
    const hasPlaces = (index: number): boolean => {
      const capacity = this.#capacityOf(index);
      // A part of each house is kept for live sales; their seats are counted from its end.
      return (this.#sold.get(index) ?? 0) + 6 <= capacity * (capacity >= ENDLESS ? 0.9 : 0.18);
    };
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const u = unit(hash, attempt, 92);
      const index = this.#open[Math.floor(u * u * this.#open.length)];
      if (index !== undefined && hasPlaces(index)) return index;
    }
    return this.#open.find(hasPlaces);
  }

  #listOpen(when: number): void {
    const catalogue = this.#plan.catalogue();
    const startOf = (index: number): number => at(catalogue.performances, index).start;
    this.#openDay = Math.floor(when / DAY);
    this.#open = onSaleAt(catalogue, when).filter((index) => startOf(index) > when + DAY);
    this.#open.sort((a, b) => startOf(a) - startOf(b));
  }

  #capacityOf(performance: number): number {
    const catalogue = this.#plan.catalogue();
    return at(catalogue.plans, at(catalogue.performances, performance).plan).capacity;
  }
}
