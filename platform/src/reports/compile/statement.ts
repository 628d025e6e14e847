import type { Problem } from '@illuminate/contract';
import type { Parameter } from '../../warehouse/store-types.ts';
import type { Dataset, Entity, Field } from '../registry/registry-types.ts';
import { wallOfInstant } from './wall-of-instant.ts';

/** What a compiled question needs to know beside its definition. */
export interface Setting {
  /** IANA zone in whose wall time days begin. */
  readonly zone: string;
  /** ISO 4217: amounts in criteria are written in its units. */
  readonly currency: string;
  /** Midnight of today in that zone, as wall time in ms. */
  readonly today: number;
  /** The month with which a financial year begins, 1 to 12. */
  readonly financialYearStart: number;
}

export type Wrong = NonNullable<Problem['fields']>[number];

/** Collects parameters and joins while the parts of one SELECT are compiled. */
export interface Scope {
  readonly dataset: Dataset;
  readonly setting: Setting;
  /** Between the alias and what it means, so that a block within has aliases of its own. */
  readonly depth: number;
  readonly used: Set<Entity>;
  readonly wrong: Wrong[];
  /** The text for a parameter, which it takes in. Each part is compiled once and stands once in the statement, in order. */
  bind(value: Parameter): string;
  /** The expression of a field, whose joins are taken in. */
  expression(field: Field): string;
}

/** Named parameters, so that a part may stand anywhere and more than once. */
export interface Parameters {
  readonly values: Parameter[];
  bind(value: Parameter): string;
}

export function createParameters(): Parameters {
  const values: Parameter[] = [];
  return {
    values,
    bind(value) {
      values.push(value);
      return `$${values.length}`;
    },
  };
}

export function createScope(
  dataset: Dataset,
  setting: Setting,
  parameters: Parameters,
  wrong: Wrong[],
  depth = 0,
): Scope {
  const used = new Set<Entity>();
  return {
    dataset,
    setting,
    depth,
    used,
    wrong,
    bind: parameters.bind,
    expression(field) {
      used.add(field.entity);
      return field.sql.replaceAll(/\$wall\(([\w.]+)\)/g, (_, instant: string) => wallOfInstant(instant, setting.zone));
    },
  };
}

/** Whether rows of a data set lead to rows of an entity. */
export function reaches(dataset: Dataset, entity: Entity): boolean {
  return dataset.entity === entity || dataset.joins.some((join) => join.entity === entity);
}

/** What tells rows of an entity apart, in expressions over the data set's joins. */
export function keyOf(dataset: Dataset, entity: Entity): readonly string[] {
  if (dataset.entity === entity) return dataset.key;
  return dataset.joins.find((join) => join.entity === entity)?.key ?? [];
}

/** FROM and the joins that are used, each after those that it needs. */
export function fromClause({ dataset, used }: Pick<Scope, 'dataset' | 'used'>): string {
  const needed = new Set<Entity>();
  const need = (entity: Entity): void => {
    if (needed.has(entity) || entity === dataset.entity) return;
    const join = dataset.joins.find((each) => each.entity === entity);
    for (const other of join?.needs ?? []) need(other);
    needed.add(entity);
  };
  for (const entity of used) need(entity);
  const joins = dataset.joins.filter(({ entity }) => needed.has(entity));
  // In the order in which they were asked for, which puts what is needed first.
  const ordered = [...needed].map((entity) => joins.find((join) => join.entity === entity)?.sql ?? '');
  return [`FROM ${dataset.from}`, ...ordered].join('\n');
}
