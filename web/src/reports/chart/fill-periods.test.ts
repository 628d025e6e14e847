import { expect, test } from 'vitest';
import { fillPeriods } from './fill-periods.ts';

test.each([
  [
    ['2025-11', '2026-02'],
    ['2025-11', '2025-12', '2026-01', '2026-02'],
  ],
  [
    ['2025 Q3', '2026 Q2'],
    ['2025 Q3', '2025 Q4', '2026 Q1', '2026 Q2'],
  ],
  [
    ['2098/99', '2101/02'],
    ['2098/99', '2099/00', '2100/01', '2101/02'],
  ],
  [
    ['2024', '2026'],
    ['2024', '2025', '2026'],
  ],
  [
    ['2024-02-27', '2024-03-01'],
    ['2024-02-27', '2024-02-28', '2024-02-29', '2024-03-01'],
  ],
  [
    ['2025-12-22', '2026-01-05'],
    ['2025-12-22', '2025-12-29', '2026-01-05'],
  ],
])('between %j nothing is left out', (periods, filled) => {
  expect(fillPeriods(periods, 10)).toEqual(filled);
});

test('what would be more than a chart can show stays as it is', () => {
  expect(fillPeriods(['2020-01', '2025-01'], 60)).toEqual(['2020-01', '2025-01']);
  expect(fillPeriods(['2020-01', '2024-12'], 60)).toHaveLength(60);
});

test('so does what is no period, or of two kinds', () => {
  expect(fillPeriods(['Web', 'Counter'], 10)).toEqual(['Web', 'Counter']);
  expect(fillPeriods(['2025-01', '2025 Q3'], 10)).toEqual(['2025-01', '2025 Q3']);
  expect(fillPeriods([], 10)).toEqual([]);
});
