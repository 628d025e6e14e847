import fc from 'fast-check';
import { expect, test } from 'vitest';
import { financialYearOf, quarterOf, quartersOf } from './financial-year.ts';

test.each([
  ['2026-03-31', 4, '2025/26', '2025-04-01', '2026-03-31', 4],
  ['2026-04-01', 4, '2026/27', '2026-04-01', '2027-03-31', 1],
  ['2026-12-31', 1, '2026', '2026-01-01', '2026-12-31', 4],
  ['1999-09-30', 10, '1998/99', '1998-10-01', '1999-09-30', 4],
  ['2099-08-01', 8, '2099/00', '2099-08-01', '2100-07-31', 1],
  ['2024-02-29', 3, '2023/24', '2023-03-01', '2024-02-29', 4],
])('%s, of a year that begins with month %i', (day, month, label, startsOn, endsOn, quarter) => {
  expect(financialYearOf(day, month)).toEqual({ label, startsOn, endsOn });
  expect(quarterOf(day, month).quarter).toBe(quarter);
});

test('quarters of any year follow one another without a gap', () => {
  const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 12 }), (date, month) => {
      const text = date.toISOString().slice(0, 10);
      const year = financialYearOf(text, month);
      const quarters = quartersOf(text, month);
      expect(quarters[0]?.startsOn).toBe(year.startsOn);
      expect(quarters[3]?.endsOn).toBe(year.endsOn);
      for (const [at, one] of quarters.slice(1).entries()) {
        const before = Date.parse(quarters[at]?.endsOn ?? '');
        expect(Date.parse(one.startsOn) - before).toBe(86_400_000);
      }
    }),
  );
});
