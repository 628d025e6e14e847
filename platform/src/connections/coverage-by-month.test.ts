import { expect, test } from 'vitest';
import { coverageByMonth } from './coverage-by-month.ts';

const facts = {
  orders: new Map([
    ['2025-12', 4],
    ['2026-02', 9],
  ]),
  loadedFrom: '2025-12-10',
  historyFrom: '2025-11-20',
  missing: [],
  today: '2026-03-04',
};
const told = (changes: Partial<Parameters<typeof coverageByMonth>[0]>) =>
  coverageByMonth({ ...facts, ...changes }).map(({ month, state, orders }) => `${month} ${state} ${orders}`);

test('each month from where history will begin to this one says whether its orders are here', () => {
  expect(told({})).toEqual([
    '2025-11 not-loaded 0',
    '2025-12 loaded 4',
    '2026-01 no-orders 0',
    '2026-02 loaded 9',
    '2026-03 no-orders 0',
  ]);
});

test('what a missing delivery would bring is missing, whatever else is here of its months', () => {
  expect(told({ missing: [{ from: '2025-12-30', to: '2026-01-02' }] }).slice(1, 4)).toEqual([
    '2025-12 delivery-missing 4',
    '2026-01 delivery-missing 0',
    '2026-02 loaded 9',
  ]);
});

test('an order of before what is known of history widens it', () => {
  expect(told({ historyFrom: null, loadedFrom: null, orders: new Map([['2026-02', 1]]) })).toEqual([
    '2026-02 loaded 1',
    '2026-03 not-loaded 0',
  ]);
});

test('without anything there are no months, and of very many the last', () => {
  expect(told({ orders: new Map(), loadedFrom: null, historyFrom: null })).toEqual([]);
  const many = told({ historyFrom: '1970-01-01' });
  expect(many).toHaveLength(240);
  expect(many.at(-1)).toBe('2026-03 no-orders 0');
});
