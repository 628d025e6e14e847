import { expect, test } from 'vitest';
import { CONNECTION, connectInProcess } from '../support/in-process-sync.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { finish } from './finish.ts';

const HOUR = 3_600_000;
const small = { seed: 2, events: 5, orders: 30, years: 0.3, until: '2026-02-20T10:17:00Z' };

test.each([
  ['America/Winnipeg', 'Europe/London', -6 * HOUR],
  ['Australia/Lord_Howe', 'UTC', 11 * HOUR],
  ['Europe/London', 'Europe/Dublin', null],
])('a box office in %s that is read in %s is noticed', async (theirs, zone, ms) => {
  await using simulator = await startSimulator({ ...small, zone: theirs });
  await using scratch = await scratchWarehouse();
  const { warehouse } = scratch;
  const ours = await connectInProcess({ door: simulator.door, warehouse, organisationId: 'org_a', zone });
  await finish(ours);
  const { clockDifference } = await ours.withStore((store) => store.facts(CONNECTION));
  expect(clockDifference).toEqual(ms === null ? null : { zone, ms });
});
