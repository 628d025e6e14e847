import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collectAll, connectOrganisation } from '../support/connect-organisation.ts';
import { startPlatform } from '../support/start-platform.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { operatorOf, runCommand } from './operator.ts';
import { inFreshFolder, SMALL, wrongWith } from './small-office.ts';

test('a control database put back from an older dump, beside stores that have gone on, collects nothing until told and then loses nothing', async () => {
  await inFreshFolder(async (folder) => {
    const data = join(folder, 'data');
    await using simulator = await startSimulator(SMALL);
    const { door } = simulator;
    let organisation: string;
    let dump: string;
    {
      await using platform = await startPlatform({ data });
      const { api } = platform;
      const { name } = await connectOrganisation(api, door, { slug: 'alpha' });
      // Written when the connection was added: of all that follows it knows nothing.
      dump =
        (await readdir(join(data, 'dumps')))
          .filter((each) => each.endsWith('.ndjson.gz'))
          .sort()
          .at(-1) ?? '';
      await collectAll(api, name);
      await door.change(10, { scattered: true });
      await collectAll(api, name);
      organisation = (await api.call('listOrganisations', {})).items[0]?.id ?? '';
      expect((await platform.process.stop()).code).toBe(0);
    }
    await rename(join(data, 'control'), join(folder, 'control-of-before'));
    const restored = await runCommand(data, `control restore ${join(data, 'dumps', dump)}`);
    expect(restored).toMatchObject({
      code: 0,
      output: expect.stringContaining('1 connections collect nothing until their permission has been asked again.'),
    });
    await door.change(10, { scattered: true });
    await door.clearRequests();
    {
      await using platform = await startPlatform({ data });
      const { api } = platform;
      const operator = operatorOf(api, data);
      const [connection] = (await api.call('listConnections', {})).items;
      expect(connection?.headline).toMatchObject({
        code: 'SUSPENDED',
        sentence: expect.stringContaining(
          'because the control database was restored from a dump. Resume it if permission still stands.',
        ),
      });
      await expect(api.call('startSync', { params: { connection: 'alpha-spektrix' } })).rejects.toMatchObject({
        problem: { code: 'not-possible-now' },
      });
      expect((await door.requests()).total).toBe(0);
      expect((await operator.command('connections resume alpha-spektrix')).code).toBe(0);
      await collectAll(api, 'alpha-spektrix');
      expect((await operator.show('alpha-spektrix')).headline.code).toBe('OK');
      expect((await platform.process.stop()).code).toBe(0);
    }
    expect(await wrongWith(data, organisation, door)).toEqual([]);
  });
}, 300_000);
