import type { Output } from '@illuminate/contract';
import type { Context } from '../../context.ts';
import { notFound, notPossibleNow } from '../../refusal.ts';
import { owns } from '../saved/rights.ts';
import { findRun, type WhichRun } from './list-runs.ts';

/** @throws Refusal not-found for a run of somebody else's; not-possible-now where there is no result, or not any more */
export async function showResult(
  deps: Pick<Context, 'db' | 'reportRuns'>,
  which: WhichRun,
): Promise<Output<'showReportRunResult'>> {
  const row = await findRun(deps.db, which);
  if (!owns(which.principal, row)) throw notFound('run of yours with this id');
  const result = deps.reportRuns.resultOf(row.id);
  if (result !== null) return result;
  if (row.state === 'running') throw notPossibleNow('This run is not over yet.', 'Ask showReportRun how it goes.');
  throw notPossibleNow('The result of this run is not kept any more, or there was none.', 'Run the report again.');
}
