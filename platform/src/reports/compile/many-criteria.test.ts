// That what they answer is right, random questions prove; here is what they cost.
import type { Group } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { DATASETS } from '../registry/datasets.ts';
import { compileReport } from './compile-report.ts';

const SETTING = { zone: 'Europe/London', currency: 'GBP', today: Date.UTC(2026, 10, 29), financialYearStart: 4 };

const countOf = (type: 'sales' | 'customers', criteria: Group) =>
  compileReport(
    {
      v: 1,
      type,
      criteria,
      output: { mode: 'grouped', keys: [], measures: [], showCount: true, subtotals: false, sort: [] },
    },
    SETTING,
  ).count;

const timesIn = (sql: string, part: string): number => sql.split(part).length - 1;

const bought = (name: string): Group['items'][number] => ({
  has: 'some',
  of: 'sales',
  via: 'customer',
  where: { match: 'all', items: [{ field: 'event.name', op: 'eq', value: name }] },
});

test('a hundred blocks about the same tickets read these once', () => {
  const names = Array.from({ length: 100 }, (_, index) => `Production ${index}`);
  const { sql } = countOf('customers', { match: 'all', items: names.map(bought) });
  const { from } = DATASETS.sales;
  // Once for the blocks, and once for the names of their events.
  expect(timesIn(sql, `FROM ${from}`)).toBe(2);
  expect(timesIn(sql, 'bool_or')).toBe(100);
});

test('few blocks are asked each by itself, so that each reads what it needs', () => {
  const { sql } = countOf('customers', { match: 'all', items: ['Hamlet', 'Macbeth'].map(bought) });
  expect(timesIn(sql, 'bool_or')).toBe(0);
});

test('hundreds of texts are looked for in each different value, which is folded once', () => {
  const items = Array.from({ length: 500 }, (_, index) => ({
    field: index % 2 === 0 ? 'event.name' : 'venue.name',
    op: 'contains' as const,
    value: `night ${index}`,
  }));
  const { sql, parameters } = countOf('sales', { match: 'any', items });
  expect(timesIn(sql, 'strip_accents(lower(told))')).toBe(2);
  expect(timesIn(sql, 'strip_accents(lower(e.name))')).toBe(0);
  expect(parameters).toHaveLength(500);
});

test('ten thousand values are one parameter', () => {
  const value = Array.from({ length: 10_000 }, (_, index) => `A${index}`);
  expect(
    countOf('sales', { match: 'all', items: [{ field: 'ticket.seat', op: 'in', value }] }).parameters,
  ).toHaveLength(1);
});

test('half a pair of surrogates is one parameter that the store can read', () => {
  const value = ['half \ud83d', ...Array.from({ length: 30 }, (_, index) => `A${index}`)];
  const { parameters } = countOf('sales', { match: 'all', items: [{ field: 'ticket.seat', op: 'in', value }] });
  expect(parameters.map(String).join('')).toContain('"half \ufffd"');
});
