import type { ReportRun } from '@illuminate/contract';
import { notAllowedTo } from '../../access/admit.ts';
import { nameOfActor } from '../../audit/say-actor.ts';
import type { Context } from '../../context.ts';
import { administers, owns } from '../saved/rights.ts';
import { findRun, showRun, type WhichRun } from './list-runs.ts';

/** How long the end of a run is waited for, so that the answer can tell of it. */
const PATIENCE_MS = 2_000;
const LOOK_MS = 50;

/** Ends a run through the store's own interrupt; one that is over stays as it is. @throws Refusal not-found, not-allowed */
export async function cancelRun(
  deps: Pick<Context, 'db' | 'clock' | 'reportRuns'>,
  { actor, ...which }: WhichRun & { readonly actor: string },
): Promise<ReportRun> {
  const row = await findRun(deps.db, which);
  if (!owns(which.principal, row) && !administers(which.principal, which.organisation)) {
    throw notAllowedTo('This run is somebody else’s.', 'Ask whoever started it, or an administrator.');
  }
  deps.reportRuns.cancel(row.id, nameOfActor(actor));
  for (let waited = 0; waited < PATIENCE_MS && deps.reportRuns.progressOf(row.id) !== null; waited += LOOK_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return showRun(deps, which);
}
