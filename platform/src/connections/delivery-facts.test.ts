import { expect, test } from 'vitest';
import { delivered, well } from './facts-for-tests.ts';
import { statusOf } from './status.ts';

test('the usual rhythm decides when a delivery is overdue, and two days at least', () => {
  const week = 7 * 86_400_000;
  const covered = (daysAgo: number, rhythmMs: number | null) => {
    const coveredTo = new Date(well.now.getTime() - daysAgo * 86_400_000);
    return statusOf({ ...well, ...delivered({ coveredTo, rhythmMs }) }).facts.coverage;
  };
  expect([covered(1.9, null), covered(2.1, null), covered(20, week), covered(22, week)]).toEqual([
    'ok',
    'stale',
    'ok',
    'stale',
  ]);
});
