import { describe, expect, test } from 'vitest';
import { DATASETS } from './datasets.ts';

describe('the joins of a data set', () => {
  // They are written down in this order, and one may only name what stands before it.
  test.each(Object.values(DATASETS))('$label lists each after those that it needs', ({ entity, joins }) => {
    const before = new Set([entity]);
    for (const join of joins) {
      expect([...before]).toEqual(expect.arrayContaining([...join.needs]));
      before.add(join.entity);
    }
  });
});
