import { linesOf } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { type Column, stateOf } from './cell-states.ts';
import { pageOf, sortedRows } from './result-lines.ts';

const column = (type: string, more: object = {}) =>
  ({
    type,
    kind: 'field',
    label: type,
    additivity: null,
    availability: { isSupplied: true, sentence: null },
    ...more,
  }) as Column;

const MISSING = { availability: { isSupplied: false, sentence: 'Not supplied by X.' } };

test('none, nought, not supplied and not shown are four things', () => {
  expect(stateOf(null, column('text'))).toBe('none');
  expect(stateOf(0, column('integer'))).toBe('value');
  expect(stateOf(null, column('text', MISSING))).toBe('not-supplied');
  expect(stateOf('Web', column('text', MISSING))).toBe('value');
  expect(stateOf(0, column('integer', { ...MISSING, kind: 'measure' }))).toBe('not-supplied');
  expect(stateOf(null, column('id', { isWithheld: true }))).toBe('not-shown');
});

test('amounts sort as figures, names as in a dictionary, and what is missing comes last either way', () => {
  const columns = [column('text'), column('money')];
  const rows = [
    ['macbeth', '9.50'],
    ['Évita', null],
    ['Zorro', '-3.00'],
    ['Amadeus', '10.00'],
  ];
  const by = (at: number, direction: 'ascending' | 'descending') =>
    sortedRows(rows, columns, { column: String(at), direction }).map(([name]) => name);
  expect(by(1, 'ascending')).toEqual(['Zorro', 'macbeth', 'Amadeus', 'Évita']);
  expect(by(1, 'descending')).toEqual(['Amadeus', 'macbeth', 'Zorro', 'Évita']);
  expect(by(0, 'ascending')).toEqual(['Amadeus', 'Évita', 'macbeth', 'Zorro']);
  expect(sortedRows(rows, columns, null)).toBe(rows);
});

test('each subtotal stands under its group, whatever the order of the rows', () => {
  const rows = [
    ['A', 'x', 1],
    ['B', 'x', 5],
    ['A', 'y', 2],
  ];
  const subtotals = [
    {
      keys: 1,
      rows: [
        ['B', 5],
        ['A', 3],
        ['C', 9],
      ],
    },
  ];
  expect(linesOf(rows, subtotals).map(({ kind, cells }) => [kind, ...cells])).toEqual([
    ['row', 'A', 'x', 1],
    ['row', 'A', 'y', 2],
    ['subtotal', 'A', 3],
    ['row', 'B', 'x', 5],
    ['subtotal', 'B', 5],
  ]);
});

test('subtotals of two levels lie within each other', () => {
  const rows = [
    ['A', 'x', 'm', 1],
    ['A', 'x', 'n', 2],
    ['A', 'y', 'm', 4],
  ];
  const subtotals = [
    {
      keys: 2,
      rows: [
        ['A', 'x', 3],
        ['A', 'y', 4],
      ],
    },
    { keys: 1, rows: [['A', 7]] },
  ];
  expect(linesOf(rows, subtotals).map(({ kind, cells }) => (kind === 'row' ? 'row' : cells.join(' ')))).toEqual([
    'row',
    'row',
    'A x 3',
    'row',
    'A y 4',
    'A 7',
  ]);
});

test('a table is turned over page by page, and never beyond its last', () => {
  const lines = linesOf(
    Array.from({ length: 101 }, (_, at) => [at]),
    [],
  );
  expect(pageOf(lines, 3, 50)).toMatchObject({ page: 3, pages: 3, lines: [{ cells: [100] }] });
  expect(pageOf(lines, 9, 50).page).toBe(3);
  expect(pageOf([], 1, 50)).toEqual({ lines: [], page: 1, pages: 1 });
});
