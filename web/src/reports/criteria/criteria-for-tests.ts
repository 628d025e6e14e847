import fc from 'fast-check';
import { boxesOf } from './boxes.ts';
import { type CriteriaDeed, doToCriteria } from './criteria-deeds.ts';
import { type CriteriaDraft, EMPTY_CRITERIA, type NewItem } from './criteria-draft.ts';
import { groupsOf } from './scopes.ts';

// Random criteria, made the way people make them: by deeds, one after the other.

const rule: fc.Arbitrary<NewItem> = fc
  .integer({ min: 0, max: 9 })
  .map((number) => ({ kind: 'rule', field: `event.f${number}`, op: 'in', value: [String(number)] }));

const matches = fc.constantFrom('all', 'any', 'none');

const newItem: fc.Arbitrary<NewItem> = fc.oneof(
  { weight: 4, arbitrary: rule },
  fc.record({ kind: fc.constant('group'), match: matches, items: fc.array(rule, { maxLength: 3 }) }),
  rule.map(
    (one): NewItem => ({
      kind: 'has',
      has: 'none',
      of: 'sales',
      via: 'customer',
      where: { kind: 'group', match: 'all', items: [one] },
    }),
  ),
);

/** What a deed is about is picked by a number, of what is there when it is done. */
type Planned = (draft: CriteriaDraft) => CriteriaDeed;

function idsOf(draft: CriteriaDraft): string[] {
  return groupsOf(draft.root).flatMap(({ group }) => group.items.map(({ id }) => id));
}

const pick = <One>(from: readonly One[], number: number, otherwise: One): One =>
  from[number % Math.max(1, from.length)] ?? otherwise;

const groupId = (draft: CriteriaDraft, number: number): string =>
  pick(
    groupsOf(draft.root).map(({ group }) => group.id),
    number,
    draft.root.id,
  );

const planned: fc.Arbitrary<Planned> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(newItem, fc.nat(50)).map(
      ([item, at]): Planned =>
        (draft) => ({ deed: 'add', into: groupId(draft, at), item }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(newItem, fc.option(fc.nat(50))).map(
      ([item, at]): Planned =>
        (draft) => {
          const { boxes } = boxesOf(draft);
          return {
            deed: 'drop',
            item,
            box:
              at === null || boxes.length === 0
                ? 'another'
                : {
                    box: pick(
                      boxes.map(({ id }) => id),
                      at,
                      '',
                    ),
                  },
          };
        },
    ),
  },
  newItem.map(
    (item): Planned =>
      () => ({ deed: 'require', item }),
  ),
  fc.tuple(fc.nat(50), matches).map(
    ([at, match]): Planned =>
      (draft) => ({ deed: 'match', id: groupId(draft, at), match }),
  ),
  fc.tuple(fc.nat(50), fc.constantFrom(1, -1)).map(
    ([at, by]): Planned =>
      (draft) => ({ deed: 'shift', id: pick(idsOf(draft), at, ''), by: by === 1 ? 1 : -1 }),
  ),
  fc.nat(50).map(
    (at): Planned =>
      (draft) => ({ deed: 'duplicate', id: pick(idsOf(draft), at, '') }),
  ),
  fc.nat(50).map(
    (at): Planned =>
      (draft) => ({ deed: 'remove', id: pick(idsOf(draft), at, '') }),
  ),
  fc.nat(50).map(
    (at): Planned =>
      (draft) => ({ deed: 'remove-from-box', id: pick(idsOf(draft), at, '') }),
  ),
  fc.tuple(fc.nat(50), fc.nat(50)).map(
    ([at, to]): Planned =>
      (draft) => ({ deed: 'move-into', id: pick(idsOf(draft), at, ''), into: groupId(draft, to) }),
  ),
  fc.nat(50).map(
    (at): Planned =>
      (draft) => ({ deed: 'move-to-box', id: pick(idsOf(draft), at, ''), box: 'another' }),
  ),
  fc.tuple(fc.nat(50), fc.string()).map(
    ([at, text]): Planned =>
      (draft) => ({ deed: 'rule', id: pick(idsOf(draft), at, ''), change: { value: [text] } }),
  ),
  fc.constant((): CriteriaDeed => ({ deed: 'clear' })),
);

export const plans: fc.Arbitrary<readonly Planned[]> = fc.array(planned, { maxLength: 25 });

/** Criteria as some deeds leave them. */
export const someCriteria: fc.Arbitrary<CriteriaDraft> = plans.map((all) =>
  all.reduce((draft, plan) => doToCriteria(draft, plan(draft)), EMPTY_CRITERIA),
);
