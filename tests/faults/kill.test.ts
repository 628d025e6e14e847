import { describe, expect, test } from 'vitest';
import { seed } from '../support/seeds.ts';
import { killAndFinish, PHASE_NAMES } from './kill-life.ts';

/** Two data folders side by side, so that no core is idle while a server starts. */
const LIVES = 2;
const EACH = 3;

describe('a server killed at any instant loses nothing, doubles nothing and goes on', () => {
  for (let nth = 0; nth < LIVES; nth += 1) {
    test.concurrent(`seed ${seed + nth}: ${PHASE_NAMES.length * EACH} kills`, async () => {
      const report = await killAndFinish({ seed: seed + nth, each: EACH });
      expect(report.wrong).toEqual([]);
      expect(report.rows.tickets).toBeGreaterThan(300);
    });
  }
});
