import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWarehouse, type TestWarehouse } from '../../warehouse/made-batches.ts';
import { wallOfInstant } from './wall-of-instant.ts';

let box: TestWarehouse;
beforeAll(async () => {
  box = await startWarehouse();
});
afterAll(() => box.close());

/** Every half hour of two years, and every day of forty. */
const INSTANTS = `SELECT make_timestamp_ms(i * 1800000) AS moment FROM range(981936, 1016976) r(i)
  UNION ALL SELECT TIMESTAMP '2001-01-01 00:59:59' + to_days(i::INTEGER) FROM range(14610) r(i)`;

test.each([
  'Europe/London',
  'Europe/Dublin',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/Havana',
  'Asia/Kathmandu',
  'UTC',
])('in %s it is what the store’s own calendar says', async (zone) => {
  const [found] = await box.query(
    `SELECT count(*) AS n, count(*) FILTER (${wallOfInstant('moment', zone)} <> timezone('${zone}', timezone('UTC', moment))) AS wrong
      FROM (${INSTANTS})`,
  );
  expect(found).toEqual({ n: 35_040 + 14_610, wrong: 0 });
});
