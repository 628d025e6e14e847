import type { ReportResult } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { chartDataOf, type DrawnTemplate, MOST_CATEGORIES, MOST_SERIES } from './chart-data.ts';
import { chartHeight, chartOption, mayLabelDirectly } from './chart-option.ts';
import { DARK, LIGHT } from './palettes.ts';

const column = (label: string, type: string, kind = 'key') => ({ label, type, kind, format: null }) as never;
const COLUMNS = [column('Month', 'period'), column('Sales Channel', 'text'), column('Tickets', 'integer', 'measure')];
const BY_CHANNEL: DrawnTemplate = { kind: 'stacked', category: 0, series: 1, measures: [2] };

const draw = (rows: ReportResult['rows'], template: DrawnTemplate = BY_CHANNEL, columns = COLUMNS) => {
  const data = chartDataOf({ result: { columns, rows }, template, write: (cell) => String(cell ?? '–') });
  if (data === null) throw new Error('nothing is drawn');
  return data;
};

test('a key of series becomes a series each, in the order of their size, along the axis in the order of time', () => {
  const data = draw([
    ['2025-05', 'Counter', 2],
    ['2025-04', 'Web', 10],
    ['2025-04', 'Counter', 1],
    ['2025-06', 'Web', 7],
  ]);
  expect(data.categories).toEqual(['2025-04', '2025-05', '2025-06']);
  expect(data.series).toEqual([
    { name: 'Web', values: [10, null, 7] },
    { name: 'Counter', values: [1, 2, null] },
  ]);
  expect([data.categoryTitle, data.valueTitle]).toEqual(['Month', 'Tickets']);
});

test('a month without a row is a gap, or none of what adds up', () => {
  const measure = (label: string, additivity: string) =>
    ({ ...(column(label, 'integer', 'measure') as object), additivity }) as never;
  const columns = [column('Month', 'period'), measure('Tickets', 'additive'), measure('Median', 'non-additive')];
  const template: DrawnTemplate = { kind: 'line', category: 0, series: null, measures: [1, 2] };
  const rows = [
    ['2025-04', 5, 12],
    ['2025-07', 3, 15],
  ];
  const data = draw(rows, template, columns);
  expect(data.categories).toEqual(['2025-04', '2025-05', '2025-06', '2025-07']);
  expect(data.series.map(({ values }) => values)).toEqual([
    [5, 0, 0, 3],
    [12, null, null, 15],
  ]);
  const cut = chartDataOf({ result: { columns, rows, isCut: true }, template, write: String });
  expect(cut?.categories).toEqual(['2025-04', '2025-07']);
});

test('series that have an order of their own keep it, and the smallest are left out all the same', () => {
  const columns = [column('Hour', 'integer'), column('Weekday', 'weekday'), column('Orders', 'integer', 'measure')];
  const rows = Array.from({ length: 7 }, (_, at) => [18, at + 1, at === 3 ? 1 : 10 + at]);
  expect(draw(rows, BY_CHANNEL, columns).series.map(({ name }) => name)).toEqual(['1', '2', '3', '5', '6', '7']);
});

test('several measures are a series each, by their names', () => {
  const columns = [
    column('Day', 'period'),
    column('Issued', 'integer', 'measure'),
    column('Returned', 'integer', 'measure'),
  ];
  const data = draw(
    [
      ['2025-04-02', 5, 1],
      ['2025-04-01', 3, null],
    ],
    { kind: 'line', category: 0, series: null, measures: [1, 2] },
    columns,
  );
  expect(data.series).toEqual([
    { name: 'Issued', values: [3, 5] },
    { name: 'Returned', values: [null, 1] },
  ]);
});

test('what cannot be told apart is left to the table, and how much that is', () => {
  const rows = Array.from({ length: 9 }, (_, at) => ['2025-04', `Channel ${at}`, at + 1]);
  const data = draw(rows);
  expect(data.series).toHaveLength(MOST_SERIES);
  expect(data.series[0]?.name).toBe('Channel 8');
  expect(data.seriesLeft).toBe(9 - MOST_SERIES);
  const many = draw(Array.from({ length: MOST_CATEGORIES + 30 }, (_, at) => [`event ${at}`, 'Web', 1]));
  expect(many.categories).toHaveLength(MOST_CATEGORIES);
  expect(many.categoriesLeft).toBe(30);
});

