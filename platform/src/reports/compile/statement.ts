import type { Problem } from '@illuminate/contract';
import type { Parameter } from '../../warehouse/store-types.ts';
import type { Dataset, Entity, Field } from '../registry/registry-types.ts';
import { type Between, wallOfInstant } from './wall-of-instant.ts';

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

/** What is asked of the different values of a field; a row finds the answers by its own. */
export interface ComparedTexts {
  readonly name: string;
  /** Conditions, in the order in which they were asked for. */
  readonly asked: string[];
}

/** Collects parameters and joins while the parts of one SELECT are compiled. */
export interface Scope {
  readonly dataset: Dataset;
  readonly setting: Setting;
  /** Between the alias and what it means, so that a block within has aliases of its own. */
  readonly depth: number;
  readonly used: Set<Entity>;
  /** Those of `used` without which a row does not match: an inner join finds the same, and may come first. */
  readonly required: Set<Entity>;
  /** Joins of what was worked out aside: those without which a row does not match, and the others. They are whole once all is compiled. */
  readonly found: { readonly required: (() => string)[]; readonly others: (() => string)[] };
  /** By field: texts that are compared often enough to do so once for each that there is. */
  readonly texts: Map<string, ComparedTexts>;
  /** Between which instants those of an expression lie in every row that matches. */
  readonly within: Map<string, Between>;
  readonly wrong: Wrong[];
  /** The text for a parameter, which it takes in. Each part is compiled once and stands once in the statement, in order. */
  bind(value: Parameter): string;
  /** The expression of a field, whose joins are taken in. */
  expression(field: Field): string;
  /** A name that nothing else in the statement has. */
  name(): string;
}

/** Named parameters, so that a part may stand anywhere and more than once. */
export interface Parameters {
  readonly values: Parameter[];
  bind(value: Parameter): string;
  name(): string;
}

export function createParameters(): Parameters {
  const values: Parameter[] = [];
  let names = 0;
  return {
    values,
    name: () => `f${names++}`,
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
  const within = new Map<string, Between>();
  return {
    dataset,
    setting,
    depth,
    used,
    required: new Set(),
    found: { required: [], others: [] },
    texts: new Map(),
    within,
    wrong,
    bind: parameters.bind,
    name: parameters.name,
    expression(field) {
      used.add(joinOf(field));
      return field.sql.replaceAll(/\$wall\(([\w.]+)\)/g, (_, instant: string) =>
        wallOfInstant(instant, setting.zone, within.get(instant)),
      );
    },
  };
}

/** Whose join a field is read from. */
export const joinOf = ({ entity, from }: Field): Entity => from ?? entity;

/** Whether rows of a data set lead to rows of an entity. */
export function reaches(dataset: Dataset, entity: Entity): boolean {
  return dataset.entity === entity || dataset.joins.some((join) => join.entity === entity);
}

/** What tells rows of an entity apart, over the data set's joins, in several sources together with `ofSource`. */
export function keyOf(dataset: Dataset, entity: Entity): { readonly key: string; readonly ofSource: string | null } {
  const key = dataset.joins.find((join) => join.entity === entity)?.key ?? null;
  if (key === null) throw new Error(`${dataset.label} does not tell one ${entity} from another`);
  const [alias] = key.split('.');
  return { key, ofSource: key.endsWith('.rowid') ? null : `${alias}.connection_id` };
}

/** FROM and the joins that are used, each after those that it needs. */
export function fromClause({
  dataset,
  used,
  required,
  found,
}: Pick<Scope, 'dataset' | 'used' | 'required' | 'found'>): string {
  const joins = new Map(dataset.joins.map((join) => [join.entity, join]));
  const withNeeds = (entities: Iterable<Entity>): Set<Entity> => {
    const all = new Set<Entity>();
    const need = (entity: Entity): void => {
      if (all.has(entity) || entity === dataset.entity) return;
      for (const other of joins.get(entity)?.needs ?? []) need(other);
      all.add(entity);
    };
    for (const entity of entities) need(entity);
    return all;
  };
  // Most rows first, as the data set lists them: of equal estimates DuckDB keeps the order of the text, and what many rows were left
  // out of is then looked up before what few were.
  const needed = withNeeds(required);
  const inner = new Set([...joins.keys()].filter((entity) => needed.has(entity)));
  const sqlOf = (entity: Entity): string => joins.get(entity)?.sql ?? '';
  // In the order in which they were asked for, which puts what is needed first; and before all what leaves rows out.
  const left = [...withNeeds(used)].filter((entity) => !inner.has(entity));
  return [
    `FROM ${dataset.from}`,
    ...[...inner].map((entity) => sqlOf(entity).replace(/^LEFT JOIN/, 'JOIN')),
    ...found.required.map((join) => join()),
    ...left.map(sqlOf),
    ...found.others.map((join) => join()),
  ].join('\n');
}
