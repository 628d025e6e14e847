import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWarehouse, type TestWarehouse } from '../../warehouse/made-batches.ts';
import { instantsWithin, wallOfInstant } from './wall-of-instant.ts';

let box: TestWarehouse;
beforeAll(async () => {
  box = await startWarehouse();
});
afterAll(() => box.close());

/** Every half hour of two years, and every day of forty. */
const INSTANTS = `SELECT make_timestamp_ms(i * 1800000) AS moment FROM range(981936, 1016976) r(i)
  UNION ALL SELECT TIMESTAMP '2001-01-01 00:59:59' + to_days(i::INTEGER) FROM range(14610) r(i)`;

const ZONES = [
  'Europe/London',
  'Europe/Dublin',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/Havana',
  'Asia/Kathmandu',
  'UTC',
];

test.each(ZONES)('in %s it is what the store’s own calendar says', async (zone) => {
  const [found] = await box.query(
    `SELECT count(*) AS n, count(*) FILTER (${wallOfInstant('moment', zone)} <> timezone('${zone}', timezone('UTC', moment))) AS wrong
      FROM (${INSTANTS})`,
  );
  expect(found).toEqual({ n: 35_040 + 14_610, wrong: 0 });
});

/** Days around which clocks change in one of the zones, one on which none do, and years. */
const DAYS: readonly (readonly [string, string])[] = [
  ['2026-03-29', '2026-03-30'],
  ['2026-10-25', '2026-10-26'],
  ['2026-11-01', '2026-11-02'],
  ['2026-10-31', '2026-11-01'],
  ['2026-04-05', '2026-04-06'],
  ['2026-06-10', '2026-06-11'],
  ['2026-04-01', '2027-04-01'],
];

test.each(ZONES)('in %s days of the wall clock are spans of instants', async (zone) => {
  const at = (moment: number): string => `make_timestamp_ms(${BigInt(moment)})`;
  for (const [from, to] of DAYS) {
    const days = { from: Date.parse(from), to: Date.parse(to) };
    const spans = instantsWithin(days, zone);
    const isWithin = spans.map((span) => `(moment >= ${at(span.from)} AND moment < ${at(span.to)})`).join(' OR ');
    const wall = `timezone('${zone}', timezone('UTC', moment))`;
    const known = { from: spans[0]?.from ?? 0, to: spans.at(-1)?.to ?? 0 };
    const [found] = await box.query(
      `SELECT count(*) FILTER (is_asked) > 0 AS some, count(*) FILTER (is_asked <> is_found) AS wrong,
          count(*) FILTER (is_found AND ${wallOfInstant('moment', zone, known)} <> wall) AS wrong_wall
        FROM (SELECT moment, ${wall} AS wall, wall >= TIMESTAMP '${from}' AND wall < TIMESTAMP '${to}' AS is_asked,
          ${isWithin} AS is_found FROM (${INSTANTS}))`,
    );
    expect(found, `${from} to ${to}`).toEqual({ some: true, wrong: 0, wrong_wall: 0 });
  }
});

test('a day whose last hour came twice, the second time after midnight, has that hour too', () => {
  // In Havana the clocks go back from one o’clock to midnight on 1 November 2026.
  const spans = instantsWithin({ from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 10, 2) }, 'America/Havana');
  expect(spans).toEqual([{ from: Date.UTC(2026, 10, 1, 4), to: Date.UTC(2026, 10, 2, 5) }]);
});

test('a day to which the clocks go back, from a minute after midnight, is two spans', () => {
  // So it was in St John’s until 2011.
  const spans = instantsWithin({ from: Date.UTC(2010, 10, 6), to: Date.UTC(2010, 10, 7) }, 'America/St_Johns');
  expect(spans).toEqual([
    { from: Date.UTC(2010, 10, 6, 2, 30), to: Date.UTC(2010, 10, 7, 2, 30) },
    { from: Date.UTC(2010, 10, 7, 2, 31), to: Date.UTC(2010, 10, 7, 3, 30) },
  ]);
});
