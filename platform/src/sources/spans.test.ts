import { describe, expect, test } from 'vitest';
import { type Choice, circleThrough, effectiveSpans } from './spans.ts';

const choice = (id: string, counts: string, other: string, from: string, to: string): Choice => ({
  id,
  counts_connection_id: counts,
  other_connection_id: other,
  both_count: false,
  from_day: from,
  to_day: to,
});
const spans = (...choices: readonly Choice[]): string[] =>
  effectiveSpans(choices).map(({ id, counts, from, to }) => `${id} ${counts} ${from} ${to}`);

test('of two choices about the same days the later one holds, and the earlier for the rest', () => {
  const year = choice('1', 'a', 'b', '2026-01-01', '2026-12-31');
  expect(spans(year, choice('2', 'b', 'a', '2026-03-01', '2026-03-31'))).toEqual([
    '1 a 2026-01-01 2026-02-28',
    '1 a 2026-04-01 2026-12-31',
    '2 b 2026-03-01 2026-03-31',
  ]);
  expect(spans(year, choice('2', 'b', 'a', '2025-01-01', '2027-01-01'))).toEqual(['2 b 2025-01-01 2027-01-01']);
  expect(spans(year, choice('2', 'b', 'a', '2026-12-31', '2026-12-31'))).toEqual([
    '1 a 2026-01-01 2026-12-30',
    '2 b 2026-12-31 2026-12-31',
  ]);
});

test('choices about other connections or other days stand beside each other', () => {
  const ours = [choice('1', 'a', 'b', '2026-01-01', '2026-01-31'), choice('2', 'b', 'a', '2026-02-01', '2026-02-28')];
  expect(spans(...ours, choice('3', 'c', 'a', '2026-01-01', '2026-02-28'))).toEqual([
    '1 a 2026-01-01 2026-01-31',
    '2 b 2026-02-01 2026-02-28',
    '3 c 2026-01-01 2026-02-28',
  ]);
});

describe('a circle of choices would leave nobody', () => {
  const through = (made: Choice, ...choices: readonly Choice[]): string | null => {
    const [span] = effectiveSpans([made]);
    if (span === undefined) throw new Error('a choice is a span');
    return circleThrough(effectiveSpans(choices), span);
  };
  const aOverB = choice('1', 'a', 'b', '2026-01-01', '2026-06-30');
  const bOverC = choice('2', 'b', 'c', '2026-03-01', '2026-12-31');

  test('and is found on the days that all of it covers', () => {
    expect(through(choice('3', 'c', 'a', '2026-06-01', '2026-07-31'), aOverB, bOverC)).toBe('b');
    expect(through(choice('3', 'c', 'a', '2026-07-01', '2026-07-31'), aOverB, bOverC)).toBeNull();
    expect(through(choice('3', 'c', 'a', '2026-01-01', '2026-02-28'), aOverB, bOverC)).toBeNull();
  });

  test('but the other way round replaces a choice, and a chain is none', () => {
    expect(through(choice('3', 'b', 'a', '2026-01-01', '2026-12-31'), aOverB)).toBeNull();
    expect(through(choice('3', 'a', 'c', '2026-01-01', '2026-12-31'), aOverB, bOverC)).toBeNull();
  });
});
