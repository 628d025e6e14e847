import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { collectAll, connectOrganisation } from '../support/connect-organisation.ts';
import { readStores } from '../support/read-stores.ts';
import { launchPlatform, startPlatform } from '../support/start-platform.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';
import { createFinder } from './find-texts.ts';
import { scanDataFolder } from './scan-data-folder.ts';

const killAt = pathToFileURL(join(import.meta.dirname, '..', 'support', 'kill-at.mjs')).href;
const deletion = { atOnce: true, confirm: 'The alpha' };

test('of an organisation that was deleted nothing is found, also where the server was killed in the middle; others stay', {
  timeout: 600_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'illuminate-deletion-'));
  const data = join(folder, 'data');
  await using simulator = await startSimulator({ seed: 5, clients: 2, events: 4, orders: 60, years: 0.3 });
  const { door } = simulator;
  try {
    const names = new Map<string, string>();
    const ids: string[] = [];
    {
      await using platform = await startPlatform({ data });
      const { clients } = await door.accounts();
      for (const [at, slug] of ['alpha', 'beta'].entries()) {
        const client = clients[at]?.client ?? '';
        const { name } = await connectOrganisation(platform.api, door, { slug, client });
        names.set(slug, name);
        await collectAll(platform.api, name);
        await platform.api.call('copyStore', { params: { organisation: slug } });
      }
      const { items } = await platform.api.call('listOrganisations', {});
      ids.push(...items.map(({ id }) => id));
      await platform.api.call('stopConnection', { params: { connection: names.get('alpha') ?? '' } });
    }
    const [alpha, beta] = await readStores(data, ids);
    const bookers = alpha?.state.customers.map(({ source_id }) => String(source_id)) ?? [];
    expect(bookers.length).toBeGreaterThan(10);
    const finder = createFinder(bookers);
    const before = join(folder, 'before');
    await cp(data, before, { recursive: true });
    const found = await scanDataFolder(before, finder);
    expect(found.findings.some(({ place }) => place.startsWith('warehouse/'))).toBe(true);
    expect(found.findings.some(({ place }) => place.startsWith('copies/'))).toBe(true);

    // Killed once the keys are gone and everything else is still there.
    const dying = launchPlatform({
      data,
      preload: [`${killAt}?channel=illuminate:deletion&phase=keys-destroyed&nth=1`],
    });
    const address = await dying.line(/^Illuminate is ready: (http:\S+)$/m, 90_000);
    await ask(address, data, names.get('alpha') ?? '');
    expect((await dying.ended).signal).toBe('SIGKILL');
    {
      await using platform = await startPlatform({ data });
      const params = { organisation: 'alpha' };
      const { id } = await until('the deletion is done', 30_000, async () => {
        const { items } = await platform.api.call('listDeletions', { params });
        return items[0]?.state === 'done' && items[0];
      });
      const shown = await platform.api.call('showCertificate', { params: { ...params, deletion: id } });
      expect(shown.certificate.destroyed.rows?.customers, 'counted before anything went').toBe(bookers.length);
      expect(shown.certificate.destroyed.keys.length).toBe(2);
      expect(shown.certificate.checks.map(({ passed }) => passed)).not.toContain(false);
      const connection = await platform.api.call('showConnection', {
        params: { connection: names.get('alpha') ?? '' },
      });
      expect(connection.counts.orders).toBe(0);
      await collectAll(platform.api, names.get('beta') ?? '');
    }
    const { findings, read } = await scanDataFolder(data, finder);
    expect(findings).toEqual([]);
    expect(read.dumps).toBeGreaterThan(0);
    expect(read.columns).toBeGreaterThan(100);
    const [after] = await readStores(data, ids.slice(1));
    expect(after?.broken).toEqual([]);
    expect(after?.state.customers).toEqual(beta?.state.customers);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Asks a server that dies of it. */
async function ask(address: string, data: string, connection: string): Promise<void> {
  const key = (await readFile(join(data, 'operator.key'), 'utf8')).trim();
  await fetch(`${address}/api/v1/connections/${connection}/deletions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(deletion),
  }).catch(() => null);
}
