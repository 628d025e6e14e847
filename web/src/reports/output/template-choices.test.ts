import { faultsOfTemplate, type Output } from '@illuminate/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftOf, emptyOutput, type OutputDraft, outputOf } from './output-draft.ts';
import { chartColumns, KINDS, templateOf, whyNot } from './template-choices.ts';

const HERE = { availability: { isSupplied: true, sentence: null } };
const FIELDS = {
  fields: [
    { id: 'event.name', label: 'Event Name', type: 'text', by: ['value'], ...HERE },
    { id: 'order.placed', label: 'Order Placed', type: 'wall', by: ['value', 'month'], ...HERE },
    { id: 'ticket.price', label: 'Price Paid', type: 'money', by: ['value', 'band'], ...HERE },
  ],
  measures: [
    { id: 'tickets', label: 'Tickets', type: 'integer', additivity: 'additive', ...HERE },
    { id: 'income', label: 'Ticket Income', type: 'money', additivity: 'additive', ...HERE },
    { id: 'bookers', label: 'Bookers', type: 'integer', additivity: 'semi-additive', ...HERE },
  ],
} as unknown as Output<'listReportFields'>;

const KEYS = {
  name: { field: 'event.name', by: 'value' },
  month: { field: 'order.placed', by: 'month' },
  price: { field: 'ticket.price', by: 'band', band: 5 },
} as const;
const grouped = (keys: readonly (keyof typeof KEYS)[], measures: readonly string[], showCount = false): OutputDraft =>
  draftOf({
    mode: 'grouped',
    keys: keys.map((key) => ({ ...KEYS[key] })),
    measures: measures.map((measure) => ({ measure })),
    showCount,
    subtotals: false,
    sort: [],
  });
const why = (output: OutputDraft) => {
  const columns = chartColumns(output, FIELDS, 'Count');
  return Object.fromEntries(KINDS.map((kind) => [kind, whyNot(kind, output, columns)]));
};

test('what the groups do not allow says what it needs', () => {
  expect(why(emptyOutput)).toEqual({ table: null, bar: 'rows', line: 'rows', stacked: 'rows' });
  expect(why(grouped([], ['tickets'])).bar).toBe('keys');
  expect(why(grouped(['name'], [])).bar).toBe('measures');
  expect(why(grouped(['name'], ['tickets']))).toEqual({ table: null, bar: null, line: 'order', stacked: 'parts' });
  expect(why(grouped(['month'], ['tickets'], true))).toEqual({ table: null, bar: null, line: null, stacked: null });
  expect(why(grouped(['month', 'name'], ['bookers'])).stacked).toBe('additive');
});

test('money and figures never share an axis', () => {
  const output = grouped(['month'], ['tickets', 'income'], true);
  const columns = chartColumns(output, FIELDS, 'Count');
  expect(templateOf('stacked', columns, { kind: 'table' })).toMatchObject({ series: null, measures: [1, 3] });
});

test('another kind of chart keeps what it can of the one before', () => {
  const columns = chartColumns(grouped(['month', 'name'], ['tickets', 'income']), FIELDS, 'Count');
  const bar = { kind: 'bar', category: 1, series: 0, measures: [3] } as const;
  expect(templateOf('bar', columns, { ...bar, measures: [3] })).toEqual({ ...bar, measures: [3] });
  expect(templateOf('line', columns, { ...bar, measures: [3] })).toEqual({
    kind: 'line',
    category: 0,
    series: null,
    measures: [3],
  });
});

test('whatever is offered, the platform takes', () => {
  fc.assert(
    fc.property(
      fc.subarray(['name', 'month', 'price'] as const),
      fc.subarray(['tickets', 'income', 'bookers']),
      fc.boolean(),
      fc.constantFrom(...KINDS),
      fc.constantFrom(...KINDS),
      (keys, measures, showCount, first, second) => {
        const draft = grouped(keys, measures, showCount);
        const output = outputOf(draft);
        if (output === null) return;
        const columns = chartColumns(draft, FIELDS, 'Count');
        if (whyNot(first, draft, columns) !== null || whyNot(second, draft, columns) !== null) return;
        const once = templateOf(first, columns, { kind: 'table' });
        expect(faultsOfTemplate(once, output)).toEqual([]);
        expect(faultsOfTemplate(templateOf(second, columns, once), output)).toEqual([]);
      },
    ),
  );
});
