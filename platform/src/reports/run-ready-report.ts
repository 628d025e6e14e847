import type { Output, ReportSort } from '@illuminate/contract';
import { notFound } from '../refusal.ts';
import { READY_REPORTS, type ReadyReport, readyReportWhole } from './ready-reports.ts';
import { type RunDeps, type RunReport, runReport } from './run-report.ts';

/** @throws Refusal not-found for a name that none has */
export function findReadyReport(id: string): ReadyReport {
  const ready = READY_REPORTS.find((report) => report.id === id);
  if (ready === undefined) throw notFound(`ready report called ${id}`);
  return ready;
}

interface RunReady extends Omit<RunReport, 'definition' | 'of' | 'reason'> {
  readonly report: string;
  /** In place of the order that the report says. */
  readonly sort: ReportSort | null;
}

/** @throws Refusal not-found for a name that none has, invalid-input for an order by what it does not show */
export async function runReadyReport(
  deps: RunDeps,
  { report, sort, ...run }: RunReady,
): Promise<Output<'runReadyReport'>> {
  const { definition: whole, ...about } = readyReportWhole(findReadyReport(report));
  const definition = sort === null ? whole : { ...whole, output: { ...whole.output, sort } };
  const of = { kind: 'ready', id: about.id, name: about.name } as const;
  return { ...about, ...(await runReport(deps, { ...run, definition, of, reason: null })) };
}
