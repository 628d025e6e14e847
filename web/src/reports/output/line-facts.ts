import type { Aggregate, By, Format, Output } from '@illuminate/contract';
import { definitionAnchor } from '../definitions/Definition.tsx';
import type { KeyColumn, MeasureColumn, RowColumn } from './output-draft.ts';

type ReportFields = Output<'listReportFields'>;
type CellType = ReportFields['fields'][number]['type'];

/** What a form needs to know of a line: what the registry calls it and which choices make sense for it. */
export interface LineFacts {
  readonly name: string;
  readonly group: string;
  readonly definition: string;
  readonly pitfalls: string | null;
  readonly note: string | null;
  readonly anchor: string;
  readonly formats: readonly Format[];
  readonly bys: readonly By[];
  readonly aggregates: readonly Aggregate[];
  /** Whether a band is so many units of the currency. */
  readonly isMoney: boolean;
}

const FORMATS: Partial<Record<CellType, readonly Format[]>> = {
  wall: ['date', 'time'],
  money: ['whole'],
  decimal: ['whole'],
  percent: ['whole'],
};
const OF_ANYTHING: readonly Aggregate[] = ['count', 'countDistinct', 'min', 'max'];
const OF_FIGURES: readonly Aggregate[] = [
  'sum',
  'average',
  'median',
  'p25',
  'p75',
  'min',
  'max',
  'count',
  'countDistinct',
];

/** The facts of a line; null where the registry knows of no such thing. */
export function factsOf(line: RowColumn | KeyColumn | MeasureColumn, fields: ReportFields): LineFacts | null {
  if ('measure' in line) {
    const measure = fields.measures.find(({ id }) => id === line.measure);
    if (measure === undefined) return null;
    return {
      name: measure.label,
      group: measure.group,
      definition: measure.definition,
      pitfalls: measure.pitfalls,
      note: measure.availability.sentence,
      anchor: definitionAnchor(measure.label, measure.id),
      formats: FORMATS[measure.type] ?? [],
      bys: [],
      aggregates: [],
      isMoney: measure.type === 'money',
    };
  }
  const field = fields.fields.find(({ id }) => id === line.field);
  if (field === undefined) return null;
  const isFigure = field.type === 'integer' || field.type === 'money';
  return {
    name: field.label,
    group: field.group,
    definition: field.definition,
    pitfalls: field.pitfalls,
    note: field.availability.sentence,
    anchor: definitionAnchor(field.label, field.id),
    formats: FORMATS[typeOf(line, field.type)] ?? [],
    bys: 'by' in line ? field.by : [],
    aggregates: 'aggregate' in line ? (isFigure ? OF_FIGURES : OF_ANYTHING) : [],
    isMoney: field.type === 'money',
  };
}

/** What the cells of a line are, as the platform works it out. */
function typeOf(line: RowColumn | KeyColumn | MeasureColumn, type: CellType): CellType {
  if ('by' in line && line.by !== 'value' && line.by !== 'band') return 'period';
  if (!('aggregate' in line)) return type;
  if (line.aggregate === 'count' || line.aggregate === 'countDistinct') return 'integer';
  const isFraction = ['average', 'median', 'p25', 'p75'].includes(line.aggregate);
  return isFraction && type === 'integer' ? 'decimal' : type;
}
