import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { collectAll, connectOrganisation } from '../support/connect-organisation.ts';
import { startPlatform } from '../support/start-platform.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';
import { operatorOf } from './operator.ts';
import { inFreshFolder, SMALL, wrongWith } from './small-office.ts';

const HOUR = 3_600_000;
const shiftClock = pathToFileURL(join(import.meta.dirname, '..', 'support', 'shift-clock.mjs')).href;

test('a clock that jumps by two days, ahead and back and back again, loses nothing and silences nothing', async () => {
  await inFreshFolder(async (folder) => {
    const data = join(folder, 'data');
    const offset = join(folder, 'offset');
    const jump = (hours: number) => writeFile(offset, String(hours * HOUR));
    await jump(0);
    await using simulator = await startSimulator(SMALL);
    const { door } = simulator;
    let organisation: string;
    {
      await using platform = await startPlatform({
        data,
        preload: [`${shiftClock}?${new URLSearchParams({ file: offset })}`],
      });
      const { api } = platform;
      const operator = operatorOf(api, data);
      const { name: connection } = await connectOrganisation(api, door, { slug: 'alpha' });
      await collectAll(api, connection);
      organisation = (await api.call('listOrganisations', {})).items[0]?.id ?? '';
      const tickets = async () => (await operator.show(connection)).counts.tickets;
      /** Nobody asks for a sync here: what has changed must come by itself. */
      const comesByItself = async (what: string) => {
        await door.change(8, { scattered: true });
        const wanted = (await door.truth()).totals.tickets;
        await until(
          `${what}: what has changed comes by itself`,
          60_000,
          async () => {
            const { headline, runningSync } = await operator.show(connection);
            return runningSync === null && headline.code === 'OK' && (await tickets()) === wanted;
          },
          () => `${wanted} tickets wanted\n${platform.process.output().slice(-2_000)}`,
        );
      };
      await jump(48);
      await comesByItself('two days ahead');
      // What is done every night was due, and was begun.
      await until('stores are read whole', 30_000, async () => {
        const { schedules } = await api.call('showStatus', {});
        return schedules.some(({ name, lastStartedAt }) => name === 'store-scans' && lastStartedAt !== null);
      });
      await jump(0);
      await comesByItself('back');
      await jump(-48);
      await comesByItself('two days back');
      await jump(0);
      await collectAll(api, connection);
      const { code } = await platform.process.stop();
      expect(code).toBe(0);
    }
    expect(await wrongWith(data, organisation, door)).toEqual([]);
  });
}, 300_000);
