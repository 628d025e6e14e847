import type { Output, ReportTemplate } from '@illuminate/contract';
import { factsOf } from './line-facts.ts';
import type { KeyColumn, OutputDraft } from './output-draft.ts';

type ReportFields = Output<'listReportFields'>;
export const KINDS = ['table', 'bar', 'line', 'stacked'] as const;
export type Kind = (typeof KINDS)[number];
export type Reason = 'rows' | 'keys' | 'measures' | 'order' | 'parts' | 'additive';

/** A column that a chart may use, by its place in the answer. */
export interface ChartColumn {
  readonly at: number;
  readonly label: string;
  /** Of amounts that may stand on one axis: money, figures, shares. */
  readonly unit: 'money' | 'figure' | 'percent';
  /** Whether parts of it make up a whole. */
  readonly isAdditive: boolean;
  /** Whether its values follow each other. */
  readonly isInOrder: boolean;
}

export interface ChartColumns {
  readonly keys: readonly ChartColumn[];
  readonly measures: readonly ChartColumn[];
}

const ADDING: readonly string[] = ['count', 'sum'];
const FIGURES: readonly string[] = ['sum', 'average', 'median', 'p25', 'p75', 'min', 'max'];

/** What an output offers to charts; none in rows, where nothing is put together. */
export function chartColumns(output: OutputDraft, fields: ReportFields, count: string): ChartColumns {
  if (output.mode === 'rows') return { keys: [], measures: [] };
  const { keys, measures, showCount } = output.grouped;
  const typeOf = (id: string) => fields.fields.find((field) => field.id === id)?.type;
  const isOrdered = ({ field, by }: KeyColumn): boolean =>
    by !== 'value' || ['wall', 'integer', 'money'].includes(typeOf(field) ?? '');
  const figure = { unit: 'figure', isInOrder: false } as const;
  const drawn = measures.map((line, index): ChartColumn => {
    const label = line.label ?? factsOf(line, fields)?.name ?? '';
    const at = keys.length + index;
    if ('measure' in line) {
      const measure = fields.measures.find(({ id }) => id === line.measure);
      const unit = measure?.type === 'money' || measure?.type === 'percent' ? measure.type : 'figure';
      return { ...figure, at, label, unit, isAdditive: measure?.additivity === 'additive' };
    }
    const isMoney = typeOf(line.field) === 'money' && FIGURES.includes(line.aggregate);
    return { ...figure, at, label, unit: isMoney ? 'money' : 'figure', isAdditive: ADDING.includes(line.aggregate) };
  });
  // The lowest name or the latest day is no amount.
  const amounts = drawn.filter(({ at }) => {
    const line = measures[at - keys.length];
    if (line === undefined || 'measure' in line || !['min', 'max'].includes(line.aggregate)) return true;
    return ['integer', 'money'].includes(typeOf(line.field) ?? '');
  });
  return {
    keys: keys.map((line, at) => ({
      ...figure,
      at,
      label: line.label ?? factsOf(line, fields)?.name ?? '',
      isAdditive: false,
      isInOrder: isOrdered(line),
    })),
    measures: showCount
      ? [...amounts, { ...figure, at: keys.length + measures.length, label: count, isAdditive: true }]
      : amounts,
  };
}

/** The largest set of columns that may stand on one axis with the first of them. */
const ofOneUnit = (columns: readonly ChartColumn[], first = columns[0]): readonly ChartColumn[] =>
  columns.filter(({ unit }) => unit === first?.unit);

/** Why a chart of a kind cannot be drawn; null where it can. */
export function whyNot(kind: Kind, output: OutputDraft, { keys, measures }: ChartColumns): Reason | null {
  if (kind === 'table') return null;
  if (output.mode === 'rows') return 'rows';
  if (keys.length === 0) return 'keys';
  if (measures.length === 0) return 'measures';
  if (kind === 'line' && !keys.some(({ isInOrder }) => isInOrder)) return 'order';
  if (kind !== 'stacked') return null;
  const parts = measures.filter(({ isAdditive }) => isAdditive);
  if (parts.length === 0) return 'additive';
  return keys.length < 2 && ofOneUnit(parts).length < 2 ? 'parts' : null;
}

/** A chart of a kind that can be drawn, as much like the one before as may be. */
export function templateOf(kind: Kind, { keys, measures }: ChartColumns, before: ReportTemplate): ReportTemplate {
  if (kind === 'table') return { kind };
  const old = before.kind === 'table' ? null : before;
  const along = kind === 'line' ? keys.filter(({ isInOrder }) => isInOrder) : keys;
  const category = along.find(({ at }) => at === old?.category)?.at ?? along[0]?.at ?? 0;
  const others = keys.filter(({ at }) => at !== category);
  const offered = kind === 'stacked' ? measures.filter(({ isAdditive }) => isAdditive) : measures;
  const kept = offered.filter(({ at }) => old?.measures.includes(at));
  const isSplit = kind === 'stacked' && ofOneUnit(offered).length < 2;
  const series = others.find(({ at }) => at === old?.series)?.at ?? (isSplit ? (others[0]?.at ?? null) : null);
  const shown = kept.length > 0 ? ofOneUnit(kept) : kind === 'stacked' ? ofOneUnit(offered) : offered.slice(0, 1);
  const enough = kind === 'stacked' && series === null && shown.length < 2 ? ofOneUnit(offered, shown[0]) : shown;
  return {
    kind,
    category,
    series,
    measures: (series === null ? enough : enough.slice(0, 1)).map(({ at }) => at).slice(0, 8),
  };
}
