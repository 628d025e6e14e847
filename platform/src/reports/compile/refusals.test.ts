import { type Group, reportDefinition } from '@illuminate/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../refusal.ts';
import type { TestWarehouse } from '../../warehouse/made-batches.ts';
import { guardStatement } from '../guard-statement.ts';
import { compileReport } from './compile-report.ts';
import { openWorld, TODAY, ZONE } from './made-world-for-tests.ts';

const SETTING = { zone: ZONE, currency: 'GBP', today: TODAY, financialYearStart: 4 };
const COUNTED = { mode: 'grouped', keys: [], measures: [{ measure: 'tickets' }], showCount: false };

const compile = (asked: object) =>
  compileReport(reportDefinition.parse({ v: 1, type: 'sales', output: COUNTED, ...asked }), SETTING);
const rule = (one: object): object => ({ criteria: { match: 'all', items: [one] } });

function wrongIn(asked: object): string[] {
  try {
    compile(asked);
  } catch (err) {
    if (err instanceof Refusal) return (err.parts.fields ?? []).map(({ path, message }) => `${path}: ${message}`);
    throw err;
  }
  return [];
}

describe('what makes no sense is refused with its place', () => {
  test.each([
    [rule({ field: 'event.nme', op: 'eq', value: 'x' }), 'criteria.items.0.field: there is no field called event.nme'],
    [
      rule({ field: 'movement.kind', op: 'eq', value: 'issue' }),
      'criteria.items.0.field: a Sales report does not have it: One row per ticket.',
    ],
    [
      rule({ field: 'event.name', op: 'gt', value: 'x' }),
      'criteria.items.0.op: Event Name cannot be asked so; it takes eq, neq, in, notIn, contains, notContains, startsWith, blank, notBlank',
    ],
    [
      rule({ field: 'ticket.price', op: 'gt', value: '1.234' }),
      'criteria.items.0.value: needs an amount in GBP, with at most 2 decimals',
    ],
    [
      rule({ field: 'performance.start', op: 'on', value: '2022-02-30' }),
      'criteria.items.0.value: needs a day, like 2022-12-31',
    ],
    [
      rule({ field: 'performance.start', op: 'between', value: ['2022-03-01', '2022-02-01'] }),
      'criteria.items.0.value: the second day is before the first',
    ],
    [rule({ field: 'event.name', op: 'in', value: [] }), 'criteria.items.0.value: needs at least one value'],
    [
      rule({ has: 'some', of: 'customers', via: 'event', where: { match: 'all', items: [] } }),
      'criteria.items.0.via: a Customer report has no event to go by',
    ],
    [
      { output: { ...COUNTED, measures: [{ measure: 'profit' }] } },
      'output.measures.0.measure: there is no measure called profit',
    ],
    [
      { output: { ...COUNTED, measures: [{ measure: 'net' }] } },
      'output.measures.0.measure: a Sales report does not have Net Tickets: One row per ticket.',
    ],
    [
      { output: { ...COUNTED, measures: [{ aggregate: 'sum', field: 'event.name' }] } },
      'output.measures.0.aggregate: Event Name is no number',
    ],
    [
      { output: { ...COUNTED, keys: [{ field: 'event.name', by: 'month' }] } },
      'output.keys.0.by: Event Name is grouped by value',
    ],
    [
      { output: { ...COUNTED, keys: [{ field: 'ticket.price', by: 'band' }] } },
      'output.keys.0.band: how wide is a band? It needs a number above zero',
    ],
    [
      { output: { ...COUNTED, keys: [{ field: 'ticket.price', by: 'band', band: 1e300 }] } },
      'output.keys.0.band: is wider than any figure is',
    ],
    [
      { output: { ...COUNTED, keys: [{ field: 'order.placed', by: 'month', format: 'time' }] } },
      'output.keys.0.format: there is one way to show it',
    ],
    [
      { output: { mode: 'rows', columns: [{ field: 'order.placed', format: 'whole' }] } },
      'output.columns.0.format: it is shown as date or time',
    ],
    [
      { output: { mode: 'grouped', keys: [], measures: [] } },
      'output: shows nothing: it needs a key, a measure or the count',
    ],
    [
      { output: { ...COUNTED, sort: [{ column: 7, direction: 'ascending' }] } },
      'output.sort.0.column: there is no column 7; the first is 0',
    ],
    [
      { output: { ...COUNTED, atLeast: 5, atMost: 4 } },
      'output.atMost: is less than the number of rows that a group must have',
    ],
  ])('%o', (asked, message) => {
    expect(wrongIn(asked)).toContain(message);
  });

  test('two hundred groups within each other', () => {
    let group: Group = { match: 'all', items: [{ field: 'event.name', op: 'notBlank' }] };
    for (let level = 0; level < 200; level += 1) group = { match: 'all', items: [group] };
    expect(wrongIn({ criteria: group })).toContainEqual(
      expect.stringContaining('is a group within more than 8 groups'),
    );
  });

  test('more criteria than anybody can read', () => {
    const items = Array.from({ length: 500 }, () => ({ field: 'event.name', op: 'notBlank' }));
    expect(wrongIn({ criteria: { match: 'all', items } })).toEqual([]);
    const groups = [0, 1].map(() => ({ match: 'any', items: items.slice(0, 260) }));
    expect(wrongIn({ criteria: { match: 'all', items: groups } })).toEqual([
      expect.stringContaining('is one of more than 500 criteria'),
    ]);
  });
});

describe('in a store', () => {
  let store: TestWarehouse;
  beforeAll(async () => {
    store = (await openWorld(5)).warehouse;
  });
  afterAll(() => store.close());

  const run = async (asked: object): Promise<unknown> => {
    const { statement } = compile(asked);
    const rows = await store.warehouse.withStore('riverside', (open) =>
      open.query(statement.sql, statement.parameters),
    );
    return rows[0]?.c0;
  };

  test.each([`'; DROP TABLE tickets; --`, '\u0000', '$1', '%', '_', '\\', '‮abc', "x' OR '1'='1", '𝔐𝔞𝔠𝔟𝔢𝔱𝔥'])(
    'the text %o is a text and nothing else',
    async (hostile) => {
      const all = await run({});
      for (const op of ['eq', 'contains', 'startsWith'])
        expect(await run(rule({ field: 'event.name', op, value: hostile }))).toBe(0);
      expect(await run(rule({ field: 'event.name', op: 'neq', value: hostile }))).toBe(all);
    },
  );

  test('ten thousand values are looked for', async () => {
    const value = Array.from({ length: 10_000 }, (_, index) => `name ${index}`);
    expect(await run(rule({ field: 'event.name', op: 'in', value }))).toBe(0);
    expect(await run(rule({ field: 'event.name', op: 'notIn', value }))).toBe(await run({}));
  });

  test.each([
    'SELECT * FROM main.tickets',
    "SELECT * FROM read_csv('x.csv')",
    'SELECT * FROM duckdb_tables()',
    'SELECT * FROM tickets t, information_schema.tables',
    'SELECT (SELECT count(*) FROM rejects) AS c0',
    'WITH rejects AS MATERIALIZED (SELECT 1 AS a) SELECT * FROM rejects, cursors',
    'SELECT 1; SELECT 2',
    'DROP TABLE tickets',
  ])('%s would not run', async (sql) => {
    await expect(store.warehouse.withStore('riverside', (open) => guardStatement(open, sql))).rejects.toThrow(
      /^(a|a compiled) report /,
    );
  });
});
