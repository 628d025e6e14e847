import type { Aggregate, ReportMeasured } from '@illuminate/contract';
import { FIELD_BY_ID } from '../registry/fields.ts';
import { MEASURE_BY_ID } from '../registry/measures.ts';
import type { Additivity, Entity, Field, PlainMeasure } from '../registry/registry-types.ts';
import type { CellType } from './keys.ts';
import { keyOf, reaches, type Scope } from './statement.ts';

/** One aggregate, over rows of one entity that count once each in a group. */
export interface Part {
  readonly entity: Entity;
  /** Expressions over the data set's joins. */
  readonly inputs: readonly string[];
  /** The aggregate, over the names given to the inputs. */
  readonly aggregate: (names: readonly string[]) => string;
  /** Whether nothing counts as zero. */
  readonly isZeroWhenNone: boolean;
}

export interface Measured {
  readonly of: string;
  readonly name: string;
  readonly label: string;
  readonly type: CellType;
  readonly additivity: Additivity;
  readonly definition: string;
  readonly pitfalls: string | null;
  readonly parts: readonly Part[];
  /** The value, over the names given to the parts. */
  readonly combine: (names: readonly string[]) => string;
}

const AGGREGATE_WORDS: Readonly<Record<Aggregate, string>> = {
  count: 'Count of',
  countDistinct: 'Different values of',
  sum: 'Sum of',
  average: 'Average of',
  min: 'Lowest',
  max: 'Highest',
  median: 'Median of',
  p25: 'Lower quartile of',
  p75: 'Upper quartile of',
};

const NUMERIC: readonly Aggregate[] = ['sum', 'average', 'median', 'p25', 'p75'];

/** A measure or an aggregate of a field; null, with the fault told, where the report has no such thing. */
export function compileMeasured(scope: Scope, asked: ReportMeasured, path: string): Measured | null {
  const refuse = (at: string, message: string): null => {
    scope.wrong.push({ path: `${path}.${at}`, message });
    return null;
  };
  if ('measure' in asked) {
    const measure = MEASURE_BY_ID.get(asked.measure);
    if (measure === undefined) return refuse('measure', `there is no measure called ${asked.measure}`);
    const plains = (
      measure.kind === 'plain' ? [measure] : [measure.of, measure.by].map((id) => MEASURE_BY_ID.get(id))
    ).filter((each) => each?.kind === 'plain');
    const missing = plains.find(({ entity }) => !reaches(scope.dataset, entity));
    if (missing !== undefined) {
      return refuse(
        'measure',
        `a ${scope.dataset.label} report does not have ${measure.label}: ${scope.dataset.grain}`,
      );
    }
    return {
      of: measure.id,
      name: measure.label,
      label: asked.label ?? measure.label,
      type: measure.type,
      // Each thing is in one group alone where it is what the rows are.
      additivity: measure.kind === 'plain' && countsAsRows(scope, measure.entity) ? 'additive' : measure.additivity,
      definition: measure.definition,
      pitfalls: measure.pitfalls ?? null,
      parts: plains.map((each) => partOf(scope, each)),
      combine: ([one = '', other = '']) => (measure.kind === 'plain' ? one : ratioOf(one, other, measure.type)),
    };
  }
  const field = FIELD_BY_ID.get(asked.field);
  if (field === undefined) return refuse('field', `there is no field called ${asked.field}`);
  if (!reaches(scope.dataset, field.entity)) {
    return refuse('field', `a ${scope.dataset.label} report does not have it: ${scope.dataset.grain}`);
  }
  if (NUMERIC.includes(asked.aggregate) && field.type !== 'integer' && field.type !== 'money') {
    return refuse('aggregate', `${field.label} is no number`);
  }
  return aggregateOf(scope, field, asked.aggregate, asked.label);
}

const countsAsRows = ({ dataset }: Scope, entity: Entity): boolean =>
  dataset.entity === entity || dataset.alike.includes(entity);

const ratioOf = (one: string, other: string, type: CellType): string =>
  type === 'money' ? `round(${one} / nullif(${other}, 0))::BIGINT` : `(${one} / nullif(${other}, 0))`;

