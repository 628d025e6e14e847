import type { SimulatedClock } from '../clock.ts';
import { mix, unit } from '../random.ts';
import { ordersBefore } from './base-log.ts';
import type { BoxOffice } from './box-office.ts';
import { at } from './catalogue.ts';
import { onSaleAt } from './on-sale.ts';
import { editOf } from './plan-orders.ts';
import { DOOR, KIND, type Kind } from './transaction.ts';

interface WantedChanges {
  readonly count: number;
  /** Orders from all of history, instead of recent ones only. */
  readonly scattered: boolean;
}

/**
 * Makes order changes now: edits and returns of existing orders, now and then a new order. The clock moves on by a
 * millisecond for each, also where it is frozen, so that every change has a time of its own. Returns the orders' numbers.
 */
export function makeChanges(office: BoxOffice, clock: SimulatedClock, wanted: WantedChanges): number[] {
  const changed = new Set<number>();
  const planned = ordersBefore(office.log.base, office.now() + 1);
  const made = office.log.added.length;
  // A thousand changes asked for are a thousand orders changed, as long as there are that many to choose from.
  for (let attempt = 0; changed.size < wanted.count && attempt < wanted.count * 20; attempt += 1) {
    const hash = mix(office.seed, made + attempt, 161);
    const reach = wanted.scattered ? planned : Math.min(planned, Math.max(2_000, wanted.count * 3));
    const fresh = planned === 0 || unit(hash, 162) < 0.25;
    const order = fresh ? DOOR.orders + office.doorCustomers.length : planned - 1 - (mix(hash, 163) % reach);
    if (changed.has(order)) continue;
    clock.advance(1);
    const now = office.now();
    if (fresh) {
      if (!sell(office, now, hash, order)) continue;
    } else if (!edit(office, now, hash, order)) continue;
    changed.add(order);
  }
  return [...changed];
}

/** Changes many orders at one and the same instant, without touching their tickets. */
export function touchTogether(office: BoxOffice, clock: SimulatedClock, count: number): void {
  clock.advance(1);
  const now = office.now();
  const planned = ordersBefore(office.log.base, now);
  for (let order = planned - 1; order >= Math.max(0, planned - count); order -= 1) {
    append(office, now, order, KIND.touch, office.log.historyOf(order, now)[0]?.performance ?? 0, 0);
  }
}

function sell(office: BoxOffice, now: number, hash: number, order: number): boolean {
  const open = onSaleAt(office.catalogue, now);
  const performance = open[mix(hash, 164) % Math.max(1, open.length)];
  if (performance === undefined) return false;
  const known = office.plannedCustomers(now);
  office.doorCustomers.push(mix(hash, 165) % known);
  append(office, now, order, KIND.sale, performance, 1 + (mix(hash, 166) % 4));
  return true;
}

function edit(office: BoxOffice, now: number, hash: number, order: number): boolean {
  const state = office.orderAt(order, now);
  // An order that is not confirmed, or has no ticket left, would change nothing that a list shows.
  if (!state || state.confirmed === null || state.tickets.length === 0) return false;
  const [kind, count] = editOf(unit(hash, 167), hash);
  const performance = state.tickets[0]?.performance ?? 0;
  const siblings = at(office.catalogue.events, at(office.catalogue.performances, performance).event).performances;
  const target = kind === KIND.exchange ? (siblings[mix(hash, 168) % siblings.length] ?? performance) : performance;
  append(office, now, order, kind, target, count);
  return true;
}

function append(office: BoxOffice, now: number, order: number, kind: Kind, performance: number, count: number): void {
  const { capacity } = at(office.catalogue.plans, at(office.catalogue.performances, performance).plan);
  const issued = office.log.added.length * 8;
  const seatStart = mix(office.seed, issued, 169) % Math.max(1, capacity - count);
  office.doorChanges += 1;
  office.log.append({ at: now, order, kind, performance, count, ticketStart: DOOR.tickets + issued, seatStart });
}
