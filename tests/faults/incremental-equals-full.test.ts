import fc from 'fast-check';
import { describe, test } from 'vitest';
import { runs, seed } from '../support/seeds.ts';
import { type Deed, deed, liveThrough, world } from './box-office-life.ts';

/** Lives that go on at once: most of a life is waiting for a box office that is slow, refuses or fails. */
const AT_ONCE = 4;
const numRuns = runs(3);

describe(`whatever happens in between, the store ends as a clean full load would have it (${AT_ONCE} × ${numRuns} lives)`, () => {
  for (let nth = 0; nth < AT_ONCE; nth += 1) {
    test.concurrent(`seed ${seed + nth}`, { timeout: 900_000 * Math.max(1, numRuns / 3) }, async () => {
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

describe.concurrent('a feed of changes may come and go while nobody reads, and nothing is lost', () => {
  const small = { seed: 11, events: 8, orders: 200, zone: 'Europe/London' };
  const sync: Deed = { do: 'sync' };
  const noFeed: Deed = { do: 'fault', fault: { name: 'sync-absent', times: 1_000 } };
  // Longer than the nightly safety net reaches.
  const pause: readonly Deed[] = [
    { do: 'wait', hours: 3 * 24 },
    { do: 'change', count: 10, scattered: true },
    { do: 'wait', hours: 12 * 24 },
  ];

  test('it appears', async () => {
    await liveThrough({ world: small, deeds: [noFeed, sync, ...pause, { do: 'heal' }, sync] });
  });

  test('it goes, and never comes back', async () => {
    await liveThrough({ world: small, deeds: [sync, ...pause, noFeed, sync], withoutFeed: true });
  });
});

test('records that came without an id are looked for where they were read, and found', async () => {
  const nameless: Deed = { do: 'fault', fault: { name: 'missing-field', value: 'id', times: 400 } };
  await liveThrough({
    world: { seed: 11, events: 8, orders: 200, zone: 'Europe/London' },
    deeds: [nameless, { do: 'sync' }, { do: 'heal' }, { do: 'sync' }],
  });
}, 120_000);
