import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DatedPerformance } from './known-performances.ts';
import { dueObservations, packLooks, unpackLooks } from './observation-plan.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 5, 1, 12);

const performance = (id: string, inMs: number, cancelled = false): DatedPerformance => ({
  source_id: id,
  source_number: null,
  event_id: 'e',
  venue_id: null,
  plan_id: null,
  plan_name: null,
  capacity: null,
  starts_at: NOW + inMs,
  starts_local: NOW + inMs,
  zone: 'Europe/London',
  cancelled,
  on_sale_at: null,
  duration_minutes: null,
});

/** Ids that are due, with how long ago (ms) each was last looked at. */
function due(
  ahead: readonly DatedPerformance[],
  ago: Record<string, number> = {},
  refused: readonly string[] = [],
): string[] {
  const lookedAt = new Map(Object.entries(ago).map(([id, ms]) => [id, NOW - ms]));
  return dueObservations({ ahead, lookedAt, refused: new Set(refused), now: NOW }).map(({ source_id: id }) => id);
}

describe('a performance is due', () => {
  const far = performance('far', 30 * DAY);
  const near = performance('near', 3 * DAY);

  it('when it was never looked at, the next one first', () => {
    expect(due([far, near, performance('next', HOUR)])).toEqual(['next', 'near', 'far']);
  });

  it('a day after the last look', () => {
    expect(due([far], { far: DAY - 1 })).toEqual([]);
    expect(due([far], { far: DAY })).toEqual(['far']);
  });

  it('an hour after it in its last week, or when it could not be read', () => {
    expect(due([near], { near: HOUR - 1 })).toEqual([]);
    expect(due([near], { near: HOUR })).toEqual(['near']);
    expect(due([far], { far: HOUR }, ['far'])).toEqual(['far']);
  });

  it('the more of its turns it has missed the sooner, so that a full week starves nobody', () => {
    expect(due([far, near], { far: 3 * DAY, near: HOUR })).toEqual(['far', 'near']);
    expect(due([far, near], { far: DAY, near: 5 * HOUR })).toEqual(['near', 'far']);
  });

  it('never when it has begun or is off', () => {
    expect(due([performance('over', -1), performance('now', 0), performance('off', DAY, true)])).toEqual([]);
  });

  it('when a clock was set back', () => {
    expect(due([far], { far: -DAY })).toEqual(['far']);
  });
});

describe('looks', () => {
  it('are kept packed, never sooner than they were', () => {
    const looks = fc.dictionary(fc.stringMatching(/^[a-z0-9]{1,8}$/), fc.integer({ min: 0, max: NOW }));
    fc.assert(
      fc.property(looks, (made) => {
        const before = new Map(Object.entries(made));
        const cursor = JSON.parse(JSON.stringify(packLooks(before, new Set(before.keys()))));
        const after = unpackLooks(cursor);
        expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
        for (const [id, at] of before) {
          expect(after.get(id)).toBeGreaterThanOrEqual(at);
          expect((after.get(id) ?? 0) - at).toBeLessThan(60_000);
        }
      }),
    );
  });

  it('at what is over or gone are forgotten', () => {
    const packed = packLooks(
      new Map([
        ['a', NOW],
        ['b', NOW],
      ]),
      new Set(['b']),
    );
    expect([...unpackLooks(packed).keys()]).toEqual(['b']);
  });

  it('there are none at first', () => {
    expect(unpackLooks(undefined).size).toBe(0);
  });
});
