import type { UpdateDay } from '@illuminate/contract';
import { describe, expect, test } from 'vitest';
import { collectingSpans, covered } from './collecting-spans.ts';
import { type DayCounts, judgeDay, lastDays, NOTHING_ENDED } from './judge-days.ts';

const HOUR = 3_600_000;
const now = new Date('2026-11-24T11:10:00Z');
const at = (hours: number): number => now.getTime() - hours * HOUR;
const today = { day: '2026-11-24', from: at(11), to: at(-13) };

describe('a day', () => {
  const ROWS: readonly (readonly [string, Partial<DayCounts>, number | null, UpdateDay['verdict']])[] = [
    ['on which all went well', { succeeded: 90 }, 11, 'fine'],
    ['on which one failed', { succeeded: 90, failed: 1 }, 11, 'delayed'],
    ['on which all failed', { failed: 3 }, 11, 'failed'],
    ['on which one was cut short and none followed', { unfinished: 1 }, 1, 'delayed'],
    ['on which one was cut short and others went well', { unfinished: 1, succeeded: 4 }, 11, 'fine'],
    ['on which nothing began though it was due', {}, 11, 'delayed'],
    ['on which collecting has just begun', {}, 0.2, 'nothing-due'],
    ['on which nothing was collected', {}, 0, 'nothing-due'],
    ['of deliveries, which nobody has promised', {}, null, 'nothing-due'],
  ];
  test.each(ROWS)('%s', (_what, changes, hours, verdict) => {
    const counts = { ...NOTHING_ENDED, ...changes };
    const spans = hours === null || hours === 0 ? [] : [{ from: at(hours), to: at(0) }];
    const dueAfterMs = hours === null ? null : 40 * 60_000;
    expect(judgeDay({ day: today, counts, spans, dueAfterMs, now }).verdict).toBe(verdict);
  });

  test.each([
    ['cut off by a withdrawal', { unfinished: 1, cutOff: 1 }, [[11, 4]], 'stopped'],
    [
      'cut off by a pause, and taken up again',
      { unfinished: 1, cutOff: 1 },
      [
        [11, 4],
        [3, 0],
      ],
      'delayed',
    ],
    ['withdrawn after an update', { unfinished: 1, cutOff: 1, succeeded: 1 }, [[11, 4]], 'fine'],
    ['withdrawn after a failure', { unfinished: 1, cutOff: 1, failed: 1 }, [[11, 4]], 'failed'],
    ['cut short on a day on which nothing was collected any more', { unfinished: 1, cutOff: 1 }, [[40, 20]], 'delayed'],
    ['stopped before anything began', { unfinished: 1 }, [[11, 4]], 'delayed'],
  ] as const)('on which it was %s', (_what, changes, collected, verdict) => {
    const spans = collected.map(([from, to]) => ({ from: at(from), to: at(to) }));
    const counts = { ...NOTHING_ENDED, ...changes };
    expect(judgeDay({ day: today, counts, spans, dueAfterMs: 40 * 60_000, now }).verdict).toBe(verdict);
  });
});

test('days are those of the zone, and as long as its clocks make them', () => {
  const days = lastDays(3, 'Europe/London', new Date('2026-10-26T12:00:00Z'));
  expect(days.map(({ day }) => day)).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
  expect(days.map(({ from, to }) => (to - from) / HOUR)).toEqual([24, 25, 24]);
  expect(lastDays(1, 'Pacific/Auckland', new Date('2026-10-26T12:00:00Z'))[0]?.day).toBe('2026-10-27');
});

describe('when a connection was collecting', () => {
  const created = { created_at: new Date(at(48)) };
  const move = (hours: number, action: string, from: 'active' | 'paused' | 'waiting_for_consent' | null) => ({
    at: new Date(at(hours)),
    action: `connection.${action}`,
    from,
  });
  const whole = { from: at(48), to: at(0) };

  test('without a move, all its life', () => {
    expect(covered(collectingSpans({ ...created, state: 'active' }, [], now), whole)).toBe(48 * HOUR);
    expect(covered(collectingSpans({ ...created, state: 'waiting_for_consent' }, [], now), whole)).toBe(0);
  });

  test('not while it was paused, stopped or waiting', () => {
    const moves = [
      move(2, 'reconnected', null),
      move(6, 'stopped', 'active'),
      move(10, 'resumed', 'paused'),
      move(30, 'paused', 'active'),
      move(40, 'consent-granted', 'waiting_for_consent'),
    ];
    const spans = collectingSpans({ ...created, state: 'active' }, moves, now);
    expect(covered(spans, whole)).toBe((2 + 4 + 10) * HOUR);
    expect(covered(spans, { from: at(11), to: at(9) })).toBe(HOUR);
  });
});