test('amounts, which come as text, are drawn as figures', () => {
  const columns = [column('Event', 'text'), column('Income', 'money', 'measure')];
  const template: DrawnTemplate = { kind: 'bar', category: 0, series: null, measures: [1] };
  expect(draw([['Macbeth', '-12.50']], template, columns).series[0]?.values).toEqual([-12.5]);
});

test('columns that are not there draw nothing', () => {
  const asked = { result: { columns: COLUMNS, rows: [] }, write: String };
  expect(chartDataOf({ ...asked, template: { ...BY_CHANNEL, measures: [7] } })).toBeNull();
  expect(chartDataOf({ ...asked, template: { ...BY_CHANNEL, series: 9 } })).toBeNull();
});

test('few series bear their names where there is room, others have a key', () => {
  const data = draw([
    ['2025-04', 'Web', 1],
    ['2025-04', 'Counter', 2],
  ]);
  expect(mayLabelDirectly(data, 900)).toBe(true);
  expect(mayLabelDirectly(data, 320)).toBe(false);
  const option = (hasDirectLabels: boolean) =>
    chartOption({ data, palette: LIGHT, width: 900, writeValue: String, hasDirectLabels });
  expect(option(true).legend).toEqual({ show: false });
  expect(option(false).legend).toMatchObject({ selectedMode: false });
  expect(option(true)).toMatchObject({ animation: false, aria: { decal: { show: true } } });
});

test('of a single day no name stands on the axis, and its point has room on both sides', () => {
  const data = draw(
    [
      ['2025-04-01', 'Web', 12],
      ['2025-04-01', 'Counter', 0],
    ],
    { ...BY_CHANNEL, kind: 'line' },
  );
  expect(mayLabelDirectly(data, 1100)).toBe(false);
  const option = chartOption({ data, palette: LIGHT, width: 1100, writeValue: String, hasDirectLabels: false });
  expect(option.xAxis).toMatchObject({ boundaryGap: true });
});

test('many names stand beside their bars on a phone, each of them in a row of its own', () => {
  const columns = [column('Event', 'text'), column('Tickets', 'integer', 'measure')];
  const template: DrawnTemplate = { kind: 'bar', category: 0, series: null, measures: [1] };
  const rows = Array.from({ length: 46 }, (_, at) => [`An event with a name of its own ${at}`, at]);
  const data = draw(rows, template, columns);
  const option = (width: number) =>
    chartOption({ data, palette: LIGHT, width, writeValue: String, hasDirectLabels: false });
  expect(option(328).yAxis).toMatchObject({ type: 'category', inverse: true, axisLabel: { interval: 0 } });
  expect(chartHeight(data, 328)).toBeGreaterThan(46 * 20);
  expect(option(1100).xAxis).toMatchObject({ type: 'category' });
  expect(chartHeight(data, 1100)).toBe(360);
});

test('slanted names that would run into each other are left out between', () => {
  const columns = [column('Month', 'period'), column('Tickets', 'integer', 'measure')];
  const template: DrawnTemplate = { kind: 'bar', category: 0, series: null, measures: [1] };
  const months = Array.from(
    { length: 48 },
    (_, at) => `${2022 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
  );
  const data = draw(
    months.map((month) => [month, 1]),
    template,
    columns,
  );
  const option = chartOption({ data, palette: LIGHT, width: 328, writeValue: String, hasDirectLabels: false });
  const { interval } = (option.xAxis as { axisLabel: { interval: number } }).axisLabel;
  expect(((interval + 1) * 270) / 48).toBeGreaterThanOrEqual(20);
});

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

test.each([
  ['light', LIGHT],
  ['dark', DARK],
])('every colour of the %s palette stands out from its ground', (_, palette) => {
  const least = (of: readonly string[], from: number) => of.filter((colour) => contrast(colour, palette.ground) < from);
  expect(least(palette.series, 3)).toEqual([]);
  expect(least([palette.ink, palette.muted], 4.5)).toEqual([]);
  expect(new Set(palette.series).size).toBe(MOST_SERIES);
});
