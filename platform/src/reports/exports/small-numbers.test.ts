import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FEWEST_BOOKERS, holdBack, roundPeople } from './small-numbers.ts';

const groups = (...bookers: readonly number[]) =>
  bookers.map((each, index) => ({ keys: [String(index)], bookers: each, isLeftOut: false }));

test('a group of nine is held back, with the smallest other, and a group of ten or of nobody is shown', () => {
  expect(holdBack(groups(10, 9, 40, 12, 0))).toEqual({
    isShown: [false, false, true, true, true],
    small: 1,
    beside: 1,
    mayTotal: true,
  });
  expect(holdBack(groups(10, 11, 0))).toMatchObject({ isShown: [true, true, true], small: 0, mayTotal: true });
});

test('small groups that may be few together are held back with a big one; where there is none the total is', () => {
  expect(holdBack(groups(1, 1, 30, 20)).isShown).toEqual([false, false, true, false]);
  expect(holdBack(groups(3, 4))).toMatchObject({ isShown: [false, false], mayTotal: false });
  expect(holdBack(groups(3))).toMatchObject({ isShown: [false], mayTotal: false });
  expect(holdBack([])).toMatchObject({ isShown: [], mayTotal: true });
});

test('what a report leaves out itself gives nothing away either', () => {
  const leftOut = { keys: ['small'], bookers: 3, isLeftOut: true };
  expect(holdBack([leftOut, ...groups(50, 20)]).isShown).toEqual([false, true, false]);
});

test('people are rounded to five', () => {
  expect([10, 12, 13, 17, 18].map(roundPeople)).toEqual([10, 10, 15, 15, 20]);
});

const world = fc.integer({ min: 1, max: 3 }).chain((keys) =>
  fc.array(
    fc.record({
      keys: fc.array(fc.integer({ min: 0, max: 3 }).map(String), { minLength: keys, maxLength: keys }),
      who: fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 25 }),
      isLeftOut: fc.boolean(),
    }),
    { minLength: 1, maxLength: 24 },
  ),
);

test('no total less what is shown of it tells of fewer than ten bookers, whichever keys it is over', () => {
  fc.assert(
    fc.property(world, (made) => {
      // One group for each combination of keys.
      const each = [...new Map(made.map((group) => [group.keys.join(), group])).values()];
      const { isShown, mayTotal } = holdBack(each.map(({ who, ...group }) => ({ ...group, bookers: who.length })));
      const known = (indexes: readonly number[]): Set<number> => new Set(indexes.flatMap((at) => each[at]?.who ?? []));
      for (const [at, { who }] of each.entries()) {
        if (isShown[at] === true) expect(who.length === 0 || who.length >= FEWEST_BOOKERS).toBe(true);
      }
      const width = each[0]?.keys.length ?? 0;
      for (let bits = 0; bits < 2 ** width - 1; bits += 1) {
        const buckets = new Map<string, number[]>();
        for (const [at, { keys }] of each.entries()) {
          const name = keys.filter((_, position) => (bits & (1 << position)) !== 0).join();
          buckets.set(name, [...(buckets.get(name) ?? []), at]);
        }
        for (const bucket of buckets.values()) {
          // Totals are groups too: of a few bookers they are told nowhere.
          if (known(bucket).size < FEWEST_BOOKERS || (bits === 0 && !mayTotal)) continue;
          const hidden = bucket.filter((at) => isShown[at] !== true && (each[at]?.who.length ?? 0) > 0);
          if (hidden.length > 0) expect(known(hidden).size).toBeGreaterThanOrEqual(FEWEST_BOOKERS);
          if (hidden.length === 1) expect(each[hidden[0] ?? 0]?.who.length).toBeGreaterThanOrEqual(FEWEST_BOOKERS);
        }
      }
    }),
    { numRuns: 2_000 },
  );
});
