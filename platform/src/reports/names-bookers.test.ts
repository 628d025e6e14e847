import type { Group, Rule } from '@illuminate/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, type HouseForTests, openHouse, refusalOf } from './house-for-tests.ts';

let house: HouseForTests;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const SUMS = { mode: 'grouped', keys: [{ field: 'event.name' }], measures: [{ measure: 'tickets' }] };
const REASON = 'She asked what is kept of her';
const all = (...items: Group['items']): Group => ({ match: 'all', items });
const booker = (op: Rule['op'], value?: Rule['value']): Rule => ({
  ...{ field: 'customer.pseudonym', op },
  ...(value === undefined ? {} : { value }),
});

/** Every way in which criteria mean one booker and no other. */
const NAMING: Readonly<Record<string, () => Group>> = {
  'by what it is': () => all(booker('eq', house.world.customers[0]?.source_id ?? '')),
  'among several': () => all(booker('in', [house.world.customers[0]?.source_id ?? '', 'a'])),
  'by all others': () => all(booker('neq', house.world.customers[0]?.source_id ?? '')),
  'deep in a group of none': () =>
    all({ match: 'any', items: [{ match: 'none', items: [booker('notIn', ['a', 'b'])] }] }),
  'within a block of has': () => all({ has: 'some', of: 'customers', via: 'customer', where: all(booker('eq', 'a')) }),
};

const bodyOf = (criteria: Group) => ({
  organisation: 'riverside',
  definition: { v: 1, type: 'sales', criteria, output: SUMS },
});

describe.each(Object.entries(NAMING))('a report of groups whose criteria name a booker %s', (how, criteria) => {
  test('needs a reason, which is kept with what was named', async () => {
    const body = bodyOf(criteria());
    const silent = await refusalOf(house, house.insights, 'runReport', { body });
    expect(silent.fields).toEqual(['body.reason: say why: criteria by Booker tell of single bookers']);
    await ask(house, house.insights, 'runReport', { body: { ...body, reason: REASON } });
    const [said] = await house.api.box.context.db
      .selectFrom('audit')
      .select(['actor', 'details'])
      .where('action', '=', 'report.personal-columns')
      .orderBy('seq', 'desc')
      .limit(1)
      .execute();
    expect(said?.actor).toMatch(/^Iris/);
    expect(said?.details).toEqual({ columns: [], criteria: ['Booker'], reason: REASON });
  });

  test('is not for members, however it is asked, and its preview shows nothing', async () => {
    const own = criteria();
    const saved = await ask(house, house.insights, 'createReport', {
      body: { type: 'sales', name: `One booker ${how}`, output: SUMS, criteria: { own } },
    });
    expect(saved.hasPersonal).toBe(true);
    const { items } = await ask(house, house.member, 'listReports');
    expect(items.find(({ id }) => id === saved.id)?.hasPersonal).toBe(true);
    const of = { report: saved.id };
    const body = { reason: REASON };
    const ways = [
      await refusalOf(house, house.member, 'runSavedReport', { params: of, body }),
      await refusalOf(house, house.member, 'startReportRun', { body: { of, ...body } }),
      await refusalOf(house, house.member, 'prepareExport', {
        body: { organisation: 'riverside', of, format: 'csv', ...body },
      }),
    ];
    expect(ways.map(({ code }) => code)).toEqual(['not-allowed', 'not-allowed', 'not-allowed']);
    for (const who of [house.insights, house.admin]) {
      expect((await ask(house, who, 'runSavedReport', { params: of, body })).columns).toHaveLength(2);
    }
    const preview = await ask(house, house.insights, 'previewReport', { body: bodyOf(own) });
    expect(preview.columns.every(({ isWithheld = false }) => isWithheld)).toBe(true);
    expect(preview.rows.flat().filter((cell) => cell !== null)).toEqual([]);
  });
});

