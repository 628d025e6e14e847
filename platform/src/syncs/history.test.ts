import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysIn, monthsIn } from './days.ts';
import {
  extendHistory,
  type HistoryBounds,
  type HistoryCursor,
  historyComplete,
  historyEnd,
  historyProgress,
  nextHistoryWindows,
} from './history.ts';

const bounds: HistoryBounds = { historyFrom: null, earliestPerformance: '2021-09-15', today: '2026-11-24' };

/** Reads history to its end in a world whose first order fell on `firstOrder`; every day has some from then on. */
function readAll(of: HistoryBounds, firstOrder: string | null): { cursor: HistoryCursor | null; windows: number } {
  let cursor: HistoryCursor | null = null;
  let windows = 0;
  for (;;) {
    const [window] = nextHistoryWindows(cursor, of, 4, 1);
    if (window === undefined) return { cursor, windows };
    const found = firstOrder !== null && window.to >= firstOrder;
    cursor = extendHistory(cursor, window, found ? (window.from > firstOrder ? window.from : firstOrder) : null, 4);
    windows += 1;
  }
}

describe('how far back history goes', () => {
  it('goes to 18 months before the earliest performance', () => {
    expect(historyEnd(null, bounds)).toBe('2020-03-15');
    expect(readAll(bounds, '2021-07-01').cursor?.from).toBe('2020-03-15');
  });

  it('goes further while the last twelve months read hold something', () => {
    expect(readAll(bounds, '2019-05-10').cursor?.from).toBe('2018-05-10');
  });

  it('ends where a person said, whatever is found', () => {
    const said = { ...bounds, historyFrom: '2024-01-01' };
    expect(readAll(said, '2019-05-10').cursor?.from).toBe('2024-01-01');
  });

  it('is not led into the future by a history-from or performances that lie there', () => {
    expect(readAll({ ...bounds, historyFrom: '2030-01-01' }, null).cursor?.from).toBe('2026-11-24');
    expect(historyEnd(null, { ...bounds, earliestPerformance: '2031-01-01' })).toBe('2026-11-24');
  });

  it('ends for an empty account', () => {
    const { cursor, windows } = readAll({ ...bounds, earliestPerformance: null }, null);
    expect(cursor?.from).toBe('2025-05-24');
    expect(windows).toBeLessThan(150);
  });
});

describe('windows of history', () => {
  it('cover every day once, newest first, without gaps, in whatever portions they are taken', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ days: fc.integer({ min: 1, max: 4 }), count: fc.integer({ min: 1, max: 4 }) })),
        (portions) => {
          let cursor: HistoryCursor | null = null;
          let next = bounds.today;
          for (const { days, count } of portions) {
            for (const window of nextHistoryWindows(cursor, bounds, days, count)) {
              expect(window.to).toBe(next);
              expect(daysIn(window)).toBeLessThanOrEqual(days);
              cursor = extendHistory(cursor, window, null, days);
              next = addDays(window.from, -1);
            }
          }
        },
      ),
    );
  });
});

describe('progress', () => {
  it('is in months loaded of months there are', () => {
    const cursor = { from: '2025-02-10', to: '2026-11-24', earliest: '2025-02-10', windowDays: 4 };
    const progress = historyProgress(cursor, { ...bounds, historyFrom: '2024-11-01' });
    expect(progress).toMatchObject({ monthsLoaded: 21, monthsTotal: 25, complete: false, loadedFrom: '2025-02-10' });
  });

  it('is complete with all months when the end is reached', () => {
    const cursor = { from: '2024-11-03', to: '2026-11-24', earliest: null, windowDays: 4 };
    const ended = { ...bounds, historyFrom: '2024-11-03' };
    expect(historyComplete(cursor, ended)).toBe(true);
    expect(historyProgress(cursor, ended)).toMatchObject({ monthsLoaded: 25, monthsTotal: 25, complete: true });
  });

  it('starts at nothing', () => {
    expect(historyProgress(null, bounds)).toMatchObject({ monthsLoaded: 0, loadedFrom: null, complete: false });
  });
});

describe('days', () => {
  it('know the calendar', () => {
    expect(addMonths('2024-03-31', -1)).toBe('2024-02-29');
    expect(addMonths('2026-01-15', -18)).toBe('2024-07-15');
    expect(addDays('2026-03-29', 1)).toBe('2026-03-30');
    expect(monthsIn('2025-12-31', '2026-01-01')).toBe(2);
  });
});
