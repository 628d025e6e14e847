import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const never = ['**/node_modules/**', '**/dist/**', 'data/**'];
const pool = {
  pool: 'forks',
  maxWorkers: 2,
  // PGlite lives for seconds in a test, too briefly to earn what it costs to optimise it: half of what opening one takes.
  execArgv: ['--liftoff-only'],
  // What is waited for comes late on a busy machine; a second would be a test of the machine.
  expect: { poll: { timeout: 30_000 } },
} as const;

/**
 * What starts servers and browsers goes first, and what only computes last: those files are short, so that at the end no worker has a
 * long one while the other has none. The very first has the demo loaded that some of them share, which takes minutes; the others of them
 * come once it is there, so that nobody waits for it beside.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rankOf = ({ project, moduleId }: TestSpecification): number =>
      project.name !== 'tests' ? 2 : readFileSync(moduleId, 'utf8').includes('/loaded-demo.ts') ? 1 : 0;
    const ranked = sorted.toSorted((one, other) => rankOf(one) - rankOf(other));
    const first = ranked.filter((file) => rankOf(file) === 1).slice(0, 1);
    return [...first, ...ranked.filter((file) => !first.includes(file))];
  }
}

// Two projects, because what starts servers, browsers and databases needs more time than what computes.
export default defineConfig({
  test: {
    ...pool,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...pool,
          name: 'beside',
          include: [
            '{model,contract,delivery,connector-kit,connectors,platform,cli,simulators,bench,web}/**/*.test.{ts,tsx}',
          ],
          exclude: never,
          globalSetup: 'tools/threads-for-tests.mjs',
          alias: [
            {
              find: /^(\.\.?\/)+start-thread\.ts$/,
              replacement: join(import.meta.dirname, 'platform/src/start-thread-for-tests.ts'),
            },
          ],
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...pool,
          name: 'tests',
          include: ['tests/**/*.test.ts'],
          exclude: never,
          globalSetup: 'tests/support/loaded-demo-folder.ts',
          testTimeout: 600_000,
          hookTimeout: 600_000,
          teardownTimeout: 30_000,
        },
      },
    ],
  },
});
