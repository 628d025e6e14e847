import type { Output, ReportDefinition } from '@illuminate/contract';
import { EVERYTHING } from '../access/reach.ts';
import { allConnections } from '../connections/list-connections.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { availabilityFor, leastOf } from './availability.ts';
import type { CompiledColumn, CompiledReport } from './compile/compile-report.ts';
import { dataAsOf } from './data-as-of.ts';
import { sourcesOfId } from './registry/sources.ts';
import { sayCriteria } from './say-criteria.ts';
import { sayWarnings } from './say-warnings.ts';

export interface AboutAnswer {
  readonly organisation: Organisation;
  readonly definition: ReportDefinition;
  readonly compiled: CompiledReport;
  readonly isWithheld: (column: CompiledColumn) => boolean;
}

type Told = 'organisation' | 'zone' | 'currency' | 'asOf' | 'grain' | 'sentence' | 'warnings' | 'columns';

/** What is said of an answer whatever its rows are: what was asked, of which data, and what its columns mean. */
export async function aboutAnswer(
  deps: Pick<Context, 'db' | 'clock' | 'connectors'>,
  { organisation, definition, compiled, isWithheld }: AboutAnswer,
): Promise<Pick<Output<'runReport'>, Told>> {
  const connections = await allConnections(deps, { ...EVERYTHING, within: organisation.id });
  const availabilityOf = availabilityFor(deps.connectors, connections);
  return {
    ...{ organisation: organisation.slug, zone: organisation.zone, currency: compiled.currency },
    asOf: dataAsOf(connections),
    grain: compiled.dataset.grain,
    sentence: sayCriteria(definition),
    warnings: sayWarnings(definition),
    columns: compiled.columns.map((column) => ({
      ...column,
      availability: leastOf(sourcesOfId(column.of ?? '').map(availabilityOf)),
      ...(isWithheld(column) ? { isWithheld: true } : {}),
    })),
  };
}
