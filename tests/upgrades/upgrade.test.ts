import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, constants } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newestMigration } from '../../platform/src/control/migrate.ts';
import { openPglite } from '../../platform/src/control/pglite.ts';
import { findTables } from '../../platform/src/control/table-catalogue.ts';
import { sumOfTable } from '../../platform/src/control/table-sums.ts';
import { extractTar, readTar } from '../../platform/src/control/tar.ts';
import { startPlatform } from '../support/start-platform.ts';

// Data folders as earlier releases left them; make-data-folder.mjs says how they were made.
const folders = join(import.meta.dirname, 'data-folders');
const releases = readdirSync(folders)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));

interface Said {
  readonly connections: readonly { readonly name: string; readonly state: string; readonly counts: object }[];
}

/** What a start itself writes down; everything else must be as it was. */
const OWN_DOING = new Set(['migrations', 'schedules', 'settings', 'sessions', 'audit']);

let data: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'illuminate-upgrade-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

/** Of a window that spans the three databases which PostgreSQL begins with, and which are alike. */
const unpacked = (file: string): Buffer =>
  brotliDecompressSync(readFileSync(file), { params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 } });

async function controlCounts(): Promise<Record<string, number>> {
  const { db, close } = await openPglite(join(data, 'control'));
  try {
    const counts: Record<string, number> = {};
    for (const { name } of await findTables(db)) counts[name] = (await sumOfTable(db, name)).rows;
    return counts;
  } finally {
    await close();
  }
}

/** Rows of every table of every store, and what its tickets cost, read from the files. */
async function storeCounts(): Promise<Record<string, unknown>> {
  const counts: Record<string, unknown> = {};
  const folder = join(data, 'warehouse');
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.duckdb'))) {
    const instance = await DuckDBInstance.create(join(folder, name), { access_mode: 'READ_ONLY' });
    const connection = await instance.connect();
    const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
    const tables = await rows('SELECT table_name AS name FROM duckdb_tables() WHERE NOT temporary ORDER BY 1');
    for (const table of tables.map((row) => JSON.stringify(row.name).slice(1, -1)))
      counts[`${name} ${table}`] = await rows(`SELECT count(*) AS n FROM "${table}"`);
    counts[`${name} money`] = await rows('SELECT sum(total_minor)::VARCHAR AS n FROM tickets WHERE deleted_at IS NULL');
    connection.closeSync();
    instance.closeSync();
  }
  return counts;
}

test('there is a data folder of an earlier release', () => {
  expect(releases.length).toBeGreaterThan(0);
});

describe.each(releases)('The current build on the data folder of %s', (release) => {
  test('starts, brings it up to date, and holds and shows what it held', async () => {
    const said: Said = JSON.parse(readFileSync(join(folders, `${release}.json`), 'utf8'));
    extractTar(readTar(unpacked(join(folders, `${release}.tar.br`))), data);
    const [control, stores] = [await controlCounts(), await storeCounts()];
    expect(control).toMatchObject({ organisations: 2, connections: 2, credentials: 2 });

    const platform = await startPlatform({ data });
    try {
      for (const { name, state, counts } of said.connections) {
        const shown = await platform.api.call('showConnection', { params: { connection: name } });
        // Later versions may count more.
        expect({ state: shown.state, counts: shown.counts }, name).toMatchObject({ state, counts });
      }
      for (const organisation of ['riverside', 'harbour']) {
        await platform.api.call('copyStore', { params: { organisation } });
      }
    } finally {
      await platform.process.stop();
    }

    const after = await controlCounts();
    expect(after.migrations).toBe(newestMigration());
    for (const [table, rows] of Object.entries(control)) {
      // Consent of connections that need none in the box office was recorded nowhere; the upgrade records what was arranged.
      const recorded = table === 'consents' ? said.connections.length - rows : 0;
      if (!OWN_DOING.has(table)) expect(after[table], table).toBe(rows + recorded);
    }
    const storesAfter = await storeCounts();
    for (const [table, rows] of Object.entries(stores)) {
      if (!table.endsWith(' migrations')) expect(storesAfter[table], table).toEqual(rows);
    }
  });
});
