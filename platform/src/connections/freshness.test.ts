import { expect, test } from 'vitest';
import { at, delivered, well } from './facts-for-tests.ts';
import { completeTo } from './freshness.ts';

test('what is here is complete to the earlier of what was read and what was delivered', () => {
  const to = (dataTo: Date | null, coveredTo: Date | null) =>
    completeTo({ ...well, ...delivered({ coveredTo }), dataTo })
      ?.toISOString()
      .slice(11, 16);
  expect(to(at('11:00'), at('09:00'))).toBe('09:00');
  expect(to(at('09:00'), at('11:00'))).toBe('09:00');
  expect(to(at('11:00'), null)).toBe('11:00');
  expect(to(null, null)).toBeUndefined();
  expect(completeTo({ ...well, deliveries: null, dataTo: at('11:00') })).toEqual(at('11:00'));
});
