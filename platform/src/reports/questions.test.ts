// What a builder asks while a report is put together.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, type HouseForTests, openHouse, refusalOf } from './house-for-tests.ts';

let house: HouseForTests;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const organisation = 'riverside';
const ALL = { match: 'all', items: [] };

describe('a count', () => {
  test('is of the rows that match, with the question in words and what may be meant otherwise', async () => {
    const { insights, world } = house;
    const criteria = { match: 'all', items: [{ field: 'ticket.price', op: 'gte', value: '10.05' }] };
    const counted = await ask(house, insights, 'countReport', { body: { organisation, type: 'sales', criteria } });
    expect(counted.matching).toBe(world.tickets.filter((ticket) => ticket.total_minor >= 1_005).length);
    expect(counted.grain).toBe('One row per ticket.');
    expect(counted.sentence).toBe('Tickets where Price Paid is at least 10.05.');
    expect(counted.warnings.join()).toContain('No date is asked for');
    const { items } = await ask(house, insights, 'listReportRuns', { query: { mine: 'yes' } });
    expect(items).toEqual([]);
  });

  test('says where criteria are wrong', async () => {
    const criteria = { match: 'all', items: [{ field: 'ticket.price', op: 'gte', value: 'dear' }] };
    const refused = await refusalOf(house, house.insights, 'countReport', {
      body: { organisation, type: 'sales', criteria },
    });
    expect(refused.fields).toEqual(['criteria.items.0.value: needs an amount in GBP, with at most 2 decimals']);
  });
});

test('a preview has 25 rows at most and no totals', async () => {
  const definition = {
    v: 1,
    type: 'sales',
    criteria: ALL,
    output: { mode: 'grouped', keys: [{ field: 'order.placed', by: 'day' }], measures: [{ measure: 'tickets' }] },
  };
  const preview = await ask(house, house.insights, 'previewReport', { body: { organisation, definition } });
  expect(preview.rows.length).toBeLessThanOrEqual(25);
  expect(preview).toMatchObject({ matching: house.world.tickets.length, total: null, isCut: true });
});

test.each(['event.name', 'ticket.seat', 'event.id'])(
  'the lowest and the highest %s are the first and the last of those in order',
  async (field) => {
    const run = async (output: object) =>
      (
        await ask(house, house.insights, 'runReport', {
          body: {
            organisation,
            definition: { v: 1, type: 'sales', criteria: ALL, output: { mode: 'grouped', ...output } },
          },
        })
      ).rows;
    const inOrder = (await run({ keys: [{ field }], sort: [{ column: 0, direction: 'ascending' }] }))
      .map(([name]) => name)
      .filter((name) => name !== null);
    expect(inOrder.length).toBeGreaterThan(2);
    const measures = [
      { aggregate: 'min', field },
      { aggregate: 'max', field },
    ];
    expect(await run({ keys: [], measures })).toEqual([[inOrder[0], inOrder.at(-1)]]);
  },
);

describe('values of a field', () => {
  const list = (field: string, query: object = {}) =>
    ask(house, house.insights, 'listFieldValues', { params: { field }, query: { organisation, ...query } });
  const refused = async (field: string, query: object = {}) =>
    refusalOf(house, house.insights, 'listFieldValues', { params: { field }, query: { organisation, ...query } });

  test('are those in the store, each once, in the order of a dictionary', async () => {
    const { items, isCut } = await list('event.name');
    const names = new Set(
      house.world.performances.map(
        ({ event_id }) => house.world.events.find(({ source_id }) => source_id === event_id)?.name,
      ),
    );
    expect(new Set(items)).toEqual(names);
    expect(items.length).toBe(names.size);
    expect(isCut).toBe(false);
  });

  test('are found without regard to case and accents', async () => {
    const { items } = await list('ticket.seat', { search: 'ECOLE' });
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) expect(['École', 'ecole']).toContain(item);
    expect((await list('event.name', { search: "'; DROP TABLE tickets; --" })).items).toEqual([]);
    expect((await list('event.name', { search: '%' })).items.every((item) => item.includes('%'))).toBe(true);
  });

  test('are never told of single bookers, nor of what is typed in', async () => {
    expect((await refused('customer.pseudonym')).fields[0]).toContain('tells of single bookers');
    expect((await refused('ticket.price')).fields[0]).toContain('is typed in');
    expect((await refused('event.name', { type: 'customers' })).fields[0]).toContain('do not have Event Name');
    expect((await refused('event.nme')).code).toBe('not-found');
  });
});

test('years that a first load brings are sales of their own days, and said where days of reading are asked for', async () => {
  const daily = await ask(house, house.member, 'runReadyReport', {
    params: { report: 'daily-sales' },
    query: { organisation },
  });
  // The house was read within a second of 28 November, a day on which it sold nothing.
  expect(daily.rows.length).toBeGreaterThan(0);
  expect(daily.rows.map(([day]) => day)).not.toContain('2026-11-28');
  expect(daily.warnings).toEqual([expect.stringContaining('Returns are known since 28 Nov 2026')]);
  const recorded = { field: 'movement.recorded', op: 'inLast', value: { count: 28, unit: 'day' } };
  const output = { mode: 'grouped', keys: [{ field: 'movement.recorded', by: 'day' }], measures: [{ measure: 'net' }] };
  const { rows, warnings } = await ask(house, house.insights, 'runReport', {
    body: {
      organisation,
      definition: { v: 1, type: 'analysis', criteria: { match: 'all', items: [recorded] }, output },
    },
  });
  expect(rows).toHaveLength(1);
  expect(warnings.join()).toMatch(
    /recorded on 28 Nov 2026, [\d,]+ had happened earlier .* “Recorded” after 28 Nov 2026/,
  );
});

describe('a ready report', () => {
  const firstOf = async (sort: string): Promise<unknown> => {
    const query = { organisation: 'riverside', limit: 1, sort };
    const { rows, isCut } = await ask(house, house.member, 'runReadyReport', {
      params: { report: 'occupancy' },
      query,
    });
    expect(isCut).toBe(true);
    return rows[0]?.[0];
  };

  test('comes in the order that is asked for, of all its rows', async () => {
    const { rows } = await ask(house, house.member, 'runReadyReport', {
      params: { report: 'occupancy' },
      query: { organisation: 'riverside' },
    });
    const names = rows.map(([name]) => String(name)).sort(new Intl.Collator('en-GB', { sensitivity: 'base' }).compare);
    expect(names.length).toBeGreaterThan(1);
    expect([await firstOf('0'), await firstOf('-0,1')]).toEqual([names[0], names.at(-1)]);
  });

  test('is not put in order by a column that it does not have', async () => {
    for (const [sort, where] of [
      ['50', /output\.sort/],
      ['two', /query\.sort/],
    ] as const) {
      const { code, fields } = await refusalOf(house, house.member, 'runReadyReport', {
        params: { report: 'occupancy' },
        query: { organisation: 'riverside', sort },
      });
      expect(code).toBe('invalid-input');
      expect(fields[0]).toMatch(where);
    }
  });
});
