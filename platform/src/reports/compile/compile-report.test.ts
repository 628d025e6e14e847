// Random questions, compiled and run in a real store, against what they mean worked out row by row.
import { type Group, type ReportDefinition, type ReportType, type Rule, reportDefinition } from '@illuminate/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestWarehouse } from '../../warehouse/made-batches.ts';
import { plainSources } from '../plain-sources.ts';
import { DATASETS } from '../registry/datasets.ts';
import { FIELD_BY_ID } from '../registry/fields.ts';
import { MEASURE_BY_ID } from '../registry/measures.ts';
import { compileReport } from './compile-report.ts';
import { BY_OF } from './keys.ts';
import { NAMES, openWorld, TODAY, type World, ZONE } from './made-world-for-tests.ts';
import { NAIVE_MEASURES, naiveReport } from './naive-for-tests.ts';
import { type Cell, NAIVE_FIELDS } from './naive-rows-for-tests.ts';
import { OPERATORS_OF } from './rule.ts';
import { reaches } from './statement.ts';

const SETTING = { zone: ZONE, currency: 'GBP', today: TODAY, financialYearStart: 4 };
const SEED = 20261129;

let world: World;
let store: TestWarehouse;
beforeAll(async () => {
  ({ world, warehouse: store } = await openWorld(SEED));
});
afterAll(() => store.close());

const textsOf = (rows: readonly Record<string, unknown>[]): string[] =>
  rows
    .map((row) => JSON.stringify(row, (_, cell) => (typeof cell === 'number' ? Number(cell.toFixed(6)) : cell)))
    .sort();

/** Also as it is written for a store as plain as this one. */
async function compiled(definition: ReportDefinition): Promise<Cell[][]> {
  const { statement, columns, count, total } = compileReport(definition, SETTING);
  const rows = await store.warehouse.withStore('riverside', async (one) => {
    const asCompiled = await one.query(statement.sql, statement.parameters);
    const plain = await one.query((await plainSources(one))(statement.sql), statement.parameters);
    expect(textsOf(plain)).toEqual(textsOf(asCompiled));
    if (total !== null) {
      const [whole, counted] = [
        await one.query(total.sql, total.parameters),
        await one.query(count.sql, count.parameters),
      ];
      const behind = columns.filter(({ kind }) => kind !== 'key').length;
      expect(whole[0]?.[`c${behind}`]).toBe(counted[0]?.c0);
    }
    return asCompiled;
  });
  return rows.map((row) => columns.map((_, index) => row[`c${index}`] as Cell));
}

/** Rows in an order of their own, with what differs by less than a rounding of doubles made the same. */
const sorted = (rows: readonly Cell[][]): string[] =>
  rows
    .map((row) =>
      JSON.stringify(
        row.map((cell) => (typeof cell === 'number' && !Number.isInteger(cell) ? Number(cell.toFixed(6)) : cell)),
      ),
    )
    .sort();

const days = fc
  .integer({ min: -800, max: 300 })
  .map((away) => new Date(TODAY + away * 86_400_000).toISOString().slice(0, 10));
const amounts = fc.constantFrom('0', '10', '9.99', 12.5, 20.05, '-10.00');
const texts = fc.constantFrom(...NAMES, 'eco', 'MAC', 'o', "'", '%', 'SW1A 1', 'GB', 'web');
const periods = fc.constantFrom('day', 'week', 'month', 'quarter', 'year', 'financial-year' as const);

const fieldsOf = (type: ReportType): string[] =>
  Object.keys(NAIVE_FIELDS).filter((id) => reaches(DATASETS[type], FIELD_BY_ID.get(id)?.entity ?? 'ticket'));
const measuresOf = (type: ReportType): string[] =>
  NAIVE_MEASURES.filter((id) => {
    const measure = MEASURE_BY_ID.get(id);
    const plains =
      measure?.kind === 'ratio' ? [measure.of, measure.by].map((each) => MEASURE_BY_ID.get(each)) : [measure];
    return plains.every((each) => each?.kind === 'plain' && reaches(DATASETS[type], each.entity));
  });

function rulesOf(ids: readonly string[]): fc.Arbitrary<Rule> {
  return fc.constantFrom(...ids).chain((id) => {
    const field = FIELD_BY_ID.get(id);
    if (field === undefined) throw new Error(id);
    const values: fc.Arbitrary<string | number | boolean> = {
      text: texts,
      id: fc.constantFrom('4600', 'e1', 'c2', '3'),
      choice: fc.constantFrom(...(field.choices ?? ['x'])),
      integer: fc.constantFrom(0, 1, 2, 3, 60, 90, 100, 200),
      money: amounts,
      wall: days,
      boolean: fc.boolean(),
    }[field.type];
    return fc
      .record({ op: fc.constantFrom(...OPERATORS_OF[field.type]), orBlank: fc.boolean() })
      .chain(({ op, orBlank }): fc.Arbitrary<Rule> => {
        const rule = { field: id, op, ...(orBlank ? { orBlank } : {}) };
        if (op === 'blank' || op === 'notBlank') return fc.constant({ field: id, op });
        if (op === 'in' || op === 'notIn')
          return fc
            .oneof(fc.array(values, { minLength: 1, maxLength: 4 }), fc.array(values, { minLength: 21, maxLength: 24 }))
            .map((value) => ({ ...rule, value }));
        if (op === 'between') {
          return fc
            .tuple(values, values)
            .map(([a, b]) => ({ ...rule, value: field.type === 'wall' && a > b ? [b, a] : [a, b] }));
        }
        if (op === 'this' || op === 'previous') return periods.map((value) => ({ ...rule, value }));
        if (op === 'inLast' || op === 'inNext') {
          return fc
            .record({ count: fc.integer({ min: 1, max: 14 }), unit: periods })
            .map((value) => ({ ...rule, value }));
        }
        return values.map((value) => ({ ...rule, value }));
      });
  });
}

