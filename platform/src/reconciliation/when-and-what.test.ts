import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysIn } from '../syncs/days.ts';
import { chooseEvents, type KnownEvent } from './choose-events.ts';
import { type DueFacts, isDue } from './is-due.ts';
import { windowsOf } from './mend-windows.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const DAY = 86_400_000;

describe('a comparison is due', () => {
  const due = (more: Partial<DueFacts>) =>
    isDue({ now: NOW, zone: 'Europe/London', asked: false, historyComplete: true, last: null, ...more });
  const last = (at: number, newDifferences = 0) => ({ at, newDifferences });

  test('when somebody asks, whatever else', () => {
    expect(due({ asked: true, historyComplete: false, last: last(NOW) })).toBe(true);
  });
  test('as soon as history is complete, and not before', () => {
    expect(due({ historyComplete: false })).toBe(false);
    expect(due({})).toBe(true);
  });
  test('once a night, by the clock of the organisation', () => {
    const night = Date.UTC(2026, 10, 24, 3);
    expect(due({ last: last(night - 60_000) })).toBe(true);
    expect(due({ last: last(night + 60_000) })).toBe(false);
    expect(due({ now: night - 60_000, last: last(night - 23 * 3_600_000) })).toBe(false);
    // In Toronto it is 07:00 by then; three in the night there was 08:00 UTC.
    expect(due({ zone: 'America/Toronto', last: last(Date.UTC(2026, 10, 24, 7, 59)) })).toBe(true);
    expect(due({ zone: 'America/Toronto', last: last(Date.UTC(2026, 10, 24, 8, 1)) })).toBe(false);
  });
  test('an hour after something new was found to differ, and when a clock was set back', () => {
    const at = NOW - 3_600_000;
    expect(due({ last: last(at, 1) })).toBe(true);
    expect(due({ last: last(at + 1000, 1) })).toBe(false);
    expect(due({ last: last(NOW + DAY) })).toBe(true);
  });
});

describe('within its requests, a comparison asks for', () => {
  const event = (id: string, days: number, more: Partial<KnownEvent> = {}): KnownEvent => ({
    id,
    performances: [{ id: `${id}-1`, startsAt: NOW + days * DAY }],
    comparedAt: null,
    differs: false,
    ...more,
  });
  const chosen = (events: KnownEvent[], atMost: number) => chooseEvents(events, NOW, atMost).map(({ id }) => id);

  test('what differed, then what is lately over or to come, the soonest first', () => {
    const events = [event('far', 200), event('soon', 2), event('late', -3), event('past', -90, { differs: true })];
    expect(chosen(events, 10)).toEqual(['past', 'late', 'soon', 'far']);
  });
  test('and keeps a share for what is over, the one not compared for longest first', () => {
    const past = [
      event('seen', -100, { comparedAt: NOW - DAY }),
      event('old', -400),
      event('newer', -50),
      event('seen before', -20, { comparedAt: NOW - 9 * DAY }),
    ];
    const ahead = Array.from({ length: 20 }, (_, nth) => event(`n${nth}`, nth + 1));
    const some = chosen([...past, ...ahead], 10);
    expect(some).toHaveLength(10);
    expect(some.slice(-2)).toEqual(['newer', 'old']);
    expect(chosen(past, 10)).toEqual(['newer', 'old', 'seen before', 'seen']);
  });
});

test('days become windows that cover each of them once, are no longer than asked for, and begin with the newest', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 60 })), fc.integer({ min: 1, max: 5 }), (offsets, length) => {
      const days = offsets.map((offset) => addDays('2026-03-01', offset));
      const windows = windowsOf(days, length);
      const covered = windows.flatMap((window) => {
        expect(daysIn(window)).toBeLessThanOrEqual(length);
        return Array.from({ length: daysIn(window) }, (_, nth) => addDays(window.to, -nth));
      });
      expect(covered).toEqual([...days].sort().reverse());
    }),
  );
});
