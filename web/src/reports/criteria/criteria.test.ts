import type { Group } from '@illuminate/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Boxes, boxesOf, dropInBox, moveToBox, removeFromBox, treeOfBoxes } from './boxes.ts';
import { doToCriteria } from './criteria-deeds.ts';
import {
  type CriteriaDraft,
  criteriaOf,
  draftOfCriteria,
  EMPTY_CRITERIA,
  type Item,
  type NewItem,
  rulesOf,
} from './criteria-draft.ts';
import { plans, someCriteria } from './criteria-for-tests.ts';
import { isComplete, lackOf, newRule, valueFor } from './rules.ts';
import { DEEPEST, groupsOf } from './scopes.ts';

const rule = (field: string): NewItem => ({ kind: 'rule', field, op: 'notBlank' });
const whole = (draft: CriteriaDraft): Group => criteriaOf(draft, () => true);
const partsOf = ({ boxes }: Boxes) => boxes.filter(({ items }) => items.length > 0).map(({ items }) => items);

/** What criteria mean: whether a row fits, told by which rules it fits. Written without a look at how they are compiled. */
function fits(item: Group | Group['items'][number], yes: ReadonlySet<string>): boolean {
  if ('field' in item) return yes.has(item.field);
  if ('has' in item) return yes.has('has');
  if (item.items.length === 0) return true;
  const each = item.items.map((one) => fits(one, yes));
  if (item.match === 'all') return each.every(Boolean);
  return item.match === 'any' ? each.some(Boolean) : !each.some(Boolean);
}

const someRows = fc.array(fc.subarray([...Array.from({ length: 10 }, (_, n) => `event.f${n}`), 'has']), {
  maxLength: 8,
});

function idsWithin(items: readonly Item[]): string[] {
  return items.flatMap((item) => {
    if (item.kind === 'rule') return [item.id];
    const within = item.kind === 'has' ? item.where : item;
    return item.kind === 'has'
      ? [item.id, within.id, ...idsWithin(within.items)]
      : [item.id, ...idsWithin(within.items)];
  });
}

