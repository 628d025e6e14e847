import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, type HouseForTests, openHouse, refusalOf } from '../house-for-tests.ts';

let house: HouseForTests;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('a report that came with the platform can be a favourite too, and says when it was last run, by whom, and how many rows came', async () => {
  const occupancy = { params: { report: 'occupancy' } };
  const markOf = async (who: typeof house.member) =>
    (await ask(house, who, 'listReports')).ready.find(({ id }) => id === 'occupancy');
  expect(await markOf(house.member)).toEqual({ id: 'occupancy', isFavourite: false, lastRun: null });
  await ask(house, house.member, 'setReportFavourite', { ...occupancy, body: { isFavourite: true } });
  await ask(house, house.member, 'setReportFavourite', { ...occupancy, body: { isFavourite: true } });
  const { rows } = await ask(house, house.member, 'runReadyReport', {
    ...occupancy,
    query: { organisation: 'riverside' },
  });
  expect(await markOf(house.member)).toMatchObject({
    isFavourite: true,
    lastRun: { by: expect.stringMatching(/^Mo/), rows: rows.length, outcome: 'succeeded' },
  });
  expect((await markOf(house.insights))?.isFavourite).toBe(false);
  expect((await ask(house, house.stranger, 'listReports', { params: { organisation: 'harbour' } })).ready).toEqual(
    expect.arrayContaining([{ id: 'occupancy', isFavourite: false, lastRun: null }]),
  );
  await ask(house, house.member, 'setReportFavourite', { ...occupancy, body: { isFavourite: false } });
  expect((await markOf(house.member))?.isFavourite).toBe(false);
  const unknown = { params: { report: 'no-such' }, body: { isFavourite: true } };
  expect((await refusalOf(house, house.member, 'setReportFavourite', unknown)).code).toBe('not-found');
});
