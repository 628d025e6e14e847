import type { Output } from '@illuminate/contract';
import { notFound } from '../refusal.ts';
import { READY_REPORTS } from './ready-reports.ts';
import { type RunReport, runReport } from './run-report.ts';

/** @throws Refusal not-found for a name that none has */
export async function runReadyReport(
  deps: Parameters<typeof runReport>[0],
  { report, ...run }: Pick<RunReport, 'organisation' | 'limit' | 'actor'> & { readonly report: string },
): Promise<Output<'runReadyReport'>> {
  const ready = READY_REPORTS.find(({ id }) => id === report);
  if (ready === undefined) throw notFound(`ready report called ${report}`);
  const { id, name, description, definition } = ready;
  return { id, name, description, ...(await runReport(deps, { ...run, definition, reason: null })) };
}
