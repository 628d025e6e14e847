import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BEFORE_MS, heldSince, type Movement } from './held-over-time.ts';
import { type Circumstances, excuseRejected, judgePerformance } from './judge-performance.ts';
import type { Compared, Held, Said } from './verdict.ts';

const held = (tickets: number, more: Partial<Held> = {}): Held => ({
  performanceId: 'p',
  eventId: 'e',
  cancelled: false,
  tickets,
  ledger: tickets,
  orphans: 0,
  ...more,
});
const said = (sold: number, more: Partial<Said> = {}): Said => ({
  sold,
  isUpperBound: false,
  readAt: 0,
  least: 10,
  most: 10,
  ...more,
});
const usual: Circumstances = {
  notShown: false,
  notAnswered: false,
  asked: true,
  historyComplete: true,
  historyLimited: false,
  missingRecords: 0,
};

describe('one performance', () => {
  const rows: readonly (readonly [
    string,
    Held,
    Said | null,
    Partial<Circumstances>,
    Compared['verdict'],
    Compared['reason'],
  ])[] = [
    ['the same', held(10), said(10), {}, 'equal', null],
    ['sold while both were read', held(10), said(8, { least: 7 }), {}, 'equal', null],
    ['orders are missing', held(10), said(12), {}, 'differs', 'fewer-here'],
    ['nothing of it is here', held(0), said(12, { least: 0, most: 0 }), {}, 'differs', 'fewer-here'],
    ['returns were not seen', held(10), said(9), {}, 'differs', 'more-here'],
    ['at most, and fewer', held(10), said(12, { isUpperBound: true }), {}, 'not-compared', 'bound-only'],
    ['at most, and more', held(10), said(9, { isUpperBound: true }), {}, 'differs', 'more-here'],
    ['history is not here yet', held(10), said(12), { historyComplete: false }, 'not-compared', 'history-not-loaded'],
    ['more, whatever history', held(10), said(9), { historyComplete: false }, 'differs', 'more-here'],
    ['over and not shown', held(10), null, { notShown: true, asked: true }, 'not-compared', 'not-shown'],
    ['left out', held(10), null, {}, 'not-compared', 'not-told'],
    ['asked, and no answer', held(10), null, { notAnswered: true, asked: false }, 'not-compared', 'not-answered'],
    ['not asked', held(10), null, { asked: false }, 'not-compared', 'turn-to-come'],
    ['its rows are lost', held(9, { ledger: 10 }), null, { notShown: true }, 'differs', 'own-records'],
    ['its orders are lost', held(10, { orphans: 2 }), said(10), {}, 'differs', 'own-records'],
  ];
  test.each(rows)('%s', (_what, ours, theirs, more, verdict, reason) => {
    expect(judgePerformance(ours, theirs, { ...usual, ...more })).toMatchObject({ verdict, reason });
  });

  test('tells the likeliest first', () => {
    const likely = (ours: Held, theirs: Said, more: Partial<Circumstances> = {}) =>
      judgePerformance(ours, theirs, { ...usual, ...more }).likely[0];
    expect(likely(held(10), said(12))).toBe('orders-never-received');
    expect(likely(held(10), said(12), { missingRecords: 1 })).toBe('rejected-records');
    expect(likely(held(0), said(12, { least: 0, most: 0 }), { historyLimited: true })).toBe('before-history');
    expect(likely(held(10, { cancelled: true }), said(0))).toBe('cancelled');
  });
});

test('orders that could not be read excuse as many performances, and no more', () => {
  const fewer: Compared = { verdict: 'differs', reason: 'fewer-here', likely: [] };
  const more: Compared = { verdict: 'differs', reason: 'more-here', likely: [] };
  const compared = new Map([
    ['a', fewer],
    ['b', fewer],
    ['c', more],
  ]);
  const verdicts = (missing: number) => [...excuseRejected(compared, missing).values()].map(({ verdict }) => verdict);
  expect(verdicts(0)).toEqual(['differs', 'differs', 'differs']);
  expect(verdicts(1)).toEqual(['differs', 'differs', 'differs']);
  expect(verdicts(2)).toEqual(['not-compared', 'not-compared', 'differs']);
});

describe('what was held while both sides were read', () => {
  const movement = fc.record({ at: fc.integer({ min: 0, max: 20 }), quantity: fc.constantFrom(-1, 1) });

  test('holds every figure that was true at some moment, and none beyond', () => {
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 30 }), fc.integer({ min: 0, max: 20 }), (movements, minute) => {
        const steps: Movement[] = movements.map(({ at, quantity }) => ({ at: at * 60_000, quantity }));
        const readAt = minute * 60_000 + BEFORE_MS;
        const heldAt = (time: number) =>
          steps.reduce((sum, { at, quantity }) => sum + (at <= time ? quantity : 0), 100);
        const figures = Array.from({ length: 21 - minute }, (_, nth) => heldAt((minute + nth) * 60_000));
        expect(heldSince(heldAt(Number.POSITIVE_INFINITY), steps, readAt)).toEqual({
          least: Math.min(...figures),
          most: Math.max(...figures),
        });
      }),
    );
  });

  test('is what is held, where nothing has moved since', () => {
    expect(heldSince(7, [{ at: 0, quantity: 3 }], BEFORE_MS + 1)).toEqual({ least: 7, most: 7 });
  });
});
