import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { collectAll, connectOrganisation } from '../support/connect-organisation.ts';
import { startPlatform } from '../support/start-platform.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';
import { operatorOf } from './operator.ts';
import { inFreshFolder, SMALL, wrongWith } from './small-office.ts';

const LEASE_SECONDS = 2;
const env = { ILLUMINATE_LEASE_SECONDS: String(LEASE_SECONDS) };

test('a server that is halted for longer than its lease goes on with its sync; one that was replaced meanwhile writes nothing', async () => {
  await inFreshFolder(async (data) => {
    await using simulator = await startSimulator(SMALL);
    const { door } = simulator;
    let organisation: string;
    {
      await using first = await startPlatform({ data, env });
      const operator = operatorOf(first.api, data);
      // Long enough for a batch to be handed over while others are still to come.
      await door.fault({ name: 'slow-windows', value: 80 });
      const { name: connection } = await connectOrganisation(first.api, door, { slug: 'alpha' });
      organisation = (await first.api.call('listOrganisations', {})).items[0]?.id ?? '';
      const running = await until('it loads', 60_000, async () => {
        const now = await operator.show(connection);
        return now.counts.tickets > 0 && now.runningSync;
      });
      first.process.signal('SIGSTOP');
      await sleep(LEASE_SECONDS * 1_000 + 1_500);
      first.process.signal('SIGCONT');
      const ended = await until('that sync ends', 60_000, async () => {
        const sync = await first.api.call('showSync', { params: { sync: running.id } });
        return sync.endedAt !== null && sync;
      });
      expect(ended).toMatchObject({ state: 'succeeded', failure: null });
      await until('all is well', 30_000, async () => (await operator.show(connection)).headline.code === 'OK');

      // Halted again, and taken for dead by a server in another container, which cannot see the process.
      await door.change(30, { scattered: true });
      await door.fault({ name: 'slow-windows', value: 300 });
      await first.api.call('startSync', { params: { connection } });
      await until(
        'it is at it',
        30_000,
        async () => (await operator.show(connection)).runningSync?.state === 'running',
      );
      first.process.signal('SIGSTOP');
      const lock = join(data, 'lock');
      const record = JSON.parse(await readFile(lock, 'utf8')) as Record<string, unknown>;
      await writeFile(lock, JSON.stringify({ ...record, namespace: 'pid:[1]' }));
      const longAgo = new Date(Date.now() - 60_000);
      await utimes(lock, longAgo, longAgo);
      await using second = await startPlatform({ data, env });
      first.process.signal('SIGCONT');
      const { signal } = await first.process.ended;
      expect(signal).toBe('SIGKILL');
      expect(first.process.output().trim().split('\n').at(-1)).toMatch(
        /^Another Illuminate has taken the data folder .+ while this one was halted, so this one ends at once\./,
      );
      await door.clearFaults();
      await collectAll(second.api, connection);
      const shown = await operatorOf(second.api, data).show(connection);
      expect(shown.headline.code).toBe('OK');
      const { code } = await second.process.stop();
      expect(code).toBe(0);
    }
    expect(await wrongWith(data, organisation, door)).toEqual([]);
  });
}, 300_000);
