// Rows that were damaged or lost behind the platform's back are right after everything has been loaded again from scratch.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Client } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { collectAll, connectOrganisation } from '../support/connect-organisation.ts';
import { illuminate } from '../support/illuminate-command.ts';
import { differences } from '../support/read-store.ts';
import { readStores } from '../support/read-stores.ts';
import { launchPlatform, startPlatform } from '../support/start-platform.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';

const NAME = 'alpha-spektrix';
const killAt = pathToFileURL(join(import.meta.dirname, '..', 'support', 'kill-at.mjs')).href;

const show = async (api: Client) => (await api.call('showResync', { params: { connection: NAME } })).resync;
const counts = async (api: Client) => (await api.call('showConnection', { params: { connection: NAME } })).counts;

test('a killed loading from scratch goes on, reads are answered all the time, and what was lost is back', async () => {
  const data = await mkdtemp(join(tmpdir(), 'illuminate-resync-'));
  try {
    await using simulator = await startSimulator({ seed: 6, events: 6, orders: 150, years: 0.6 });
    const { door } = simulator;
    let organisation: string;
    {
      await using first = await startPlatform({ data });
      await connectOrganisation(first.api, door, { slug: 'alpha' });
      await collectAll(first.api, NAME);
      organisation = (await first.api.call('listOrganisations', {})).items[0]?.id ?? '';
      await first.process.stop();
    }
    const [whole] = await readStores(data, [organisation]);
    const instance = await DuckDBInstance.create(join(data, 'warehouse', `${organisation}.duckdb`));
    const connection = await instance.connect();
    await connection.run(`DELETE FROM orders WHERE source_number % 7 = 0;
      DELETE FROM tickets WHERE source_number % 5 = 0; UPDATE tickets SET seat_name = 'Z99' WHERE source_number % 5 = 1;
      UPDATE events SET name = 'Damaged'; DELETE FROM ticket_movements WHERE hash(ticket_id) % 11 = 0`);
    connection.closeSync();
    instance.closeSync();
    const [damaged] = await readStores(data, [organisation]);
    expect(damaged?.broken).not.toEqual([]);

    // Dies with rows of the second store in its hands.
    const dying = launchPlatform({
      data,
      env: { LOG_LEVEL: 'info' },
      preload: [`${killAt}?channel=illuminate:load&phase=before-commit&nth=2`],
    });
    await dying.line(/^Illuminate is ready: (http:\S+)$/m, 90_000);
    await illuminate(data, 'connections', 'resync', NAME);
    expect((await dying.ended).signal).toBe('SIGKILL');
    const [untouched] = await readStores(data, [organisation]);
    if (whole === undefined || damaged === undefined || untouched === undefined) throw new Error('no store');
    expect(differences(untouched.state, damaged.state)).toEqual([]);

    {
      await using second = await startPlatform({ data });
      const { api } = second;
      const held = await counts(api);
      let answered = 0;
      let seen: unknown;
      const ended = await until(
        'it is loaded from scratch',
        90_000,
        async () => {
          expect((await counts(api)).performances).toBeGreaterThanOrEqual(held.performances);
          answered += 1;
          const now = await show(api);
          seen = now;
          return now?.state === 'done' && now;
        },
        () => JSON.stringify(seen),
      );
      expect(answered).toBeGreaterThan(0);
      expect(ended.outcome?.orders).toBeGreaterThan(10);
      expect(ended.outcome).toMatchObject({ gone: 0 });
      expect(ended.outcome?.catalogue).toBeGreaterThan(0);
      const now = await api.call('showConnection', { params: { connection: NAME } });
      expect(now).toMatchObject({ state: 'active', progress: { complete: true } });
      expect((await readdir(join(data, 'copies', organisation))).filter((name) => name.includes('.resync'))).toEqual(
        [],
      );
      const again = await illuminate(data, 'connections', 'resync', NAME, '--wait');
      expect(again).toMatchObject({ code: 0 });
      expect(again.output).toContain('0 orders put right, 0 gone');
      await second.process.stop();
    }
    const [put] = await readStores(data, [organisation]);
    expect(put?.broken).toEqual([]);
    expect(differences(put?.state ?? whole.state, whole.state)).toEqual([]);
    expect(put?.ledger).toEqual(whole.ledger);
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}, 180_000);
