import type { Format, ReportResult, ReportTemplate } from '@illuminate/contract';
import type { Column } from '../result/cell-states.ts';
import { fillPeriods } from './fill-periods.ts';

type Row = ReportResult['rows'][number];
export type DrawnTemplate = Exclude<ReportTemplate, { kind: 'table' }>;

export interface Series {
  readonly name: string;
  /** One per category; null where there is nothing to draw. */
  readonly values: readonly (number | null)[];
}

/** What a chart draws of an answer, and what it leaves to the table. */
export interface ChartData {
  readonly kind: DrawnTemplate['kind'];
  readonly categoryTitle: string;
  readonly categories: readonly string[];
  /** Whether they follow each other, as months do: then names between two of them can be told from those. */
  readonly isInOrder: boolean;
  /** The measure's name; its unit is in how figures are written. */
  readonly valueTitle: string;
  readonly valueType: Column['type'];
  readonly valueFormat: Format | null;
  readonly series: readonly Series[];
  /** Series that are in the table alone. */
  readonly seriesLeft: number;
  readonly categoriesLeft: number;
}

/** More could not be told apart, by colour or by pattern. */
export const MOST_SERIES = 6;
/** More would be thinner than the gaps between them. */
export const MOST_CATEGORIES = 120;

const IN_ORDER: ReadonlySet<Column['type']> = new Set(['period', 'wall', 'integer', 'weekday', 'money', 'decimal']);

/** Whether values of a column follow each other, so that a line between them means something. */
const isInOrder = ({ type }: Pick<Column, 'type'>): boolean => IN_ORDER.has(type);

interface Asked {
  readonly result: Pick<ReportResult, 'columns' | 'rows'> & Partial<Pick<ReportResult, 'isCut'>>;
  readonly template: DrawnTemplate;
  readonly write: (cell: Row[number], column: Column) => string;
}

/** Puts an answer into categories and series; null where the template asks for columns that are not there. */
export function chartDataOf({ result: { columns, rows, isCut = false }, template, write }: Asked): ChartData | null {
  const category = columns[template.category];
  const measures = template.measures.map((at) => ({ at, column: columns[at] }));
  const first = measures[0]?.column;
  if (category === undefined || first === undefined || measures.some(({ column }) => column === undefined)) return null;
  const seriesColumn = template.series === null ? undefined : columns[template.series];
  if (template.series !== null && seriesColumn === undefined) return null;
  const inOrder = isInOrder(category)
    ? rows.toSorted((one, other) => compare(one[template.category] ?? null, other[template.category] ?? null))
    : rows;
  const places = new Map<string, number>();
  // Of rows that are not all here nobody knows which periods have none.
  if (category.type === 'period' && !isCut) {
    const cells = inOrder.map((row) => row[template.category]);
    for (const period of fillPeriods([...new Set(cells.filter((cell) => typeof cell === 'string'))], MOST_CATEGORIES)) {
      placeOf(places, write(period, category));
    }
  }
  const names = new Map<string, number>(
    seriesColumn === undefined ? measures.map(({ column }, at) => [column?.label ?? '', at]) : [],
  );
  const values: (number | null)[][] = [...names].map(() => []);
  for (const row of inOrder) {
    const place = placeOf(places, write(row[template.category] ?? null, category));
    if (seriesColumn === undefined) {
      for (const [index, { at }] of measures.entries()) addTo(values[index] ?? [], place, row[at] ?? null);
    } else {
      const name = write(row[template.series ?? 0] ?? null, seriesColumn);
      const index = placeOf(names, name);
      values[index] ??= [];
      addTo(values[index], place, row[measures[0]?.at ?? 0] ?? null);
    }
  }
  const categories = [...places.keys()];
  const all = [...names.keys()].map((name, index) => {
    const measure = seriesColumn === undefined ? measures[index]?.column : first;
    const none = isCut || !isZeroWhereNone(category, measure) ? null : 0;
    return {
      name,
      values: categories.slice(0, MOST_CATEGORIES).map((_, place) => values[index]?.[place] ?? none),
    };
  });
  const series = seriesColumn === undefined ? all.slice(0, MOST_SERIES) : largest(all, isInOrder(seriesColumn));
  return {
    kind: template.kind,
    categoryTitle: category.label,
    categories: categories.slice(0, MOST_CATEGORIES),
    isInOrder: isInOrder(category),
    valueTitle: measures.length === 1 || seriesColumn !== undefined ? first.label : '',
    valueType: first.type,
    valueFormat: first.format,
    series,
    seriesLeft: Math.max(0, all.length - MOST_SERIES),
    categoriesLeft: Math.max(0, categories.length - MOST_CATEGORIES),
  };
}

/** A month without a sale sold none; it has no average price. */
const isZeroWhereNone = (category: Column, measure: Column | undefined): boolean =>
  category.type === 'period' && (measure?.additivity === 'additive' || measure?.additivity === 'semi-additive');

function placeOf(places: Map<string, number>, name: string): number {
  const place = places.get(name) ?? places.size;
  places.set(name, place);
  return place;
}

/** A report with more keys than the chart has several rows for a place; only counts and amounts, which add up, are offered then. */
function addTo(values: (number | null)[], place: number, cell: Row[number]): void {
  if (cell === null || cell === '') return;
  values[place] = (values[place] ?? 0) + Number(cell);
}

function compare(one: Row[number], other: Row[number]): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  const [a, b] = [Number(one), Number(other)];
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  return String(one) < String(other) ? -1 : Number(String(one) > String(other));
}

const sumOf = ({ values }: Series): number => values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);

/** Those that are left out are the smallest. The largest comes first, but where the series have an order of their own. */
function largest(series: readonly Series[], isOrdered: boolean): readonly Series[] {
  const kept = series.toSorted((one, other) => sumOf(other) - sumOf(one)).slice(0, MOST_SERIES);
  return isOrdered ? series.filter((one) => kept.includes(one)) : kept;
}
