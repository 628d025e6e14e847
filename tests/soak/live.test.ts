import { expect, test } from 'vitest';
import { choicesOf, seed } from '../support/seeds.ts';
import { live } from './live.ts';
import { planStrikes } from './strikes.ts';

// The soak in small: `npm run soak` is the same without end.

test(`seed ${seed}: connections of both providers outlive a server and a sender that are killed`, {
  timeout: 600_000,
}, async () => {
  const strikes = planStrikes(choicesOf(seed), 4).map((strike, nth) =>
    // A short life has its sender killed as well.
    ({
      ...strike,
      ...(nth === 1 ? { place: 'while rows are staged' as const, nth: 9, sender: 'killed' as const } : {}),
    }),
  );
  const report = await live({ seed, strikes });
  expect(report.wrong).toEqual([]);
  expect(report.kills).toHaveLength(4);
  expect(report.rows.tickets).toBeGreaterThan(1_000);
  expect(report.deliveries.get('loaded')).toBeGreaterThan(3);
  expect(report.scan.texts).toBeGreaterThan(1_000);
});
