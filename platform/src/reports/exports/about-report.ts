import type { ConnectionSummary, ExportAudience, ReportDefinition } from '@illuminate/contract';
import { EXCEL_MOST } from '@illuminate/contract';
import { formatWall, zoneOf } from '@illuminate/model';
import type { Organisation } from '../../control/schema/organisations.ts';
import type { CompiledColumn, CompiledReport } from '../compile/compile-report.ts';
import { dataAsOf } from '../data-as-of.ts';
import { sayCriteria } from '../say-criteria.ts';
import { sayWarnings } from '../say-warnings.ts';

export interface AboutReport {
  readonly name: string;
  readonly description: string | null;
  readonly organisation: Pick<Organisation, 'name' | 'zone'>;
  readonly definition: ReportDefinition;
  readonly compiled: Pick<CompiledReport, 'columns' | 'dataset'>;
  readonly connections: readonly Pick<ConnectionSummary, 'name' | 'dataTo' | 'headline'>[];
  readonly audience: ExportAudience;
  readonly reason: string | null;
  readonly notes: readonly string[];
  readonly madeBy: string;
  readonly madeAt: Date;
}

/** What a file is, for whoever opens it years later: a word and what it is; a line of one word is a heading. */
export function aboutReport(about: AboutReport): string[][] {
  const { name, description, organisation, definition, compiled, connections, audience, reason } = about;
  const wall = (at: Date | string): string =>
    `${formatWall(zoneOf(organisation.zone).toWall(new Date(at).getTime()))} (${organisation.zone})`;
  const asOf = dataAsOf(connections);
  const source = JSON.stringify(definition);
  return [
    ['About this report'],
    ['Name', name],
    ...(description === null ? [] : [['Description', description]]),
    ['Organisation', organisation.name],
    ['What it asks', sayCriteria(definition)],
    ['What a row of the data is', compiled.dataset.grain],
    ['Data as of', asOf === null ? 'No data has been loaded yet.' : wall(asOf)],
    ...connections.map((connection) => [
      `Coverage: ${connection.name}`,
      `${connection.headline.sentence} ${connection.dataTo === null ? 'Nothing loaded yet.' : `Data to ${wall(connection.dataTo)}.`}`,
    ]),
    ...[...about.notes, ...sayWarnings(definition)].map((note) => ['Note', note]),
    ['For', audience === 'outside' ? 'Sharing outside the organisation' : 'Use within the organisation'],
    ...(reason === null ? [] : [['Why single bookers are shown', reason]]),
    ['Made by', about.madeBy],
    ['Made at', wall(about.madeAt)],
    ...(source.length > EXCEL_MOST.characters ? [] : [['The report as data', source]]),
    ['Columns'],
    ...compiled.columns.map(columnLine),
  ];
}

function columnLine({ label, definition, pitfalls, additivity }: CompiledColumn): string[] {
  const adds =
    additivity === null
      ? ''
      : additivity === 'additive'
        ? 'Adds up'
        : additivity === 'semi-additive'
          ? 'Adds up in part: who or what is in two rows counts in both'
          : 'Does not add up';
  return [label, pitfalls === null ? definition : `${definition} ${pitfalls}`, adds];
}