const VIA: Readonly<Record<ReportType, readonly ('order' | 'customer' | 'event' | 'performance')[]>> = {
  sales: ['order', 'customer', 'event', 'performance'],
  analysis: ['order', 'customer', 'event', 'performance'],
  customers: ['customer'],
  'event-instances': ['event', 'performance'],
};
const TYPES: readonly ReportType[] = ['sales', 'customers', 'analysis', 'event-instances'];

function groupsOf(type: ReportType, depth: number): fc.Arbitrary<Group> {
  const pairs = TYPES.flatMap((of) => VIA[of].filter((via) => VIA[type].includes(via)).map((via) => ({ of, via })));
  const pair = fc.constantFrom(...pairs);
  const matches = fc.constantFrom('all' as const, 'any' as const, 'none' as const);
  const blockOf = ({ of, via }: (typeof pairs)[number]) =>
    fc
      .record({
        has: fc.constantFrom('some' as const, 'none' as const, { atLeast: 2 }),
        where: fc.record({ match: matches, items: fc.array(rulesOf(fieldsOf(of)), { maxLength: 2 }) }),
      })
      .map((block) => ({ ...block, of, via }));
  const has = pair.chain(blockOf);
  // As many as are asked in one pass.
  const manyHas = fc.record({
    match: matches,
    items: pair.chain((one) => fc.array(blockOf(one), { minLength: 4, maxLength: 6 })),
  });
  const textFields = fieldsOf(type).filter((id) => FIELD_BY_ID.get(id)?.type === 'text');
  const manyTexts = fc.record({
    match: matches,
    items: fc.constantFrom(...textFields).chain((id) => fc.array(rulesOf([id]), { minLength: 8, maxLength: 10 })),
  });
  const item: fc.Arbitrary<Group['items'][number]> =
    depth <= 0
      ? rulesOf(fieldsOf(type))
      : fc.oneof(
          { arbitrary: rulesOf(fieldsOf(type)), weight: 10 },
          { arbitrary: groupsOf(type, depth - 1), weight: 4 },
          { arbitrary: has, weight: 2 },
          { arbitrary: manyHas, weight: 1 },
          { arbitrary: manyTexts, weight: 1 },
        );
  return fc.record({ match: fc.constantFrom('all', 'any', 'none' as const), items: fc.array(item, { maxLength: 3 }) });
}

function outputsOf(type: ReportType): fc.Arbitrary<unknown> {
  const field = fc.constantFrom(...fieldsOf(type));
  const rows = fc.record({
    mode: fc.constant('rows'),
    columns: fc.array(fc.record({ field }), { minLength: 1, maxLength: 4 }),
  });
  const key = field.chain((id) =>
    fc.record({
      field: fc.constant(id),
      by: fc.constantFrom(...BY_OF[FIELD_BY_ID.get(id)?.type ?? 'text']),
      band: fc.constantFrom(1, 10, 7),
    }),
  );
  const numeric = fieldsOf(type).filter((id) => ['integer', 'money'].includes(FIELD_BY_ID.get(id)?.type ?? ''));
  const measures = measuresOf(type).map((measure) => ({ measure }));
  const measured = fc.oneof(
    fc.constantFrom(...(measures.length === 0 ? [{ measure: 'bookers' }] : measures)),
    fc.record({ aggregate: fc.constantFrom('count', 'countDistinct', 'min', 'max'), field }),
    fc.record({
      aggregate: fc.constantFrom('sum', 'average', 'median', 'p25', 'p75'),
      field: fc.constantFrom(...numeric),
    }),
  );
  const grouped = fc
    .record({
      mode: fc.constant('grouped'),
      keys: fc.array(key, { maxLength: 3 }),
      measures: fc.array(measured, { maxLength: 4 }),
      showCount: fc.boolean(),
      atLeast: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
      atMost: fc.option(fc.integer({ min: 4, max: 9 }), { nil: undefined }),
    })
    .filter(({ keys, measures: some, showCount }) => keys.length + some.length > 0 || showCount)
    // Without a key and an aggregate there is no group to speak of.
    .filter(({ keys, measures: some, showCount }) => keys.length > 0 || some.length > 0 || showCount);
  return fc.oneof(rows, grouped);
}

const definitions = fc
  .constantFrom(...TYPES)
  .chain((type) =>
    fc.record({ v: fc.constant(1), type: fc.constant(type), criteria: groupsOf(type, 2), output: outputsOf(type) }),
  );

describe('a report', () => {
  test('gives what it means, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (asked) => {
        const definition = reportDefinition.parse(JSON.parse(JSON.stringify(asked)));
        expect(sorted(await compiled(definition))).toEqual(sorted(naiveReport(world, definition)));
      }),
      { seed: Number(process.env.REPORT_SEED ?? SEED), numRuns: Number(process.env.REPORT_RUNS ?? 500) },
    );
    // As many runs as one asks for, on a machine that may be busy.
  }, 600_000);
});
