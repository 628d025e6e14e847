import type { Reconciliation } from '@illuminate/contract';
import { zoneOf } from '@illuminate/model';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { notPossibleNow } from '../refusal.ts';
import { dayOf } from '../syncs/days.ts';
import type { HistoryCursor } from '../syncs/history.ts';
import { canReadAgain } from './can-read-again.ts';
import { type Differing, mendWindows } from './mend-windows.ts';
import { showReconciliation } from './show-reconciliation.ts';
import { wish } from './wishes.ts';

export interface ReadAgain {
  readonly connection: Connection;
  /** Null: all that differ. */
  readonly performances: readonly string[] | null;
  readonly actor: string;
}

type Deps = Pick<Context, 'db' | 'clock' | 'changes' | 'connectors' | 'warehouse' | 'syncs'>;

const AT_MOST = 500;

/**
 * Asks the box office once more for the days in which orders of these performances were made, puts right what was lost here, and
 * compares anew.
 * @throws Refusal where nothing differs, orders cannot be asked for by days, or the connection does not collect now
 */
export async function readAgain(deps: Deps, { connection, performances, actor }: ReadAgain): Promise<Reconciliation> {
  const { db, clock, connectors, syncs, warehouse } = deps;
  const connector = connectors.get(connection.provider);
  if (connector === undefined || !canReadAgain(connection, connector)) {
    throw notPossibleNow(
      `The orders of ${connection.name} cannot be asked for again: they are delivered.`,
      'Ask whoever delivers them to deliver those days once more; what is lost here is then put right.',
    );
  }
  const differing = await findDiffering(db, connection.id, performances);
  if (differing.length === 0) {
    throw notPossibleNow(`Nothing of ${connection.name} differs as far as was compared.`, 'Compare now to look again.');
  }
  const { zone } = await db
    .selectFrom('organisations')
    .select('zone')
    .where('id', '=', connection.organisation_id)
    .executeTakeFirstOrThrow();
  const now = clock.now();
  const windows = await warehouse.withStore(connection.organisation_id, async (store) =>
    mendWindows(store, connection.id, differing, {
      loadedFrom: connection.history_from ?? earliestRead(await store.cursors(connection.id)),
      today: dayOf(zoneOf(zone).toWall(now.getTime())),
      windowDays: connector.limits.windowDays,
    }),
  );
  const ids = differing.map(({ performanceId }) => performanceId);
  await db.transaction().execute(async (trx) => {
    const mend = { by: actor, at: now.toISOString(), performances: ids, windows };
    await wish(trx, connection.id, { at: now, mend });
    await trx
      .updateTable('reconciled_performances')
      .set((eb) => ({ mends: eb('mends', '+', 1) }))
      .where('connection_id', '=', connection.id)
      .where('performance_id', 'in', ids)
      .execute();
    await appendAudit(trx, {
      at: now,
      actor,
      action: 'reconciliation.read-again',
      subject: connection.id,
      organisationId: connection.organisation_id,
      details: { connection: connection.name, performances: ids.length, windows: windows.length },
    });
  });
  await syncs.request(connection.id, 'manual');
  deps.changes.changed(connection.id);
  return showReconciliation(deps, connection);
}

async function findDiffering(
  db: Deps['db'],
  connectionId: string,
  performances: readonly string[] | null,
): Promise<Differing[]> {
  let query = db
    .selectFrom('reconciled_performances')
    .select(['performance_id', 'event_id', 'reason', 'mends', 'official', 'held'])
    .where('connection_id', '=', connectionId)
    .where('verdict', '=', 'differs')
    .orderBy('differs_since')
    .limit(AT_MOST);
  if (performances !== null) query = query.where('performance_id', 'in', [...performances, '']);
  return (await query.execute()).map(
    ({ performance_id: performanceId, event_id: eventId, reason, mends, ...counts }) => ({
      performanceId,
      eventId,
      lacksOrders: reason === 'fewer-here' || (counts.official ?? 0) > counts.held,
      mends,
    }),
  );
}

function earliestRead(cursors: Record<string, unknown>): string | null {
  const days = Object.entries(cursors).flatMap(([name, value]) =>
    name.endsWith('.history') ? [(value as HistoryCursor).from] : [],
  );
  return days.sort()[0] ?? null;
}
