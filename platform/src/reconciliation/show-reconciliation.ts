import type { Connector } from '@illuminate/connector-kit';
import type { ReconciledPerformance, Reconciliation } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { daysIn } from '../syncs/days.ts';
import { canReadAgain } from './can-read-again.ts';
import type { DeliveriesCheck } from './check-deliveries.ts';
import { isHistoryComplete } from './history-state.ts';
import { lastComparison } from './last-comparison.ts';
import { listPerformances } from './list-performances.ts';
import type { Reason } from './verdict.ts';
import { readWishes } from './wishes.ts';

type Deps = Pick<Context, 'db' | 'connectors' | 'warehouse'>;

const WORST_AT_MOST = 20;

/** How what the box office says of itself compares with what is held, as of the last comparison. */
export async function showReconciliation(deps: Deps, connection: Connection): Promise<Reconciliation> {
  const { db, connectors } = deps;
  const connector = connectors.get(connection.provider);
  const row = await db
    .selectFrom('reconciliations')
    .selectAll()
    .where('connection_id', '=', connection.id)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { compareAskedAt, mend } = await readWishes(db, connection.id);
  const worst: readonly ReconciledPerformance[] =
    row === undefined
      ? []
      : (await listPerformances(deps, { connection, verdict: 'differs', after: null, limit: WORST_AT_MOST })).items;
  return {
    connection: connection.name,
    possible: connector?.totals !== undefined,
    compares:
      connector?.totals === undefined
        ? null
        : { what: connector.totals.what, says: connector.totals.says, label: connector.totals.label },
    canReadAgain: canReadAgain(connection, connector),
    last:
      row === undefined
        ? null
        : {
            at: row.at.toISOString(),
            equal: row.equal,
            differs: row.differs,
            notCompared: row.not_compared,
            official: Number(row.official),
            held: Number(row.held),
            // Written by ourselves.
            reasons: (Object.entries(row.reasons) as [Reason, number][])
              .map(([reason, performances]) => ({ reason, performances }))
              .sort((a, b) => b.performances - a.performances),
          },
    deliveries: deliveriesOf(row?.deliveries as unknown as DeliveriesCheck | null | undefined),
    worst: [...worst],
    comparing: compareAskedAt !== null,
    readingAgain:
      mend === null
        ? null
        : { days: mend.windows.reduce((days, window) => days + daysIn(window), 0), by: mend.by, since: mend.at },
    nextAt: await nextAt(deps, connection, connector),
  };
}

function deliveriesOf(check: DeliveriesCheck | null | undefined): Reconciliation['deliveries'] {
  if (check == null) return null;
  const { batches, orders, tickets, short } = check;
  return { batches, orders, tickets, short: [...short] };
}

async function nextAt(
  { db }: Pick<Deps, 'db'>,
  connection: Connection,
  connector: Connector | undefined,
): Promise<Reconciliation['nextAt']> {
  if (connector?.totals === undefined || connection.state !== 'active') return 'on-request';
  if (!(await isHistoryComplete(db, connection, connector))) return 'when-history-is-complete';
  const last = await lastComparison(db, connection.id);
  return last === null || last.newDifferences > 0 ? 'within-the-hour' : 'tonight';
}
