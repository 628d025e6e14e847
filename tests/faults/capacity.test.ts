import { expect, test } from 'vitest';
import { connectInProcess } from '../support/in-process-sync.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import { startSimulator } from '../support/start-simulator.ts';

const HOUR = 3_600_000;

test('how full each performance is comes out as the box office counts it, and again when it is due', async () => {
  // Behind the clock of this machine, so that what is to come is so by the box office's clock alone.
  const until = '2026-04-20T10:17:00Z';
  await using simulator = await startSimulator({ seed: 5, events: 8, orders: 400, years: 0.5, until });
  const { door } = simulator;
  await using scratch = await scratchWarehouse();
  const zone = 'Europe/London';
  const ours = await connectInProcess({ door, warehouse: scratch.warehouse, organisationId: 'org_a', zone });
  const select = (sql: string) => ours.withStore((store) => store.query(sql));
  const ahead = async () =>
    (
      await select(
        `SELECT source_id AS id FROM performances WHERE starts_at > make_timestamp_ms(${await door.now()}) AND NOT cancelled`,
      )
    ).map(({ id }) => id);

  const first = await ours.sync({ asked: true });
  expect(first.failed).toEqual([]);
  const sold = await select('SELECT performance_id AS id, sold, sold_is_upper_bound AS bound FROM capacity_snapshots');
  expect(new Set(sold.map(({ id }) => id))).toEqual(new Set(await ahead()));
  expect(sold.length).toBeGreaterThan(3);
  const truth = new Map((await door.truth()).performances.map(({ id, tickets }) => [id, tickets]));
  for (const { id, ...row } of sold) expect(row).toEqual({ sold: truth.get(String(id)), bound: false });

  // A minute later nothing is due; a day later everything that is still to come is.
  const statuses = async () =>
    (await door.requests()).routes
      .filter(({ route }) => route.endsWith('/status'))
      .reduce((sum, { count }) => sum + count, 0);
  await door.clearRequests();
  await door.advance(60_000);
  await ours.sync({ asked: true });
  expect(await statuses()).toBe(0);
  await door.advance(24 * HOUR);
  await ours.sync({ asked: true });
  expect(await statuses()).toBe((await ahead()).length);
}, 120_000);
