import type { Dataset } from '../registry/registry-types.ts';
import type { Aggregated } from './grouped-sql.ts';
import type { Scope } from './statement.ts';

interface Behind {
  /** Of groups. */
  readonly measured: readonly Aggregated[];
  /** Of rows that are not grouped. */
  readonly expressions: readonly string[];
}

/**
 * How many rows of the data there are, and how many bookers: what has to be known of whatever leaves the house. An order without
 * a known booker counts as a booker of its own.
 */
export function bookersBehind(scope: Scope): Behind {
  const { dataset, used } = scope;
  const { needs, each, isList } = dataset.bookers;
  for (const entity of needs) used.add(entity);
  const different = ([name = '']: readonly string[]): string =>
    isList ? `len(list_distinct(flatten(list(${name}))))` : `count(DISTINCT ${name})`;
  return {
    measured: [rowsBehind(dataset), ofRows(dataset, [each], different)],
    expressions: ['1', isList ? `coalesce(len(${each}), 0)` : '1'],
  };
}

/** How many rows of the data there are. */
export const rowsBehind = (dataset: Dataset): Aggregated => ofRows(dataset, [], () => 'count(*)');

function ofRows(
  { entity }: Dataset,
  inputs: readonly string[],
  aggregate: (names: readonly string[]) => string,
): Aggregated {
  return {
    parts: [{ entity, inputs, aggregate, isZeroWhenNone: true }],
    combine: ([name = '']) => `coalesce(${name}, 0)`,
  };
}
