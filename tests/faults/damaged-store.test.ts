import { open, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collectAll, connectOrganisation } from '../support/connect-organisation.ts';
import { startPlatform } from '../support/start-platform.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';
import { type Operator, operatorOf, personalIn } from './operator.ts';
import { inFreshFolder, SMALL, wrongWith } from './small-office.ts';

const BLOCK = 262_144;
const FIRST_BLOCK = 3 * 4_096;

/** Turns one bit in the middle of a block of a file. */
async function flip(file: string, block: number): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const byte = Buffer.alloc(1);
    const at = FIRST_BLOCK + block * BLOCK + 2_000;
    await handle.read(byte, 0, 1, at);
    byte[0] = (byte[0] ?? 0) ^ 0x10;
    await handle.write(byte, 0, 1, at);
  } finally {
    await handle.close();
  }
}

/** Turns one bit, in the first block of which the check says that it matters: some blocks are free. */
async function flipWhereItMatters(file: string, operator: Operator): Promise<{ code: number | null; output: string }> {
  const { size } = await stat(file);
  for (let block = 0; FIRST_BLOCK + block * BLOCK + 2_000 < size; block += 1) {
    await flip(file, block);
    const checked = await operator.command('stores check alpha');
    if (checked.code !== 0) return checked;
    await flip(file, block);
  }
  throw new Error('no block of the store is read');
}

test('a byte that went bad and a store cut short are found, told on that organisation alone, and a copy brings all back', async () => {
  await inFreshFolder(async (data) => {
    await using simulator = await startSimulator({ ...SMALL, clients: 2 });
    const { door } = simulator;
    const ids: Record<string, string> = {};
    const headline = async (operator: Operator, organisation: string) =>
      (await operator.show(`${organisation}-spektrix`)).headline;
    let file: string;
    {
      await using platform = await startPlatform({ data });
      const { api } = platform;
      const operator = operatorOf(api, data);
      await connectOrganisation(api, door, { slug: 'alpha', client: 'demo1' });
      await connectOrganisation(api, door, { slug: 'beta', client: 'demo2' });
      await Promise.all([collectAll(api, 'alpha-spektrix'), collectAll(api, 'beta-spektrix')]);
      for (const { id, slug } of (await api.call('listOrganisations', {})).items) ids[slug] = id;
      file = join(data, 'warehouse', `${ids.alpha}.duckdb`);
      expect((await operator.command('stores copy alpha')).code).toBe(0);
      expect(await operator.command('stores check alpha')).toMatchObject({
        code: 0,
        output: expect.stringMatching(/^The store of alpha is sound: [\d,]+ rows read\.\n$/),
      });

      const found = await flipWhereItMatters(file, operator);
      expect(found.output).toContain('The store of this organisation cannot be read.');
      expect(found.output).toContain('illuminate stores restore');
      expect(await headline(operator, 'alpha')).toMatchObject({
        code: 'STORE_DAMAGED',
        word: 'Stored data damaged',
        sentence: expect.stringMatching(
          /^Part of what is stored for this organisation cannot be read \(noticed at \d\d:\d\d\): .+ illuminate stores restore alpha\. /,
        ),
      });
      expect((await headline(operator, 'beta')).code).toBe('OK');
      expect((await operator.command('status')).output).toContain(
        'Put the latest copy in its place: illuminate stores restore alpha',
      );
      expect((await operator.sync('beta-spektrix')).state).toBe('succeeded');
      const restored = await operator.command('stores restore alpha');
      expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('Restored alpha from ') });
      expect((await headline(operator, 'alpha')).code).not.toBe('STORE_DAMAGED');
      await door.change(10, { scattered: true, client: 'demo1' });
      await collectAll(api, 'alpha-spektrix');
      expect((await platform.process.stop()).code).toBe(0);
    }
    expect(await wrongWith(data, ids.alpha ?? '', door, 'demo1')).toEqual([]);

    await truncate(file, Math.floor((await stat(file)).size / 2));
    {
      await using platform = await startPlatform({ data });
      const { api } = platform;
      const operator = operatorOf(api, data);
      const query = { organisation: 'alpha', from: '2020-01-01', to: '2035-12-31' };
      await expect(api.call('runEventIdReport', { query })).rejects.toMatchObject({
        problem: {
          code: 'store-damaged',
          status: 503,
          whoActs: 'operator',
          nextStep: expect.stringContaining('stores restore'),
        },
      });
      await until('it is told', 10_000, async () => (await headline(operator, 'alpha')).code === 'STORE_DAMAGED');
      expect((await operator.sync('alpha-spektrix')).failure).toMatchObject({
        code: 'store-damaged',
        nextStep: expect.stringContaining('illuminate stores restore alpha'),
      });
      expect((await headline(operator, 'beta')).code).toBe('OK');
      expect((await operator.command('stores restore alpha')).code).toBe(0);
      await collectAll(api, 'alpha-spektrix');
      expect((await headline(operator, 'alpha')).code).toBe('OK');
      expect((await platform.process.stop()).code).toBe(0);
      expect(personalIn(platform.process.output(), await door.personal('demo1'))).toEqual([]);
    }
    expect(await wrongWith(data, ids.alpha ?? '', door, 'demo1')).toEqual([]);
    expect(await wrongWith(data, ids.beta ?? '', door, 'demo2')).toEqual([]);
  });
}, 300_000);
