import { expect, test } from 'vitest';
import { type ColumnMapInput, columnMapSchema, uploadedMapSchema } from './column-map.ts';
import { LINES_MAP, madeMap } from './column-map-for-tests.ts';

const wrong = (changes: Partial<Record<keyof ColumnMapInput, unknown>>): string[] => {
  const { error } = columnMapSchema.safeParse({ ...LINES_MAP, ...changes });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
};
const columns = (change: (column: ColumnMapInput['columns'][number]) => object | null) =>
  LINES_MAP.columns.flatMap((column) => change(column) ?? []);
const without = (field: string) =>
  columns((column) => (column.field === field ? { ...column, field: 'drop', values: undefined } : column));

test('a whole map passes, and what was left out is as usual', () => {
  const { file, numbers } = madeMap({ file: { type: 'csv' }, numbers: undefined });
  expect(file).toEqual({ type: 'csv', encoding: 'utf-8', separator: ',', headerLine: 1 });
  expect(numbers).toEqual({ decimal: '.', symbols: [] });
});

test('a field that is required is a column, a constant, or worked out', () => {
  expect(wrong({ columns: without('performance_id') })).toEqual([
    'columns: no column is performance_id, which is required: say which one is',
  ]);
  expect(wrong({ derive: ['ticket_id', 'changed_at'] })).toEqual([
    'columns: no column is order_total, which is required: say which one is, or name it under derive',
  ]);
  expect(wrong({ columns: without('performance_id'), constants: { performance_id: '428' } })).toEqual([]);
});

test('a field has one column; a date may have two, the day and the time', () => {
  const twice = (date?: string, other?: string) => [
    ...columns((column) => (column.field === 'placed_at' ? { ...column, date } : column)),
    { header: 'Booked at', field: 'placed_at', date: other },
  ];
  expect(wrong({ columns: twice('DD/MM/YYYY', 'HH:mm') })).toEqual([]);
  expect(wrong({ columns: twice() })).toEqual([
    'columns: placed_at: of two columns one must be the day and the other the time; give each its own `date`',
  ]);
  expect(wrong({ columns: [...LINES_MAP.columns, { header: 'Place', field: 'seat' }] })).toEqual([
    'columns.13.field: seat is another column already',
  ]);
  expect(wrong({ dates: { pattern: 'HH:mm', zone: 'Europe/Dublin' } })).toEqual([
    'columns: placed_at: its pattern names no day',
  ]);
});

test('a performance begins at a time', () => {
  const map = {
    records: 'performances',
    columns: ['performance_id', 'event_id', 'event_name', 'starts_at'].map((field) => ({ header: field, field })),
    constants: {},
    derive: [],
    ignoreLines: undefined,
  };
  expect(wrong({ ...map, dates: { pattern: 'DD/MM/YYYY', zone: 'Europe/Dublin' } })).toEqual([
    'columns: starts_at: its pattern names no time of day',
  ]);
});

test('what fits nowhere is said by its place', () => {
  expect(
    wrong({ columns: columns((column) => (column.field === 'drop' ? { ...column, field: 'name' } : column)) })[0],
  ).toMatch(/^columns\.4\.field: "name" is no field of orders; it is one of order_id, .*, or "drop"$/);
  expect(wrong({ dates: { pattern: 'DD/MM/YYYY', zone: 'Dublin' } })).toEqual([
    'dates.zone: is no time zone; write it like Europe/London',
  ]);
  expect(wrong({ constants: { ticket_total: '5', channel: 'online' } })).toEqual([
    'constants.ticket_total: ticket_total differs from line to line',
    'constants.channel: channel is a column as well',
  ]);
  expect(wrong({ derive: ['ticket_id', 'order_total', 'changed_at', 'seat'] })[0]).toContain('derive.3');
  expect(wrong({ ignoreLines: { header: 'Nowhere', values: [''] } })).toEqual([
    'ignoreLines.header: is none of the columns',
  ]);
  expect(
    wrong({
      columns: columns((column) => ({
        ...column,
        ...(column.field === 'price' ? { values: { a: 'b' }, date: 'DD/MM/YYYY' } : {}),
      })),
    }),
  ).toEqual(['columns.9.date: price is no date', 'columns.9.values: values of price are read as they stand']);
  expect(wrong({ colums: [] } as never)).toEqual([': Unrecognized key: "colums"']);
});

test('what a line came to is worked out only of a price, and of how many tickets or what was taken off', () => {
  const named = (...fields: readonly string[]): string[] => {
    const made = ['order_id', 'placed_at', 'event_name', 'starts_at', ...fields];
    const derive = ['changed_at', 'order_total', 'ticket_id', 'performance_id', 'ticket_total'];
    const { success, error } = uploadedMapSchema.safeParse({
      ...LINES_MAP,
      ...{ records: 'sales', constants: {}, ignoreLines: undefined, derive },
      columns: made.map((field, at) => ({ header: `${field} ${at}`, field })),
    });
    return success ? [] : error.issues.map(({ message }) => message);
  };
  expect(named('price', 'quantity')).toEqual([]);
  expect(named('price', 'discount')).toEqual([]);
  expect(named('price')).toEqual([expect.stringContaining('follows from a price')]);
  expect(named('price', 'quantity', 'quantity')).toEqual([]);
  expect(named('price', 'quantity', 'quantity', 'ticket_type')).toEqual([
    expect.stringContaining('are the ticket types'),
  ]);
});
