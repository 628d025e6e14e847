import type { Output } from '@illuminate/contract';
import { EVERYTHING } from '../access/reach.ts';
import { allConnections } from '../connections/list-connections.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema.ts';
import { BY_OF } from './compile/keys.ts';
import { OPERATORS_OF } from './compile/rule.ts';
import { reaches } from './compile/statement.ts';
import { DATASETS } from './registry/datasets.ts';
import { FIELDS } from './registry/fields.ts';
import { MEASURE_BY_ID, MEASURES } from './registry/measures.ts';
import { NOT_SUPPLIED, OTHER_TYPES } from './registry/not-supplied.ts';
import type { Dataset, Measure } from './registry/registry-types.ts';
import { suppliedTables } from './supplied-tables.ts';

/** The registry, with what an organisation's box offices supply of it. */
export async function listReportFields(
  deps: Pick<Context, 'db' | 'connectors' | 'clock'>,
  organisation: Organisation,
): Promise<Output<'listReportFields'>> {
  const connections = await allConnections(deps, { ...EVERYTHING, within: organisation.id });
  const supplied = suppliedTables(deps.connectors, connections);
  const providers = [...new Set(connections.map(({ provider }) => provider.title))].join(' and ');
  const fields = FIELDS.map(({ sql: _sql, entity: _entity, suppliedBy, choices = [], pitfalls = null, ...field }) => {
    const isSupplied = connections.length === 0 || supplied.has(suppliedBy);
    const sentence = isSupplied ? null : `Not supplied by ${providers}.`;
    return {
      ...field,
      choices: [...choices],
      pitfalls,
      operators: [...OPERATORS_OF[field.type]],
      by: [...BY_OF[field.type]],
      availability: { isSupplied, sentence },
    };
  });
  return {
    types: Object.values(DATASETS).map((dataset) => ({
      id: dataset.id,
      label: dataset.label,
      grain: dataset.grain,
      description: dataset.description,
      dates: [...dataset.dates],
      fields: FIELDS.filter(({ entity }) => reaches(dataset, entity)).map(({ id }) => id),
      measures: MEASURES.filter((measure) => has(dataset, measure)).map(({ id }) => id),
    })),
    otherTypes: OTHER_TYPES.map((type) => ({ ...type })),
    fields,
    measures: MEASURES.map(({ id, label, group, type, additivity, definition, pitfalls = null, common }) => ({
      id,
      label,
      group,
      type,
      additivity,
      definition,
      pitfalls,
      common,
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
