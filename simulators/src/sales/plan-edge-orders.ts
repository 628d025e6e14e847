import { mix } from '../random.ts';
import type { BasePlan } from './base-plan.ts';
import { at } from './catalogue.ts';
import { onSaleAt } from './on-sale.ts';
import { KIND, type Kind } from './transaction.ts';

type AddEdgeOrder = (when: number, kind: Kind, performance: number, count: number, key: number) => void;

const MINUTE = 60_000;
/** Above every key of an ordinary order (65,536 per performance). */
const FIRST_KEY = 2 ** 40;

/**
 * Orders at awkward moments, in every world: around each change of clocks, on 29 February, on either side of a local
 * midnight; orders with no ticket at all, and one with a hundred tickets.
 */
export function planEdgeOrders(plan: BasePlan, add: AddEdgeOrder): void {
  const { catalogue, seed } = plan;
  const begin = catalogue.performances.reduce((least, each) => Math.min(least, each.onSaleAt), plan.horizon);
  const latest = Math.min(plan.horizon, plan.latest ?? plan.horizon);
  const place = (when: number, count: number, nth: number): void => {
    if (when < begin || when > latest) return;
    const open = onSaleAt(catalogue, when);
    // A party of a hundred does not go where seventy can sit.
    const large = open.filter(
      (each) => at(catalogue.plans, at(catalogue.performances, each).plan).capacity >= count * 3,
    );
    const fitting = large.length > 0 ? large : open;
    const chosen = fitting[mix(seed, when / MINUTE, nth, 71) % Math.max(1, fitting.length)];
    if (chosen !== undefined) add(when, KIND.sale, chosen, count, FIRST_KEY + when + nth);
  };
  for (const change of catalogue.zone.transitions) {
    for (const minutes of [-60, -30, 0, 30, 59]) place(change + minutes * MINUTE, 2, minutes + 100);
    place(change - 1, 1, 201);
  }
  const firstYear = new Date(begin).getUTCFullYear();
  const lastYear = new Date(latest).getUTCFullYear();
  for (let year = firstYear; year <= lastYear; year += 1) {
    const midnight = catalogue.zone.fromWall(Date.UTC(year, 8, 15));
    place(midnight - 1, 1, 301);
    place(midnight, 1, 302);
    place(catalogue.zone.fromWall(Date.UTC(year, 9, 3, 11, 12, 13)), 0, 303);
    place(catalogue.zone.fromWall(Date.UTC(year, 3, 7, 15, 4, 5)), 0, 304);
    if (year % 4 === 0) place(catalogue.zone.fromWall(Date.UTC(year, 1, 29, 12)), 3, 305);
    if (year % 4 === 0) place(catalogue.zone.fromWall(Date.UTC(year, 1, 29, 23, 59, 59)), 2, 306);
    if (year % 2 === 1) place(catalogue.zone.fromWall(Date.UTC(year, 10, 5, 10)), 100, 307);
  }
}
