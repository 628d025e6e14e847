import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatWall, parseInstant, parseWall, zoneOf } from './wall-time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const wall = (text: string): number => parseWall(text) ?? Number.NaN;
const instant = (text: string): number => parseInstant(text) ?? Number.NaN;
const ZONES = [
  'Europe/London',
  'America/Winnipeg',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'UTC',
];
const zones = fc.constantFrom(...ZONES).map(zoneOf);
const moments = fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2032, 0) });

describe('a zone', () => {
  it('gives each instant one wall time, and that wall time back as that instant, or as the first of two', () => {
    fc.assert(
      fc.property(zones, moments, (zone, at) => {
        const local = zone.toWall(at);
        const back = zone.toInstant(local);
        expect(zone.toWall(back)).toBe(local);
        expect(back).toBeLessThanOrEqual(at);
        // Whatever comes twice lies on both sides of the moment at which the clocks go back.
        const turn = zone.turnsBackAt(local);
        if (turn === null) expect(back).toBe(at);
        else if (back === at) expect(at).toBeLessThan(turn);
        else expect(at).toBeGreaterThanOrEqual(turn);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['Europe/London', '2024-10-27T01:30:00', '2024-10-27T01:00:00Z', HOUR],
    ['Europe/London', '2024-10-27T01:00:00', '2024-10-27T01:00:00Z', HOUR],
    ['America/Winnipeg', '2026-11-01T01:59:59', '2026-11-01T07:00:00Z', HOUR],
    ['Australia/Lord_Howe', '2026-04-05T01:45:00', '2026-04-04T15:00:00Z', 30 * MINUTE],
  ])('%s knows when clocks go back over %s', (name, text, turn, by) => {
    const zone = zoneOf(name);
    const at = instant(turn);
    expect(zone.turnsBackAt(wall(text))).toBe(at);
    const first = zone.toInstant(wall(text));
    expect([first < at, zone.toWall(first + by) === wall(text)]).toEqual([true, true]);
  });

  it.each(['2024-10-27T00:59:59', '2024-10-27T02:00:00', '2024-03-31T01:30:00', '2024-07-01T12:00:00'])(
    'has %s once at most',
    (text) => {
      expect(zoneOf('Europe/London').turnsBackAt(wall(text))).toBeNull();
    },
  );

  it('moves a wall time that clocks jump over forward with them', () => {
    const zone = zoneOf('Europe/London');
    const at = zone.toInstant(wall('2024-03-31T01:30:00'));
    expect(formatWall(zone.toWall(at))).toBe('2024-03-31 02:30');
  });
});
