import type { Output, ReportOutput } from '@illuminate/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addToOutput,
  changeGroups,
  changeLine,
  moveLine,
  removeLine,
  setSort,
  toGrouped,
  toRows,
} from './output-deeds.ts';
import { draftOf, emptyOutput, type OutputDraft, outputForType, outputOf, templateAfter } from './output-draft.ts';

const FIELDS = {
  fields: [
    { id: 'event.id', type: 'id' },
    { id: 'event.name', type: 'text' },
    { id: 'performance.start', type: 'wall' },
    { id: 'ticket.price', type: 'money' },
  ],
  types: [
    { id: 'sales', fields: ['event.id', 'event.name', 'performance.start', 'ticket.price'], measures: ['tickets'] },
    { id: 'event-instances', fields: ['event.id', 'event.name', 'performance.start'], measures: ['performances'] },
  ],
} as unknown as Output<'listReportFields'>;

const add = (draft: OutputDraft, ...ids: string[]) => ids.reduce((now, id) => addToOutput(now, FIELDS, id), draft);
const rows = add(emptyOutput, 'event.id', 'event.name', 'performance.start');
const idOf = (draft: OutputDraft, field: string): string =>
  [...draft.rows.columns, ...draft.grouped.keys, ...draft.grouped.measures].find(
    (line) => 'field' in line && line.field === field,
  )?.id ?? '';

test('nothing chosen is no output', () => {
  expect(outputOf(emptyOutput)).toBeNull();
  expect(outputOf({ ...emptyOutput, mode: 'grouped' })).toBeNull();
});

test('columns become keys by their value, in their order, and amounts are added up', () => {
  const grouped = toGrouped(add(rows, 'ticket.price'), FIELDS);
  expect(outputOf(grouped)).toMatchObject({
    mode: 'grouped',
    keys: [
      { field: 'event.id', by: 'value' },
      { field: 'event.name', by: 'value' },
      { field: 'performance.start', by: 'value' },
    ],
    measures: [{ aggregate: 'sum', field: 'ticket.price' }],
  });
});

test('there and back loses neither the settings of groups nor the measures', () => {
  const once = changeGroups(add(toGrouped(rows, FIELDS), 'measure:tickets'), {
    atLeast: 10,
    atMost: 90,
    subtotals: true,
  });
  const grouped = changeLine(once, 'keys', idOf({ ...once, rows: emptyOutput.rows }, 'performance.start'), {
    by: 'month',
    label: 'Month',
  });
  const back = toRows(grouped);
  expect(outputOf(back)).toEqual(outputOf(rows));
  expect(outputOf(toGrouped(back, FIELDS))).toEqual(outputOf(grouped));
});

test('a column that was taken away in one mode is gone in the other', () => {
  const grouped = toGrouped(rows, FIELDS);
  const back = toRows(removeLine(grouped, 'keys', grouped.grouped.keys[1]?.id ?? ''));
  expect(back.rows.columns.map(({ field }) => field)).toEqual(['event.id', 'performance.start']);
  const fewer = removeLine(back, 'columns', back.rows.columns[0]?.id ?? '');
  expect(toGrouped(fewer, FIELDS).grouped.keys.map(({ field }) => field)).toEqual(['performance.start']);
});

test('a sort stays with its column when that is moved, and goes with it', () => {
  const sorted = setSort(rows, [{ column: idOf(rows, 'performance.start'), direction: 'descending' }]);
  const moved = moveLine(sorted, 'columns', idOf(rows, 'performance.start'), 0);
  expect(outputOf(moved)?.sort).toEqual([{ column: 0, direction: 'descending' }]);
  expect(outputOf(removeLine(moved, 'columns', idOf(rows, 'performance.start')))?.sort).toEqual([]);
});

test('a chart stays with its columns, and is a table where one of them is gone', () => {
  const before = add(toGrouped(rows, FIELDS), 'measure:tickets');
  const chart = { kind: 'bar', category: 1, series: null, measures: [3] } as const;
  const name = before.grouped.keys[1]?.id ?? '';
  const after = moveLine(before, 'keys', name, 0);
  expect(templateAfter(before, after, { ...chart, measures: [3] })).toEqual({ ...chart, category: 0 });
  expect(templateAfter(before, removeLine(before, 'keys', name), { ...chart, measures: [3] })).toEqual({
    kind: 'table',
  });
  expect(templateAfter(before, toRows(before), { ...chart, measures: [3] })).toEqual({ kind: 'table' });
});

test('another kind of report keeps what its rows have', () => {
  const draft = add(toGrouped(add(rows, 'ticket.price'), FIELDS), 'measure:tickets');
  expect(outputOf(outputForType(draft, FIELDS, 'event-instances'))).toMatchObject({
    keys: [{ field: 'event.id' }, { field: 'event.name' }, { field: 'performance.start' }],
    measures: [],
  });
  expect(outputForType(draft, FIELDS, 'sales')).toBe(draft);
});

const sort = fc.array(
  fc.record({ column: fc.nat(1), direction: fc.constantFrom('ascending' as const, 'descending' as const) }),
  { maxLength: 2 },
);
const outputs: fc.Arbitrary<ReportOutput> = fc.oneof(
  fc.record({
    mode: fc.constant('rows' as const),
    columns: fc.array(
      fc.record(
        { field: fc.constantFrom('event.id', 'event.name'), label: fc.string({ minLength: 1 }) },
        { requiredKeys: ['field'] },
      ),
      { minLength: 2, maxLength: 5 },
    ),
    sort,
  }),
  fc.record({
    mode: fc.constant('grouped' as const),
    keys: fc.array(
      fc.record({ field: fc.constantFrom('event.id', 'performance.start'), by: fc.constantFrom('value', 'month') }),
      { minLength: 2, maxLength: 4 },
    ),
    measures: fc.array(fc.record({ measure: fc.constant('tickets') }), { maxLength: 2 }),
    showCount: fc.boolean(),
    subtotals: fc.boolean(),
    sort,
  }),
);

test('a saved output that is opened and saved again is the same', () => {
  fc.assert(
    fc.property(outputs, (output) => {
      expect(outputOf(draftOf(output))).toEqual(output);
    }),
  );
});
