// What a mended mapping would change is put right from what is kept, while the box office is not asked.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Sync } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { collectAll, connectOrganisation } from '../support/connect-organisation.ts';
import { illuminate } from '../support/illuminate-command.ts';
import { differences } from '../support/read-store.ts';
import { readStores } from '../support/read-stores.ts';
import { startPlatform } from '../support/start-platform.ts';
import { startSimulator } from '../support/start-simulator.ts';

test('kept pages are replayed by command while nobody collects, and without them a person is told what to do', async () => {
  const data = await mkdtemp(join(tmpdir(), 'illuminate-replay-'));
  try {
    await using simulator = await startSimulator({ seed: 5, events: 6, orders: 120, years: 0.4 });
    const { door } = simulator;
    let organisation: string;
    let name: string;
    {
      await using first = await startPlatform({ data });
      ({ name } = await connectOrganisation(first.api, door, { slug: 'alpha' }));
      await collectAll(first.api, name);
      await door.change(20, { scattered: true });
      await collectAll(first.api, name);
      await first.api.call('pauseConnection', { params: { connection: name } });
      organisation = (await first.api.call('listOrganisations', {})).items[0]?.id ?? '';
    }
    const [whole] = await readStores(data, [organisation]);
    // As a mapping would have it that knew no channels and no titles.
    const instance = await DuckDBInstance.create(join(data, 'warehouse', `${organisation}.duckdb`));
    const connection = await instance.connect();
    await connection.run(`UPDATE orders SET channel = 'unknown', row_hash = 'of another mapping';
      UPDATE events SET name = 'Untitled', row_hash = 'of another mapping'`);
    connection.closeSync();
    instance.closeSync();
    {
      await using second = await startPlatform({ data });
      const kept = await second.api.call('showKeptPages', { params: { connection: name } });
      expect(kept).toMatchObject({ dropped: null, keptDays: 14 });
      expect(kept.files).toBeGreaterThan(1);
      expect(kept.bytes).toBeGreaterThan(1_000);
      await door.clearRequests();
      const { code, output } = await illuminate(data, 'connections', 'replay', name, '--wait', '--json');
      expect({ code, output }).toMatchObject({ code: 0 });
      const sync = JSON.parse(output.slice(output.indexOf('{'))) as Sync;
      expect(sync).toMatchObject({ trigger: 'replay', state: 'succeeded', failure: null, counts: { requests: 0 } });
      expect(sync.counts.ordersChanged).toBeGreaterThan(50);
      expect((await door.requests()).total).toBe(0);
      // It says nothing of the box office, and the connection is what it was.
      const now = await second.api.call('showConnection', { params: { connection: name } });
      expect(now).toMatchObject({ state: 'paused', lastSync: { trigger: 'manual' } });
      expect(now.progress?.complete).toBe(true);
      await second.process.stop();
    }
    const [replayed] = await readStores(data, [organisation]);
    if (whole === undefined || replayed === undefined) throw new Error('no store');
    expect(differences(replayed.state, whole.state)).toEqual([]);
    expect(replayed.ledger).toEqual(whole.ledger);
    expect(replayed.broken).toEqual([]);

    const folder = join(data, 'pages', organisation);
    expect((await readdir(folder, { recursive: true })).some((path) => path.endsWith('.page'))).toBe(true);
    await rm(folder, { recursive: true });
    await using third = await startPlatform({ data });
    const { code, output } = await illuminate(data, 'connections', 'replay', name);
    expect(code).not.toBe(0);
    expect(output).toContain('No pages of alpha-spektrix are kept');
    await third.process.stop();
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});