test('a criteria set that names bookers makes every report by it one that tells of them', async () => {
  const set = await ask(house, house.insights, 'createCriteriaSet', {
    body: { type: 'sales', name: 'One of them', criteria: all(booker('eq', 'a')) },
  });
  const saved = await ask(house, house.insights, 'createReport', {
    body: { type: 'sales', name: 'By the set', output: SUMS, criteria: { criteriaSet: set.id } },
  });
  expect(saved.hasPersonal).toBe(true);
  const { items } = await ask(house, house.member, 'listReports');
  expect(items.find(({ id }) => id === saved.id)?.hasPersonal).toBe(true);
});

test('whether there is a booker at all names nobody, and figures of bookers choose groups', async () => {
  const criteria = all(booker('notBlank'), { field: 'booking.orders', op: 'gte', value: 2 });
  const saved = await ask(house, house.insights, 'createReport', {
    body: { type: 'sales', name: 'Known bookers', output: SUMS, criteria: { own: criteria } },
  });
  expect(saved.hasPersonal).toBe(false);
  const { items } = await ask(house, house.member, 'listReports');
  expect(items.find(({ id }) => id === saved.id)?.hasPersonal).toBe(false);
  expect(
    (await ask(house, house.member, 'runSavedReport', { params: { report: saved.id }, body: {} })).columns,
  ).toHaveLength(2);
});

describe('how many rows match criteria that name a booker', () => {
  const criteria = () => all(booker('eq', house.world.customers[0]?.source_id ?? ''));
  const asked = (reason?: string) => ({
    body: {
      ...{ organisation: 'riverside', type: 'sales', criteria: criteria() },
      ...(reason === undefined ? {} : { reason }),
    },
  });
  const kept = async (): Promise<number> => {
    const rows = await house.api.box.context.db
      .selectFrom('audit')
      .select('seq')
      .where('action', '=', 'report.personal-columns')
      .execute();
    return rows.length;
  };

  test('is not counted while they are put together, and counted for a reason that is kept', async () => {
    const before = await kept();
    const silent = await ask(house, house.insights, 'countReport', asked());
    expect(silent).toMatchObject({ matching: null, sentence: expect.stringContaining('Booker') });
    expect(await kept()).toBe(before);
    const ofBooker = house.world.tickets.filter(({ order_id }) =>
      house.world.orders.some(
        ({ source_id, customer_id }) => source_id === order_id && customer_id === house.world.customers[0]?.source_id,
      ),
    );
    expect((await ask(house, house.insights, 'countReport', asked(REASON))).matching).toBe(ofBooker.length);
    expect(await kept()).toBe(before + 1);
    expect((await refusalOf(house, house.member, 'countReport', asked(REASON))).code).toBe('not-allowed');
  });

  test('is in no preview, be it by a count or by how many rows are left empty', async () => {
    const preview = await ask(house, house.insights, 'previewReport', { body: bodyOf(criteria()) });
    expect(preview).toMatchObject({ matching: null, rows: [], isCut: false });
  });

  test('is told by the history to whoever said why, and to nobody else', async () => {
    const saved = await ask(house, house.insights, 'createReport', {
      body: { type: 'sales', name: 'Told of one', output: SUMS, criteria: { own: criteria() } },
    });
    await ask(house, house.insights, 'runSavedReport', { params: { report: saved.id }, body: { reason: REASON } });
    const figuresFor = async (who: typeof house.member) => {
      const { items } = await ask(house, who, 'listReportRuns', { query: { report: saved.id } });
      return items.map(({ rows, matching }) => rows !== null && matching !== null);
    };
    expect(await figuresFor(house.insights)).toEqual([true]);
    expect(await figuresFor(house.member)).toEqual([false]);
    expect(await figuresFor(house.admin)).toEqual([false]);
    const { items } = await ask(house, house.member, 'listReports');
    expect(items.find(({ id }) => id === saved.id)?.lastRun).toMatchObject({ rows: null, outcome: 'succeeded' });
  });
});
