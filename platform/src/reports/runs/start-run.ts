import type { ReportDefinition, ReportRun, ReportSort } from '@illuminate/contract';
import { notAllowedTo } from '../../access/admit.ts';
import { prepareRun, type RunDeps, type RunReport } from '../run-report.ts';
import { definitionOf, findReport } from '../saved/find-report.ts';
import { buildsReports } from '../saved/rights.ts';
import { showRun } from './list-runs.ts';

export interface StartRun extends Omit<RunReport, 'definition' | 'of' | 'signal'> {
  readonly of: { readonly report: string } | { readonly definition: ReportDefinition };
  /** In place of the order that the report says. */
  readonly sort?: ReportSort | undefined;
}

/** Starts a run and goes on: it is ended by nobody's leaving. @throws Refusal before it begins, for what could not be run */
export async function startRun(deps: RunDeps, { of: asked, sort, ...run }: StartRun): Promise<ReportRun> {
  const { organisation, principal } = run;
  const { of, definition } = await whatIsRun(deps, run, asked);
  const sorted = sort === undefined ? definition : { ...definition, output: { ...definition.output, sort } };
  const { request, answer } = await prepareRun(deps, { ...run, of, definition: sorted });
  const id = await deps.reportRuns.start(request, answer);
  return showRun(deps, { organisation, principal, run: id });
}

async function whatIsRun(
  { db }: RunDeps,
  { organisation, principal }: Pick<RunReport, 'organisation' | 'principal'>,
  asked: StartRun['of'],
): Promise<Pick<RunReport, 'definition' | 'of'>> {
  if ('definition' in asked) {
    if (buildsReports(principal, organisation)) return { definition: asked.definition, of: null };
    throw notAllowedTo('Reports of one’s own are for insights administrators.', 'Run one that is saved or ready.');
  }
  const row = await findReport(db, { organisation, principal, report: asked.report });
  return {
    definition: await definitionOf(db, organisation, row),
    of: { kind: 'saved', id: row.id, name: row.name },
  };
}
