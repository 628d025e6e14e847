import type { Output } from '@illuminate/contract';
import { notFound } from '../refusal.ts';
import { READY_REPORTS, readyReportWhole } from './ready-reports.ts';
import { type RunDeps, type RunReport, runReport } from './run-report.ts';

/** @throws Refusal not-found for a name that none has */
export async function runReadyReport(
  deps: RunDeps,
  { report, ...run }: Omit<RunReport, 'definition' | 'of' | 'reason'> & { readonly report: string },
): Promise<Output<'runReadyReport'>> {
  const ready = READY_REPORTS.find(({ id }) => id === report);
  if (ready === undefined) throw notFound(`ready report called ${report}`);
  const { definition, ...about } = readyReportWhole(ready);
  const of = { kind: 'ready', id: about.id, name: about.name } as const;
  return { ...about, ...(await runReport(deps, { ...run, definition, of, reason: null })) };
}
