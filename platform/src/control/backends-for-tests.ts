// Test support: the same tests on both back ends, as what holds on one only is a trap.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ControlForTests,
  type OpenForTests,
  openControlForTests,
  removeTemporaryFolders,
} from './control-for-tests.ts';
import { POSTGRES_MISSING, type PostgresForTests, postgresBinaries, startPostgres } from './postgres-for-tests.ts';

export interface BackendForTests {
  name: 'PGlite' | 'PostgreSQL';
  /** A control database of its own in a data folder of its own. */
  open(options?: OpenForTests): Promise<ControlForTests>;
  createDatabase(): Promise<string>;
}

export function describeBackends(what: string, tests: (backend: BackendForTests) => void): void {
  describe(`${what} on PGlite`, () => {
    afterAll(removeTemporaryFolders);
    tests({
      name: 'PGlite',
      open: openControlForTests,
      createDatabase: () => Promise.reject(new TypeError('PGlite has one database')),
    });
  });
  if (!postgresBinaries()) {
    describeMissing(what);
    return;
  }
  describe(`${what} on PostgreSQL`, () => {
    let postgres: PostgresForTests;
    beforeAll(async () => {
      postgres = await startPostgres();
    }, 120_000);
    afterAll(async () => {
      await postgres.stop();
      removeTemporaryFolders();
    });
    tests({
      name: 'PostgreSQL',
      createDatabase: () => postgres.createDatabase(),
      open: async (options = {}) => {
        const databaseUrl = options.databaseUrl ?? (await postgres.createDatabase());
        return openControlForTests({ ...options, databaseUrl });
      },
    });
  });
}

function describeMissing(what: string): void {
  const name = `${what} on PostgreSQL: ${POSTGRES_MISSING}`;
  if (process.env.CI_REQUIRE_POSTGRES === '1') test(name, () => expect.unreachable(POSTGRES_MISSING));
  else test.skip(name, () => {});
}
