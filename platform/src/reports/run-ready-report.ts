import type { Output } from '@illuminate/contract';
import { notFound } from '../refusal.ts';
import { READY_REPORTS, type ReadyReport, readyReportWhole } from './ready-reports.ts';
import { type RunDeps, type RunReport, runReport } from './run-report.ts';

/** @throws Refusal not-found for a name that none has */
export function findReadyReport(id: string): ReadyReport {
  const ready = READY_REPORTS.find((report) => report.id === id);
  if (ready === undefined) throw notFound(`ready report called ${id}`);
  return ready;
}

/** @throws Refusal not-found for a name that none has */
export async function runReadyReport(
  deps: RunDeps,
  { report, ...run }: Omit<RunReport, 'definition' | 'of' | 'reason'> & { readonly report: string },
): Promise<Output<'runReadyReport'>> {
  const { definition, ...about } = readyReportWhole(findReadyReport(report));
  const of = { kind: 'ready', id: about.id, name: about.name } as const;
  return { ...about, ...(await runReport(deps, { ...run, definition, of, reason: null })) };
}
