import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectOrganisation } from '../support/connect-organisation.ts';
import type { FaultWanted } from '../support/simulator-door.ts';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { type StartedSimulator, startSimulator } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';
import { type Operator, operatorOf, personalIn } from './operator.ts';
import { inFreshFolder, SMALL, wrongWith } from './small-office.ts';

// What people see of each fault of a box office, on one running server: a client of the simulator for each.

interface Case extends FaultWanted {
  /** The headline while the fault is there, and its sentence. */
  readonly sees: readonly [code: string, sentence: RegExp];
}

const AGAIN = "We'll try again (at \\d\\d:\\d\\d|in a moment)\\.";
const PAGE =
  /^A web page came from Spektrix in place of data \(.+\): its firewall takes us for a robot, or it is down\. .+ let this server's address through\.$/;
const CASES: readonly Case[] = [
  { name: 'rate-limit', value: 120, sees: ['RETRYING', new RegExp(`^The last update didn't finish\\. ${AGAIN}`)] },
  { name: 'rate-limit-silent', sees: ['RETRYING', new RegExp(`^The last update didn't finish\\. ${AGAIN}`)] },
  { name: 'server-error', sees: ['PROVIDER_DOWN', new RegExp(`^Spektrix isn't answering\\. ${AGAIN}`)] },
  { name: 'reset', sees: ['PROVIDER_DOWN', new RegExp(`^Spektrix isn't answering\\. ${AGAIN}`)] },
  { name: 'truncated', sees: ['PROVIDER_DOWN', new RegExp(`^Spektrix isn't answering\\. ${AGAIN}`)] },
  { name: 'challenge-200', sees: ['FAILED', PAGE] },
  { name: 'challenge-403', sees: ['FAILED', PAGE] },
  { name: 'type-change', value: 'tickets', sees: ['PARTIAL', /./] },
  { name: 'missing-field', value: 'total', sees: ['PARTIAL', /./] },
];

const client = (nth: number): string => `demo${nth + 1}`;
const slug = (nth: number): string => `office-${nth + 1}`;
const connection = (nth: number): string => `${slug(nth)}-spektrix`;
const all = CASES.map((_, nth) => nth);

let simulator: StartedSimulator;
beforeAll(async () => {
  simulator = await startSimulator({ ...SMALL, orders: 60, years: 0.2, clients: CASES.length });
});
afterAll(() => simulator[Symbol.asyncDispose]());

/** Until every connection is up to date, and holds what its client has sold. */
async function allWell(operator: Operator): Promise<void> {
  const { door } = simulator;
  for (const nth of all) {
    const wanted = (await door.truth(client(nth))).totals.tickets;
    let seen: unknown;
    await until(
      `${connection(nth)} is well`,
      120_000,
      async () => {
        const { headline, counts, runningSync, progress } = await operator.show(connection(nth));
        seen = { headline, counts, progress };
        return (
          headline.code === 'OK' && runningSync === null && counts.tickets === wanted && progress?.complete === true
        );
      },
      () => JSON.stringify(seen),
    );
  }
}

test('each fault of a box office is told in a headline, and leaves nothing behind', async () => {
  await inFreshFolder(async (folder) => {
    const data = join(folder, 'data');
    const { door } = simulator;
    const ids = new Map<string, string>();
    let platform: StartedPlatform;
    {
      await using started = await startPlatform({ data });
      platform = started;
      const operator = operatorOf(platform.api, data);
      for (const nth of all) await connectOrganisation(platform.api, door, { slug: slug(nth), client: client(nth) });
      await allWell(operator);
      for (const { id, slug: of } of (await platform.api.call('listOrganisations', {})).items) ids.set(of, id);

      for (const [nth, { sees: _, ...fault }] of CASES.entries()) {
        // So many that some are among the one in seven that a record's fault strikes.
        await door.change(40, { client: client(nth), scattered: true });
        await door.fault({ ...fault, match: `/${client(nth)}/` });
      }
      const seen = await Promise.all(
        all.map(async (nth) => {
          await operator.sync(connection(nth), 180_000);
          const { code, sentence } = (await operator.show(connection(nth))).headline;
          return { fault: CASES[nth]?.name, code, sentence };
        }),
      );
      expect(seen).toEqual(
        CASES.map(({ name, sees: [code, sentence] }) => ({
          fault: name,
          code,
          sentence: expect.stringMatching(sentence),
        })),
      );
      // A record that cannot be read is named with its reason, and without what is in it.
      const { items } = await platform.api.call('listRejects', { params: { connection: connection(8) }, query: {} });
      expect(items[0]).toMatchObject({ stream: 'orders', field: 'total' });

      await door.clearFaults();
      await Promise.all(all.map((nth) => operator.sync(connection(nth), 180_000)));
      await allWell(operator);

      // A clock that is off is allowed for.
      await door.fault({ name: 'clock-skew', value: 20 });
      await door.change(4, { client: client(0), scattered: true });
      expect((await operator.sync(connection(0))).state).toBe('succeeded');
      await door.clearFaults();
      await allWell(operator);
      expect((await platform.process.stop()).code).toBe(0);
    }
    for (const nth of all) {
      expect(await wrongWith(data, ids.get(slug(nth)) ?? '', door, client(nth))).toEqual([]);
      expect(personalIn(platform.process.output(), await door.personal(client(nth)))).toEqual([]);
    }
  });
}, 400_000);
