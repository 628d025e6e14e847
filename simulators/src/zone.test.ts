import { expect, test } from 'vitest';
import { openZone, stamp } from './zone.ts';

test('wall time follows British summer time, in the overlap and across the gap', () => {
  const zone = openZone('Europe/London');
  expect(stamp(zone.toWall(Date.UTC(2023, 9, 29, 0, 30)))).toBe('2023-10-29T01:30:00');
  expect(stamp(zone.toWall(Date.UTC(2023, 9, 29, 1, 30)))).toBe('2023-10-29T01:30:00');
  expect(stamp(zone.toWall(Date.UTC(2024, 2, 31, 0, 59)))).toBe('2024-03-31T00:59:00');
  expect(stamp(zone.toWall(Date.UTC(2024, 2, 31, 1, 0)))).toBe('2024-03-31T02:00:00');
});

test('a wall time goes back to its instant; in an overlap to the earlier one', () => {
  const zone = openZone('America/Winnipeg');
  for (const utc of [Date.UTC(2024, 0, 15, 4), Date.UTC(2024, 6, 15, 4), Date.UTC(2024, 1, 29, 23)]) {
    expect(zone.fromWall(zone.toWall(utc))).toBe(utc);
  }
  expect(openZone('Europe/London').fromWall(Date.UTC(2023, 9, 29, 1, 30))).toBe(Date.UTC(2023, 9, 29, 0, 30));
  expect(openZone('Europe/London').fromWall(Date.UTC(2024, 2, 31, 1, 30))).toBe(Date.UTC(2024, 2, 31, 1, 30));
});

test('a name that is no zone is refused', () => {
  expect(() => openZone('Mars/Olympus')).toThrow(RangeError);
});
