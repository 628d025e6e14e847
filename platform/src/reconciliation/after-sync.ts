import type { DayWindow } from '@illuminate/connector-kit';
import type { Connection } from '../control/schema/connections.ts';
import type { SyncDeps } from '../syncs/sync-deps.ts';
import { compare } from './compare.ts';
import type { GatheredTotals } from './gathered-totals.ts';
import { hasHistory } from './history-state.ts';
import type { ReconciliationJob } from './reconciliation-job.ts';
import { comparisonDone, readWishes, windowsMended } from './wishes.ts';

/** What a run did for comparisons. */
export interface RunForComparison {
  readonly connection: Connection;
  readonly job: ReconciliationJob;
  readonly gathered: GatheredTotals;
  /** Windows that were read again and are loaded. */
  readonly mended: readonly DayWindow[];
  /** Nothing of the run failed or was left out. */
  readonly isWhole: boolean;
  /** Changes were read up to after the totals. */
  readonly isCaughtUp: boolean;
}

/**
 * Takes down what was read again, and compares, if this run was to: never with a part of what there is, nor while what was to be
 * read again is not.
 */
export async function reconcileAfterSync(deps: SyncDeps, run: RunForComparison): Promise<void> {
  const { connection, job, gathered, mended, isWhole, isCaughtUp } = run;
  const { db, connectors } = deps;
  const isMended = mended.length === 0 ? job.mend.length === 0 : await windowsMended(db, connection.id, mended);
  const connector = connectors.get(connection.provider);
  if (job.ask === null || connector === undefined || !isWhole || !isMended) return;
  if (!isCaughtUp && hasHistory(connector)) return;
  await compare(deps, { connection, connector, gathered });
  await comparisonDone(db, connection.id, job.askedAt);
}

/** Whether something is left to do that a run of its own will further: a wish that came meanwhile, or a mend that goes on. */
export async function wantsAnotherRun(
  { db }: Pick<SyncDeps, 'db'>,
  { connection, job, mended }: Pick<RunForComparison, 'connection' | 'job' | 'mended'>,
): Promise<boolean> {
  const { compareAskedAt, mend } = await readWishes(db, connection.id);
  if (mend !== null && mended.length > 0) return true;
  return compareAskedAt !== null && compareAskedAt.getTime() > (job.askedAt?.getTime() ?? 0);
}
