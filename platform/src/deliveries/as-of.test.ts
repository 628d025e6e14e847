import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asOf } from './as-of.ts';

const SECOND = '2026-11-24T14:00:00';

test('of two batches of one second the higher number counts, across a thousand too', () => {
  const made = (sequence: number, part = '.000Z') => asOf({ createdAt: `${SECOND}${part}`, sequence });
  expect(made(1_000)).toBeGreaterThan(made(999));
  expect(made(1_001, '.001Z')).toBeGreaterThan(made(1_000, '.999Z'));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_998 }), fc.integer({ min: 1, max: 2_000 }), (sequence, more) => {
      const later = Math.min(sequence + more, 999_999);
      // A thousandth of a millisecond is what the store tells apart.
      expect(Math.round(made(later) * 1000) - Math.round(made(sequence) * 1000)).toBe(later - sequence);
    }),
  );
});

test('a batch made in a later second counts, whatever its number', () => {
  const before = asOf({ createdAt: `${SECOND}Z`, sequence: 999_999 });
  expect(asOf({ createdAt: '2026-11-24T14:00:01Z', sequence: 1 })).toBeGreaterThan(before);
});
