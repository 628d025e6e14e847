import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  POSTGRES_MISSING,
  type PostgresForTests,
  postgresBinaries,
  startPostgres,
} from '../../platform/src/control/postgres-for-tests.ts';
import { collectAll, connectOrganisation } from '../support/connect-organisation.ts';
import { launchPlatform, startPlatform } from '../support/start-platform.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';
import { operatorOf, personalIn } from './operator.ts';
import { inFreshFolder, SMALL, wrongWith } from './small-office.ts';

// The control database on a PostgreSQL server, which goes away in mid-sync and comes back.

const needed = process.env.CI_REQUIRE_POSTGRES === '1' || postgresBinaries() !== undefined;
const name = needed ? '' : ` (${POSTGRES_MISSING})`;

let postgres: PostgresForTests;
beforeAll(async () => {
  if (needed) postgres = await startPostgres();
});
afterAll(() => postgres?.stop());

test.skipIf(!needed)(
  `a server whose PostgreSQL restarts in mid-sync says so, and goes on by itself${name}`,
  async () => {
    await inFreshFolder(async (folder) => {
      const DATABASE_URL = await postgres.createDatabase();
      await using simulator = await startSimulator(SMALL);
      const { door } = simulator;
      const data = join(folder, 'data');
      const env = { DATABASE_URL, ILLUMINATE_LEASE_SECONDS: '3' };
      let organisation: string;
      {
        await using platform = await startPlatform({ data, env });
        const { api } = platform;
        const operator = operatorOf(api, data);
        await door.fault({ name: 'slow-windows', value: 30 });
        const { name: connection } = await connectOrganisation(api, door, { slug: 'alpha' });
        await until('it loads', 60_000, async () => (await operator.show(connection)).counts.tickets > 0);
        await postgres.halt();
        const refused = await fetch(`${platform.address}/api/v1/connections`, {
          headers: { authorization: `Bearer ${platform.operatorKey}` },
        });
        expect(refused.status).toBe(503);
        expect(await refused.json()).toMatchObject({
          code: 'control-unavailable',
          whoActs: 'operator',
          nextStep: expect.stringContaining('DATABASE_URL'),
        });
        const said = await operator.command('status');
        expect(said.code).not.toBe(0);
        expect(said.output).toContain('The control database does not answer.');
        await postgres.start();
        await door.clearFaults();
        await door.change(10, { scattered: true });
        await until('it is whole again', 90_000, async () => {
          const { headline, runningSync } = await operator
            .show(connection)
            .catch(() => ({ headline: null, runningSync: null }));
          return headline?.code === 'OK' && runningSync === null;
        });
        await collectAll(api, connection);
        organisation = (await api.call('listOrganisations', {})).items[0]?.id ?? '';
        const { code } = await platform.process.stop();
        expect(code).toBe(0);
        expect(personalIn(platform.process.output(), await door.personal())).toEqual([]);
        expect(platform.process.output()).not.toContain(DATABASE_URL);
      }
      expect(await wrongWith(data, organisation, door)).toEqual([]);

      // A second data folder on the same database is refused, and named by both ids.
      const other = launchPlatform({ data: join(folder, 'other'), env });
      expect((await other.ended).code).toBe(78);
      expect(other.output()).toMatch(
        /The control database at DATABASE_URL belongs to another data folder \(fld_\w+; this one, .+other, is fld_\w+\): set ILLUMINATE_DATA to that folder, or DATABASE_URL to an empty database\./,
      );
      expect(other.output()).not.toContain(DATABASE_URL);
      expect(await readdir(join(folder, 'other'))).not.toContain('warehouse');
    });
  },
  180_000,
);
