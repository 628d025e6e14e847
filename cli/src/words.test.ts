import { expect, test } from 'vitest';
import { bytes, count, duration, wallTime } from './words.ts';

test('counts name their thing', () => {
  expect(count(1, 'copy', 'copies')).toBe('1 copy');
  expect(count(0, 'copy', 'copies')).toBe('0 copies');
  expect(count(34_120, 'order')).toBe('34,120 orders');
});

test('instants are told by the wall clock of their zone, on both sides of a change of clocks', () => {
  expect(wallTime('2026-07-01T18:00:00Z', 'Europe/London')).toBe('2026-07-01 19:00');
  expect(wallTime('2026-12-01T00:05:00Z', 'Europe/London')).toBe('2026-12-01 00:05');
  expect(wallTime('2026-03-29T01:00:00Z', 'Europe/London')).toBe('2026-03-29 02:00');
  expect(wallTime('2026-01-01T05:30:00Z', 'America/Winnipeg')).toBe('2025-12-31 23:30');
});

test('lengths of time have their two largest units', () => {
  expect(duration(0)).toBe('0 s');
  expect(duration(40_000)).toBe('40 s');
  expect(duration(900_000)).toBe('15 min');
  expect(duration(11_520_000)).toBe('3 h 12 min');
  expect(duration(90_000_000)).toBe('1 day 1 h');
  expect(duration(-5)).toBe('0 s');
});

test('sizes', () => {
  expect(bytes(999)).toBe('999 bytes');
  expect(bytes(3_400_000)).toBe('3.4 MB');
});