function partOf(scope: Scope, { entity, inputs, aggregate, isHowMany }: PlainMeasure): Part {
  if (isHowMany) return howMany(scope, entity);
  scope.used.add(entity);
  const names = Object.keys(inputs);
  return {
    entity: countsAsRows(scope, entity) ? scope.dataset.entity : entity,
    inputs: Object.values(inputs),
    aggregate: (given) =>
      names.reduce(
        (sql, name, index) => sql.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), given[index] ?? ''),
        aggregate,
      ),
    isZeroWhenNone: true,
  };
}

/** Rows themselves, or the different things that they belong to: nothing of these has to be reduced first. */
function howMany(scope: Scope, entity: Entity): Part {
  const { dataset } = scope;
  if (dataset.entity === entity) return { entity, inputs: [], aggregate: () => 'count(*)', isZeroWhenNone: true };
  const told = dataset.told[entity];
  const needed = told === undefined ? entity : told.needs;
  if (needed !== null) scope.used.add(needed);
  return {
    entity: dataset.entity,
    inputs: [told?.key ?? keyOf(dataset, entity).key],
    aggregate: ([key = '']) => `count(DISTINCT ${key})`,
    isZeroWhenNone: true,
  };
}

function aggregateOf(scope: Scope, field: Field, aggregate: Aggregate, label: string | undefined): Measured {
  const value = scope.expression(field);
  // The lowest, the highest and how many different ones there are do not depend on how often each comes.
  const isOnceEnough = aggregate === 'min' || aggregate === 'max' || aggregate === 'countDistinct';
  const isCount = aggregate === 'count' || aggregate === 'countDistinct';
  const isMoney = field.type === 'money';
  const isOfRows = isOnceEnough || countsAsRows(scope, field.entity);
  if (!isOfRows) scope.used.add(field.entity);
  const spread = { median: 0.5, p25: 0.25, p75: 0.75 } as const;
  const sqlOf = (name: string): string => {
    switch (aggregate) {
      case 'count':
        return `count(${name})`;
      case 'countDistinct':
        return `count(DISTINCT ${name})`;
      case 'sum':
        return `sum(${name})::BIGINT`;
      case 'average':
        return isMoney ? `round(avg(${name}))::BIGINT` : `avg(${name})`;
      case 'min':
      case 'max':
        return outermost(aggregate, field, name);
      default: {
        const quantile = `quantile_cont(${name}, ${spread[aggregate]})`;
        return isMoney ? `round(${quantile})::BIGINT` : quantile;
      }
    }
  };
  return {
    of: field.id,
    name: field.label,
    label: label ?? `${AGGREGATE_WORDS[aggregate]} ${field.label}`,
    type: isCount ? 'integer' : NUMERIC.includes(aggregate) && aggregate !== 'sum' && !isMoney ? 'decimal' : field.type,
    additivity:
      aggregate !== 'sum' && aggregate !== 'count'
        ? 'non-additive'
        : countsAsRows(scope, field.entity)
          ? 'additive'
          : 'semi-additive',
    definition: field.definition,
    pitfalls: field.pitfalls ?? null,
    parts: [
      {
        entity: isOfRows ? scope.dataset.entity : field.entity,
        inputs: [value],
        aggregate: ([name = '']) => sqlOf(name),
        isZeroWhenNone: isCount,
      },
    ],
    combine: ([name = '']) => name,
  };
}

/** The lowest and the highest in the order in which columns are sorted: names as in a dictionary, ids that are numbers as numbers. */
function outermost(which: 'min' | 'max', { type }: Field, name: string): string {
  // What comes between keeps a name before the longer ones that begin with it.
  const ordered = (first: string): string => `arg_${which}(${name}, ${first} || chr(1) || ${name})`;
  if (type === 'text') return ordered(`strip_accents(lower(${name}))`);
  if (type === 'id') return ordered(`coalesce(format('{:019d}', try_cast(${name} AS BIGINT)), '~')`);
  return `${which}(${name})`;
}
