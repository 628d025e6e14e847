import type { Group, ReportDefinition, Rule } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { READY_REPORTS } from './ready-reports.ts';
import { sayWarnings } from './say-warnings.ts';

const placed: Rule = { field: 'order.placed', op: 'inLast', value: { count: 7, unit: 'day' } };
const starts: Rule = { field: 'performance.start', op: 'this', value: 'month' };
const changed: Rule = { ...placed, field: 'order.changed' };
const named: Rule = { field: 'event.name', op: 'eq', value: 'Macbeth' };
const group = (match: Group['match'], ...items: Group['items']): Group => ({ match, items });
const byMonth = (field: string): ReportDefinition['output'] => ({
  ...{ mode: 'grouped', measures: [{ measure: 'tickets' }], showCount: false, subtotals: false, sort: [] },
  keys: [{ field, by: 'month' }],
});
const warned = (criteria: Group, output?: ReportDefinition['output']) =>
  sayWarnings({ type: 'sales', criteria, ...(output === undefined ? {} : { output }) }).join();

const NONE = 'No date is asked for';

test.each<[Group, boolean]>([
  [group('all'), true],
  [group('all', named), true],
  [group('all', named, placed), false],
  [group('any', named, placed), true],
  [group('any', starts, placed), false],
  [group('all', group('any', named, placed)), true],
  [group('all', named, group('any', starts, placed)), false],
  [group('all', { field: 'order.placed', op: 'notBlank' }), true],
  [group('all', { has: 'some', of: 'sales', via: 'customer', where: group('all', placed) }), true],
])('%o is bounded by a date or not', (criteria, isUnbounded) => {
  expect(warned(criteria).includes(NONE)).toBe(isUnbounded);
});

test('when an order was changed is not taken for when it was sold', () => {
  expect(warned(group('all', changed))).toContain('is no date of sale');
  expect(warned(group('all', changed, placed))).toBe('');
});

test('asked by one date and shown by another, it says that the figures are parts', () => {
  expect(warned(group('all', placed), byMonth('performance.start'))).toContain('and no whole ones');
  expect(warned(group('all', placed), byMonth('order.placed'))).toBe('');
  expect(warned(group('all', placed, starts), byMonth('performance.start'))).toBe('');
});

test('ready reports ask for a date, but the one of all group bookings ever', () => {
  const unbounded = READY_REPORTS.filter(({ definition }) => sayWarnings(definition).join().includes(NONE));
  expect(unbounded.map(({ id }) => id)).toEqual(['groups']);
});
