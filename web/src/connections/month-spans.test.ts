import type { CoverageMonth } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { spansOf, yearsOf } from './month-spans.ts';

const MONTHS: CoverageMonth[] = (
  [
    ['2025-11', 'not-loaded', 0],
    ['2025-12', 'loaded', 4],
    ['2026-01', 'no-orders', 0],
    ['2026-02', 'no-orders', 0],
    ['2026-03', 'loaded', 9],
    ['2026-04', 'no-orders', 0],
  ] as const
).map(([month, state, orders]) => ({ month, state, orders }));

test('months of one state that follow each other are one span', () => {
  expect(spansOf(MONTHS, 'no-orders')).toEqual([
    { from: '2026-01', to: '2026-02' },
    { from: '2026-04', to: '2026-04' },
  ]);
  expect(spansOf(MONTHS, 'delivery-missing')).toEqual([]);
});

test('a year has twelve places, whether or not there is anything in them', () => {
  const years = yearsOf(MONTHS);
  expect(years.map(({ year }) => year)).toEqual(['2025', '2026']);
  expect(years[0]?.months.map((one) => one?.orders ?? null)).toEqual([...Array(10).fill(null), 0, 4]);
});
