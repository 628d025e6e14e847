import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWarehouse, type TestWarehouse } from './made-batches.ts';
import { tables } from './migrations/0001-tables.ts';
import { MIGRATIONS } from './migrations/registry.ts';

let box: TestWarehouse;
beforeEach(async () => {
  box = await startWarehouse();
});
afterEach(() => box.close());

/** A store as the first version wrote it, with a performance and an observation. */
async function oldStore(): Promise<void> {
  const instance = await DuckDBInstance.create(`${box.options.folder}/riverside.duckdb`);
  const session = await instance.connect();
  await session.run(`CREATE TABLE store(organisation_id VARCHAR NOT NULL, created_at TIMESTAMP NOT NULL);
    CREATE TABLE migrations(number INTEGER NOT NULL, name VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL);
    INSERT INTO store VALUES ('riverside', make_timestamp_ms(0)); INSERT INTO migrations VALUES (1, 'tables', make_timestamp_ms(0));
    ${tables.sql};
    INSERT INTO performances BY NAME SELECT 'c' AS connection_id, 'p' AS source_id, 7 AS source_number, 'e' AS event_id,
      12 AS capacity, make_timestamp_ms(5000) AS starts_at, make_timestamp_ms(5000) AS starts_local, 'UTC' AS zone,
      false AS cancelled, make_timestamp_ms(1) AS first_seen, make_timestamp_ms(2) AS last_seen, 'hash' AS row_hash,
      make_timestamp_ms(3) AS requested_at;
    INSERT INTO capacity_snapshots BY NAME SELECT 'c' AS connection_id, 'p' AS source_id, 'p' AS performance_id, 12 AS capacity,
      4 AS sold, make_timestamp_ms(90000000) AS first_seen, make_timestamp_ms(90000000) AS last_seen,
      make_timestamp_ms(3) AS requested_at`);
  session.closeSync();
  instance.closeSync();
}

test('a store of an older version is brought up to date, and nothing in it is lost', async () => {
  await oldStore();
  const performances = await box.query(
    'SELECT source_id, source_number, capacity, starts_at, row_hash, on_sale_at, duration_minutes FROM performances',
  );
  expect(performances).toEqual([
    {
      ...{ source_id: 'p', source_number: 7, capacity: 12, starts_at: 5_000, row_hash: 'hash' },
      ...{ on_sale_at: null, duration_minutes: null },
    },
  ]);
  expect(
    await box.query('SELECT performance_id, observed_on, sold, sold_is_upper_bound FROM capacity_snapshots'),
  ).toEqual([{ performance_id: 'p', observed_on: 86_400_000, sold: 4, sold_is_upper_bound: true }]);
  expect(await box.query('SELECT max(number) AS number FROM migrations')).toEqual([
    { number: MIGRATIONS.at(-1)?.number },
  ]);
});
