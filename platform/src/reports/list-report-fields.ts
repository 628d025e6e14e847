import { HAS_VIA, type Output } from '@illuminate/contract';
import { EVERYTHING } from '../access/reach.ts';
import { allConnections } from '../connections/list-connections.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { availabilityFor, leastOf } from './availability.ts';
import { BY_OF } from './compile/keys.ts';
import { OPERATORS_OF } from './compile/rule.ts';
import { reaches } from './compile/statement.ts';
import { DATASETS } from './registry/datasets.ts';
import { FIELDS } from './registry/fields.ts';
import { MEASURE_BY_ID, MEASURES } from './registry/measures.ts';
import { NOT_SUPPLIED, OTHER_TYPES } from './registry/not-supplied.ts';
import type { Dataset, Measure } from './registry/registry-types.ts';
import { sourcesOf } from './registry/sources.ts';

/** The registry, with what an organisation's box offices supply of it. */
export async function listReportFields(
  deps: Pick<Context, 'db' | 'connectors' | 'clock'>,
  organisation: Organisation,
): Promise<Output<'listReportFields'>> {
  const connections = await allConnections(deps, { ...EVERYTHING, within: organisation.id });
  const availabilityOf = availabilityFor(deps.connectors, connections);
  const fields = FIELDS.map(
    ({ sql: _sql, entity: _entity, suppliedBy, choices = [], pitfalls = null, alsoCalled = [], ...field }) => ({
      ...field,
      alsoCalled: [...alsoCalled],
      choices: [...choices],
      pitfalls,
      operators: [...OPERATORS_OF[field.type]],
      by: [...BY_OF[field.type]],
      availability: availabilityOf(suppliedBy),
    }),
  );
  return {
    types: Object.values(DATASETS).map((dataset) => ({
      id: dataset.id,
      label: dataset.label,
      grain: dataset.grain,
      description: dataset.description,
      dates: [...dataset.dates],
      links: HAS_VIA.filter((via) => dataset.links[via] !== undefined),
      fields: FIELDS.filter(({ entity }) => reaches(dataset, entity)).map(({ id }) => id),
      measures: MEASURES.filter((measure) => has(dataset, measure)).map(({ id }) => id),
    })),
    otherTypes: OTHER_TYPES.map((type) => ({ ...type })),
    fields,
    measures: MEASURES.map((measure) => ({
      id: measure.id,
      label: measure.label,
      group: measure.group,
      type: measure.type,
      additivity: measure.additivity,
      definition: measure.definition,
      pitfalls: measure.pitfalls ?? null,
      common: measure.common,
      availability: leastOf(sourcesOf(measure).map(availabilityOf)),
    })),
    notSupplied: NOT_SUPPLIED.map((each) => ({ ...each })),
  };
}

function has(dataset: Dataset, measure: Measure): boolean {
  if (measure.kind === 'plain') return reaches(dataset, measure.entity);
  return [measure.of, measure.by].every((id) => {
    const part = MEASURE_BY_ID.get(id);
    return part !== undefined && has(dataset, part);
  });
}
