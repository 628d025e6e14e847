import fc from 'fast-check';
import { describe, test } from 'vitest';
import { runs, seed } from '../support/seeds.ts';
import { deed, liveThrough, world } from './box-office-life.ts';

/** Lives that go on at once: most of a life is waiting for a box office that is slow, refuses or fails. */
const AT_ONCE = 4;
const numRuns = runs(3);

describe(`whatever happens in between, the store ends as a clean full load would have it (${AT_ONCE} × ${numRuns} lives)`, () => {
  for (let nth = 0; nth < AT_ONCE; nth += 1) {
    test.concurrent(`seed ${seed + nth}`, async () => {
      const life = fc.record(
        { world, deeds: fc.array(deed, { minLength: 6, maxLength: 16 }) },
        { noNullPrototype: true },
      );
      await fc.assert(fc.asyncProperty(life, liveThrough), {
        seed: seed + nth,
        numRuns,
        // Each case takes seconds: set ILLUMINATE_SHRINK to have a failing one made smaller.
        endOnFailure: process.env.ILLUMINATE_SHRINK === undefined,
      });
    });
  }
});
