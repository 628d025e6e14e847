import type { SimulatedClock } from '../clock.ts';
import { mix } from '../random.ts';
import { type BaseLog, customerOfBaseOrder, ordersBefore, planBaseLog } from './base-log.ts';
import type { Catalogue } from './catalogue.ts';
import { LiveSales } from './live-sales.ts';
import { OrderLog } from './order-log.ts';
import { type OrderState, replayOrder } from './order-state.ts';
import { DOOR, LIVE } from './transaction.ts';

const DAY = 86_400_000;
/** How far beyond the clock transactions are planned before the plan has to be extended. */
const LOOKAHEAD = 35 * DAY;

interface BoxOfficePlan {
  readonly client: string;
  readonly name: string;
  readonly seed: number;
  readonly clock: SimulatedClock;
  /** The catalogue as planned up to a wall time; planning further only adds. */
  readonly catalogue: (untilWall: number) => Catalogue;
  /** Exact number of orders before `opened`; null: demand decides, and sales never end. */
  readonly orders: number | null;
  readonly customersPerOrder: number;
  /** UTC ms from which live sales go on. */
  readonly opened: number;
  readonly livePerMinute: number;
}

/**
 * One organisation's world: a function of seed and time. Reading it at an instant shows what had happened by then; nothing
 * is stored but what was asked for at the door while the process lives.
 */
export class BoxOffice {
  readonly client: string;
  readonly name: string;
  readonly seed: number;
  readonly log: OrderLog;
  readonly live: LiveSales;
  /** Customers of orders made at the door. */
  readonly doorCustomers: number[] = [];
  /** Transactions made at the door so far. */
  doorChanges = 0;
  catalogue: Catalogue;
  readonly #plan: BoxOfficePlan;
  #horizon = 0;

  constructor(plan: BoxOfficePlan) {
    this.#plan = plan;
    this.client = plan.client;
    this.name = plan.name;
    this.seed = plan.seed;
    const planned = this.#planUntil(plan.clock.now());
    this.catalogue = planned.catalogue;
    this.log = new OrderLog(planned.base);
    this.live = new LiveSales({
      seed: mix(plan.seed, 0x11fe),
      catalogue: () => this.catalogue,
      log: this.log,
      from: plan.opened,
      perMinute: plan.livePerMinute,
    });
  }

  /** The instant shown now (UTC ms), with everything up to it in the log. */
  now(): number {
    const now = this.#plan.clock.now();
    if (this.#plan.orders === null && now + DAY > this.#horizon) {
      const planned = this.#planUntil(now);
      this.catalogue = planned.catalogue;
      this.log.base = planned.base;
    }
    this.live.advance(now);
    return now;
  }

  /** An order as it stood at an instant; null before its first transaction. */
  orderAt(order: number, instant: number): OrderState | null {
    return replayOrder(this.seed, this.catalogue, this.log.historyOf(order, instant));
  }

  customerOfOrder(order: number): number {
    if (order >= DOOR.orders) return this.doorCustomers[order - DOOR.orders] ?? 0;
    if (order >= LIVE.orders) return this.live.customerOf(order);
    return customerOfBaseOrder(this.seed, this.log.base, order);
  }

  /** Whether a customer is known at an instant. */
  knowsCustomer(customer: number, instant: number): boolean {
    if (customer >= LIVE.customers) return customer < LIVE.customers + this.live.customers;
    return customer < this.plannedCustomers(instant);
  }

  /** Number of planned customers known at an instant: they are numbered from 0 as they arrive. */
  plannedCustomers(instant: number): number {
    return this.log.base.customersBy(ordersBefore(this.log.base, instant + 1));
  }

  #planUntil(now: number): { catalogue: Catalogue; base: BaseLog } {
    const plan = this.#plan;
    const endless = plan.orders === null;
    this.#horizon = endless ? now + LOOKAHEAD : plan.opened;
    // Sales of a pantomime open eleven months before it.
    const catalogue = plan.catalogue(this.#horizon + 400 * DAY);
    const base = planBaseLog({
      seed: plan.seed,
      catalogue,
      orders: plan.orders,
      customersPerOrder: plan.customersPerOrder,
      latest: endless ? null : plan.opened,
      horizon: this.#horizon,
    });
    return { catalogue, base };
  }
}
