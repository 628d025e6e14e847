import type { Entity } from '../registry/registry-types.ts';
import { ofSources } from '../several-sources.ts';
import type { CompiledKey } from './keys.ts';
import type { Measured, Part } from './measured.ts';
import { fromClause, keyOf, type Scope } from './statement.ts';

export interface GroupedSql {
  readonly keys: readonly CompiledKey[];
  readonly measured: readonly Measured[];
  /** `WHERE …`, or nothing. */
  readonly where: string;
  /** What holds of a group that is shown. */
  readonly having: string | null;
  readonly showCount: boolean;
  /** What stands behind all others. */
  readonly behind: readonly Aggregated[];
}

/** As it is worked out, whatever it is called. */
export type Aggregated = Pick<Measured, 'parts' | 'combine'>;

/**
 * Grouped, with each aggregate over rows of its own entity. Where all are over the data set's own rows that is one plain GROUP BY;
 * others are worked out from rows reduced to one per group and thing, and joined by the keys: so no join can multiply them.
 */
export function groupedSql(scope: Scope, grouped: GroupedSql): string {
  const own = scope.dataset.entity;
  const isForeign = [...grouped.measured, ...grouped.behind].some(({ parts }) =>
    parts.some(({ entity }) => entity !== own),
  );
  return isForeign ? joined(scope, grouped) : plain(scope, grouped);
}

function plain(scope: Scope, { keys, measured, where, having, showCount, behind }: GroupedSql): string {
  const aggregated = ({ parts, combine }: Aggregated): string =>
    combine(parts.map((part) => part.aggregate(part.inputs)));
  const aggregates = [...measured.map(aggregated), ...(showCount ? ['count(*)'] : []), ...behind.map(aggregated)];
  const columns = [...keys.map(({ grouped }) => grouped), ...aggregates];
  const inner = columns.map((column, index) => `${column} AS g${index}`).join(', ');
  const select = columns.map((_, index) => `${keys[index]?.shown(`g${index}`) ?? `g${index}`} AS c${index}`).join(', ');
  const group = keys.length === 0 ? '' : `GROUP BY ${keys.map((_, index) => index + 1).join(', ')}`;
  // Without an aggregate nor a key there would be a row for each; with keys alone GROUP BY makes them one.
  const rows = `SELECT ${inner} ${fromClause(scope)} ${where} ${group} ${having === null ? '' : `HAVING ${having}`}`;
  return `SELECT ${select} FROM (${rows})`;
}

interface Placed {
  readonly part: Part;
  /** Of its inputs, as columns of `base`. */
  readonly inputs: readonly string[];
  readonly name: string;
}

function joined(scope: Scope, { keys, measured, where, having, showCount, behind }: GroupedSql): string {
  const own = scope.dataset.entity;
  const inputs = new Map<string, string>();
  const inputOf = (expression: string): string => {
    const name = inputs.get(expression) ?? `i${inputs.size}`;
    inputs.set(expression, name);
    return name;
  };
  let count = 0;
  const placed: Placed[][] = [...measured, ...behind].map(({ parts }) =>
    parts.map((part) => ({ part, inputs: part.inputs.map(inputOf), name: `a${count++}` })),
  );
  const byEntity = new Map<Entity, Placed[]>();
  for (const each of placed.flat()) {
    const { entity } = each.part;
    byEntity.set(entity, [...(byEntity.get(entity) ?? []), each]);
  }
  const foreign = [...byEntity.keys()].filter((entity) => entity !== own);
  const entityKeys = new Map(
    foreign.map((entity) => {
      const { key, ofSource } = keyOf(scope.dataset, entity);
      const both = (source: string, one: string): string =>
        ofSource === null ? one : `${ofSources(`${source},`)} ${one}`;
      const [source, name] = [`${entity}_source`, `${entity}_key`];
      return [entity, { made: both(`${ofSource} AS ${source}`, `${key} AS ${name}`), names: both(source, name), name }];
    }),
  );
  const keyNames = keys.map((_, index) => `k${index}`);
  const base = [
    ...keys.map(({ grouped }, index) => `${grouped} AS k${index}`),
    ...[...entityKeys.values()].map(({ made }) => made),
    ...[...inputs].map(([sql, name]) => `${sql} AS ${name}`),
  ];
  const group = keys.length === 0 ? '' : `GROUP BY ${keyNames.join(', ')}`;
  const aggregates = (of: readonly Placed[]): string[] =>
    of.map(({ part, inputs: names, name }) => `${part.aggregate(names)} AS ${name}`);
  const steps = [
    `base AS MATERIALIZED (SELECT ${base.join(', ')} ${fromClause(scope)} ${where})`,
    `own AS (SELECT ${[...keyNames, 'count(*) AS n', ...aggregates(byEntity.get(own) ?? [])].join(', ')} FROM base ${group}
      ${having === null ? '' : `HAVING ${having}`})`,
    ...foreign.map((entity) => {
      const these = byEntity.get(entity) ?? [];
      const { names, name } = entityKeys.get(entity) ?? { names: '', name: '' };
      const columns = [...new Set([...keyNames, names, ...these.flatMap((each) => each.inputs)])];
      const once = `SELECT DISTINCT ${columns.join(', ')} FROM base WHERE ${name} IS NOT NULL`;
      return `of_${entity} AS (SELECT ${[...keyNames, ...aggregates(these)].join(', ')} FROM (${once}) ${group})`;
    }),
  ];
  const sourceOf = (entity: Entity): string => (entity === own ? 'own' : `of_${entity}`);
  const cellOf = ({ part, name }: Placed): string => {
    const value = `${sourceOf(part.entity)}.${name}`;
    return part.isZeroWhenNone ? `coalesce(${value}, 0)` : value;
  };
  const combined = ({ combine }: Aggregated, index: number): string => combine((placed[index] ?? []).map(cellOf));
  const columns = [
    ...keys.map(({ shown }, index) => shown(`own.k${index}`)),
    ...measured.map(combined),
    ...(showCount ? ['own.n'] : []),
    ...behind.map((each, index) => combined(each, measured.length + index)),
  ];
  const joins = foreign.map((entity) => {
    const on = keyNames.map((name) => `own.${name} IS NOT DISTINCT FROM of_${entity}.${name}`).join(' AND ');
    return `LEFT JOIN of_${entity} ON ${on === '' ? 'true' : on}`;
  });
  const select = columns.map((column, index) => `${column} AS c${index}`).join(', ');
  return `WITH ${steps.join(',\n')}\nSELECT ${select} FROM own ${joins.join(' ')}`;
}
