import { describe, expect, test } from 'vitest';
import { seed } from '../support/seeds.ts';
import { killAndFinish, PHASE_NAMES } from './kill-life.ts';

/** Two data folders side by side, so that no core is idle while a server starts: five kills in each phase between them. */
const LIVES = [3, 2];

describe('a server killed at any instant loses nothing, doubles nothing and goes on', () => {
  for (const [nth, each] of LIVES.entries()) {
    test.concurrent(`seed ${seed + nth}: ${PHASE_NAMES.length * each} kills`, { timeout: 900_000 }, async () => {
      const phases = PHASE_NAMES.flatMap((name) => Array.from({ length: each }, () => name));
      const report = await killAndFinish({ seed: seed + nth, phases });
      expect(report.wrong).toEqual([]);
      expect(report.rows.tickets).toBeGreaterThan(300);
    });
  }
});
