import { defineConfig } from 'vitest/config';

const never = ['**/node_modules/**', '**/dist/**', 'data/**'];
const pool = {
  pool: 'forks',
  maxWorkers: 2,
  // What is waited for comes late on a busy machine; a second would be a test of the machine.
  expect: { poll: { timeout: 30_000 } },
} as const;

// Two projects, because what starts servers, browsers and databases needs more time than what computes.
export default defineConfig({
  test: {
    ...pool,
    projects: [
      {
        test: {
          ...pool,
          name: 'beside',
          include: [
            '{model,contract,delivery,connector-kit,connectors,platform,cli,simulators,bench,web}/**/*.test.{ts,tsx}',
          ],
          exclude: never,
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
