import { expect, test } from 'vitest';
import { reportDefinition } from './report-definition.ts';
import { toldIssues } from './told-issues.ts';

const told = (changes: object): string[] => {
  const output = { mode: 'grouped', keys: [], measures: [{ measure: 'tickets' }] };
  const parsed = reportDefinition.safeParse({ v: 1, type: 'sales', output, ...changes });
  return parsed.success
    ? []
    : toldIssues(parsed.error.issues).map(({ path, message }) => `${path.join('.')}: ${message}`);
};
const rule = { field: 'event.name', op: 'eq', value: 'Macbeth' };

test('what is right has nothing to be told', () => {
  expect(told({ criteria: { match: 'all', items: [rule] } })).toEqual([]);
});

test('a slip deep within criteria is told where it is, whatever else could have stood there', () => {
  const slip = { ...rule, op: 'equals' };
  const [within] = told({ criteria: { match: 'all', items: [rule, { match: 'none', items: [slip] }] } });
  expect(within).toMatch(/^criteria\.items\.1\.items\.0\.op: Invalid option/);
  const has = { has: 'some', of: 'sales', via: 'customer', where: { match: 'all', items: [slip] } };
  const [beyond] = told({ criteria: { match: 'all', items: [has] } });
  expect(beyond).toMatch(/^criteria\.items\.0\.where\.items\.0\.op: Invalid option/);
});

test('a key that nobody knows is told as that', () => {
  expect(told({ criteria: { match: 'all', items: [{ ...rule, colour: 'red' }] } })).toEqual([
    'criteria.items.0: Unrecognized key: "colour"',
  ]);
  const output = { mode: 'grouped', keys: [], measures: [{ measure: 'Tickets' }] };
  expect(told({ output })).toEqual(['output.measures.0.measure: is no name of a measure; write it like tickets']);
});

test('a list that is too long is told as that, and not as no number', () => {
  const list = { ...rule, op: 'in', value: Array.from({ length: 10_001 }, (_, value) => `v${value}`) };
  expect(told({ criteria: { match: 'all', items: [list] } })).toEqual([
    'criteria.items.0.value: more than 10000 values',
  ]);
});
