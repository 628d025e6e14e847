import type { CoverageMonth } from '@illuminate/contract';
import { addMonths, type Day, monthsIn } from '../syncs/days.ts';

const MONTHS_AT_MOST = 240;

interface CoverageFacts {
  /** Orders by the month of their first transaction, "2026-03". */
  readonly orders: ReadonlyMap<string, number>;
  /** The earliest day whose orders are loaded; null where nothing is. */
  readonly loadedFrom: Day | null;
  /** The earliest day that will be loaded, as far as is known. */
  readonly historyFrom: Day | null;
  /** Days that a missing delivery would cover, both ends counted. */
  readonly missing: readonly { readonly from: Day; readonly to: Day }[];
  readonly today: Day;
}

const monthOf = (day: Day): string => day.slice(0, 7);
const firstOf = (month: string): Day => `${month}-01`;

/** Month by month, from the first that there is or will be to this one. */
export function coverageByMonth({ orders, loadedFrom, historyFrom, missing, today }: CoverageFacts): CoverageMonth[] {
  const starts = [historyFrom, loadedFrom, ...[...orders.keys()].map(firstOf)].filter((day) => day !== null);
  const first = starts.reduce((one, other) => (other < one ? other : one), today);
  const count = Math.min(MONTHS_AT_MOST, monthsIn(first, today));
  const beginning = addMonths(firstOf(monthOf(today)), 1 - count);
  const state = (month: string, held: number): CoverageMonth['state'] => {
    if (missing.some(({ from, to }) => monthOf(from) <= month && month <= monthOf(to))) return 'delivery-missing';
    if (held > 0) return 'loaded';
    return loadedFrom !== null && month >= monthOf(loadedFrom) ? 'no-orders' : 'not-loaded';
  };
  return Array.from({ length: starts.length === 0 ? 0 : count }, (_, index) => {
    const month = monthOf(addMonths(beginning, index));
    const held = orders.get(month) ?? 0;
    return { month, state: state(month, held), orders: held };
  });
}
