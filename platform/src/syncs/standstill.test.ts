import { expect, test } from 'vitest';
import { createStandstill } from './standstill.ts';

const page = (ids: readonly string[], caughtUp = false) => ({ ids, cursor: 'any', caughtUp });

test('a feed that names the same for ever stands still; one that repeats a page, or is at its end, does not', () => {
  const isStill = createStandstill();
  const told = ['ab', 'ab', 'ab', 'bc', 'bc', 'bc', 'bc', 'bc', 'bc', 'bc', 'bd'].map((ids) => isStill(page([...ids])));
  expect(told).toEqual([...Array.from({ length: 9 }, () => false), true, false]);
  expect(Array.from({ length: 9 }, () => isStill(page(['e'], true)))).not.toContain(true);
  expect(Array.from({ length: 9 }, () => isStill(page([])))).not.toContain(true);
});