describe('criteria that are edited', () => {
  test('come back from the contract’s form as they went', () => {
    fc.assert(
      fc.property(someCriteria, (draft) => {
        const once = whole(draft);
        expect(whole(draftOfCriteria(once))).toEqual(once);
      }),
    );
  });

  test('never give an id twice', () => {
    fc.assert(
      fc.property(someCriteria, ({ root }) => {
        const ids = idsWithin(root.items);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  test('seen as boxes and put together again mean the same', () => {
    fc.assert(
      fc.property(someCriteria, someRows, (draft, rows) => {
        const again = treeOfBoxes(draft, boxesOf(draft));
        for (const row of rows) {
          const yes = new Set(row);
          expect(fits(whole(again), yes)).toBe(fits(whole(draft), yes));
        }
      }),
    );
  });

  test('are the same boxes after they were put together from boxes', () => {
    fc.assert(
      fc.property(someCriteria, (draft) => {
        const boxes = boxesOf(draft);
        expect(partsOf(boxesOf(treeOfBoxes(draft, boxes)))).toEqual(partsOf(boxes));
      }),
    );
  });

  test('are left alone by a deed about what is not there', () => {
    fc.assert(
      fc.property(someCriteria, (draft) => {
        for (const deed of ['remove', 'duplicate', 'remove-from-box'] as const) {
          expect(doToCriteria(draft, { deed, id: 'nowhere' })).toBe(draft);
        }
        expect(doToCriteria(draft, { deed: 'move-into', id: draft.root.id, into: draft.root.id })).toBe(draft);
      }),
    );
  });

  test('lose no rule when something is moved', () => {
    fc.assert(
      fc.property(someCriteria, fc.nat(30), fc.nat(30), (draft, one, other) => {
        const groups = groupsOf(draft.root).map(({ group }) => group.id);
        const ids = groupsOf(draft.root).flatMap(({ group }) => group.items.map(({ id }) => id));
        const [id = '', into = ''] = [ids[one % Math.max(1, ids.length)], groups[other % groups.length]];
        const names = (of: CriteriaDraft) =>
          rulesOf(of.root)
            .map(({ id: name }) => name)
            .sort();
        expect(names(doToCriteria(draft, { deed: 'move-into', id, into }))).toEqual(names(draft));
        expect(names(doToCriteria(draft, { deed: 'move-to-box', id, box: 'another' }))).toEqual(names(draft));
      }),
    );
  });

  test('that lack a value are left out, and what is empty then with them', () => {
    fc.assert(
      fc.property(plans, (all) => {
        const draft = all.reduce((so, plan) => doToCriteria(so, plan(so)), EMPTY_CRITERIA);
        const asked = JSON.stringify(criteriaOf(draft, () => false));
        expect(asked).not.toContain('event.f');
      }),
    );
  });
});

describe('boxes', () => {
  const two = dropInBox(dropInBox(EMPTY_CRITERIA, rule('event.name'), 'another'), rule('event.id'), 'another');

  test('what is dropped into one box must all be so, and another box is enough by itself', () => {
    const [first] = boxesOf(two).boxes;
    const draft = dropInBox(two, rule('venue.name'), { box: first?.id ?? '' });
    expect(whole(draft)).toEqual({
      match: 'any',
      items: [
        {
          match: 'all',
          items: [
            { field: 'event.name', op: 'notBlank' },
            { field: 'venue.name', op: 'notBlank' },
          ],
        },
        { field: 'event.id', op: 'notBlank' },
      ],
    });
  });

  test('a box goes when nothing is left in it, and one box alone needs no “or”', () => {
    const [, second] = boxesOf(two).boxes;
    const without = removeFromBox(two, second?.items[0]?.id ?? '');
    expect(whole(without)).toEqual({ match: 'all', items: [{ field: 'event.name', op: 'notBlank' }] });
  });

  test('moving the only part of a box into another one leaves one box', () => {
    const [first, second] = boxesOf(two).boxes;
    const moved = moveToBox(two, first?.items[0]?.id ?? '', { box: second?.id ?? '' });
    expect(whole(moved)).toEqual({
      match: 'all',
      items: [
        { field: 'event.id', op: 'notBlank' },
        { field: 'event.name', op: 'notBlank' },
      ],
    });
  });

  test('what is required besides is needed together with any of the boxes', () => {
    const draft = doToCriteria(two, { deed: 'require', item: rule('performance.start') });
    expect(whole(draft)).toEqual({
      match: 'all',
      items: [whole(two), { field: 'performance.start', op: 'notBlank' }],
    });
  });
});

describe('a rule', () => {
  test.each([
    ['wall', 'between', ['2022-01-01', '2022-12-31'], true],
    ['wall', 'between', ['2022-12-31', '2022-01-01'], false],
    ['wall', 'between', ['', '2022-12-31'], false],
    ['wall', 'inLast', { count: 0, unit: 'day' }, false],
    ['wall', 'this', 'financial-year', true],
    ['text', 'in', [], false],
    ['text', 'in', ['Macbeth'], true],
    ['text', 'eq', '', false],
    ['money', 'lt', '12.50', true],
    ['money', 'lt', '12,50', false],
    ['integer', 'gte', 1.5, false],
    ['boolean', 'eq', false, true],
    ['id', 'blank', undefined, true],
  ] as const)('of %s, %s %j is complete: %s', (type, op, value, expected) => {
    const given = Array.isArray(value) ? [...value] : value;
    expect(isComplete({ op, value: given as string }, type)).toBe(expected);
  });

  test.each([
    ['between', ['2022-12-31', '2022-01-01'], 'order'],
    ['between', ['rubbish', '2022-01-01'], 'day'],
    ['between', ['2022-12-31', ''], 'value'],
    ['between', ['2022-01-01', '2022-12-31'], null],
    ['on', 'rubbish', 'day'],
    ['on', undefined, 'value'],
    ['this', 'month', null],
  ] as const)('of a day, %s %j lacks: %s', (op, value, expected) => {
    const given = Array.isArray(value) ? [...value] : value;
    expect(lackOf({ op, value: given as string }, 'wall')).toBe(expected);
  });

  test('keeps what still fits when it is asked another way', () => {
    expect(valueFor('on', 'wall', ['2022-01-01', '2022-12-31'])).toBe('2022-01-01');
    expect(valueFor('between', 'wall', '2022-01-01')).toEqual(['2022-01-01', '2022-01-01']);
    expect(valueFor('in', 'text', 'Macbeth')).toEqual(['Macbeth']);
    expect(valueFor('contains', 'text', ['Macbeth', 'Hamlet'])).toBe('Macbeth');
    expect(valueFor('this', 'wall', 'rubbish')).toBe('financial-year');
    expect(valueFor('blank', 'text', 'Macbeth')).toBeUndefined();
  });

  test('begins with nothing that means everything', () => {
    for (const type of ['text', 'id', 'choice', 'wall', 'money', 'integer'] as const) {
      const { op, value } = newRule({ id: 'event.name', type });
      expect(isComplete({ op, value }, type)).toBe(false);
    }
  });
});

test('groups are numbered as they stand, to a depth of three', () => {
  const nested = draftOfCriteria({
    match: 'all',
    items: [
      { match: 'any', items: [{ match: 'none', items: [] }] },
      { match: 'any', items: [] },
    ],
  });
  const numbered = groupsOf(nested.root);
  expect(numbered.map(({ number, depth }) => [number, depth])).toEqual([
    ['', 1],
    ['1', 2],
    ['1.1', 3],
    ['2', 2],
  ]);
  expect(Math.max(...numbered.map(({ depth }) => depth))).toBe(DEEPEST);
});
