import { channel } from 'node:diagnostics_channel';
import type { LoadDeliveryRequest, LoadedDelivery } from '../delivery-types.ts';
import { literal, timestamp } from '../layout.ts';
import { checkedName } from '../names.ts';
import type { PackedBatch } from '../pack.ts';
import { readDelivery } from '../read-deliveries.ts';
import type { Session } from '../session.ts';
import { claimFence, deliveriesFence } from './claim-fence.ts';
import { followPerformances, standInForPerformances } from './follow-performances.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { loadOrders } from './load-orders.ts';
import {
  forgetTouched,
  hasOtherSources,
  isCatalogueChanged,
  matchPerformances,
  noteTouched,
} from './match-performances.ts';
import { stageDelivery } from './stage-delivery.ts';
import { unstage } from './unstage.ts';

const phases = channel('illuminate:load');

/**
 * One transaction: all that was delivered in a batch, with the row that says so, or nothing. A batch that was loaded already is left
 * as it is. `chunks` may end in an error, which undoes everything and is thrown.
 */
export async function loadDelivery(
  session: Session,
  request: LoadDeliveryRequest,
  chunks: AsyncIterable<PackedBatch>,
): Promise<LoadedDelivery> {
  const connectionId = checkedName(request.connectionId, 'connection');
  const before = await readDelivery(session, connectionId, request);
  if (before !== null) return before;
  try {
    phases.publish({ phase: 'staging', connectionId });
    const staged = await stageDelivery(session, chunks);
    return await loadStaged(session, connectionId, request, staged);
  } finally {
    await unstage(session).catch(() => {});
  }
}

const IS_STAGED = async (): Promise<void> => {};

async function loadStaged(
  session: Session,
  connectionId: string,
  request: LoadDeliveryRequest,
  staged: PackedBatch,
): Promise<LoadedDelivery> {
  await session.run('BEGIN');
  try {
    const recordedAt = await claimFence(session, deliveriesFence(connectionId), request.fence, request.recordedAt);
    const catalogue = await loadCatalogue(session, connectionId, recordedAt, staged, { stage: IS_STAGED });
    if (staged.tables.performances !== undefined) await followPerformances(session, connectionId);
    const { orders, rows, movements } = await loadOrders(session, connectionId, recordedAt, staged, {
      delivered: true,
      stage: IS_STAGED,
    });
    await standInForPerformances(session, connectionId, recordedAt);
    const unchanged = orders.unchanged + orders.stale;
    const at = timestamp(recordedAt);
    await session.run(
      `INSERT INTO deliveries SELECT ${literal(connectionId)}, $1, ${request.sequence}, $2, $3, ${timestamp(request.periodFrom)},
         ${timestamp(request.periodTo)}, ${request.parts}, ${request.orders}, ${request.tickets}, ${request.performances},
         ${unchanged}, ${at}`,
      [request.batch, request.manifestHash, request.keyId],
    );
    await session.run(
      `INSERT INTO loads SELECT ${literal(connectionId)}, $1, ${request.fence}, ${at}, ${orders.changed}, ${orders.unchanged},
         ${orders.stale}, ${rows.tickets ?? 0}, ${movements}, 0`,
      [`delivery ${request.batch}`],
    );
    if (await hasOtherSources(session, connectionId)) {
      await forgetTouched(session);
      await noteTouched(session, { orders, rows });
      await matchPerformances(session, connectionId, recordedAt, isCatalogueChanged(catalogue));
    }
    phases.publish({ phase: 'before-commit', connectionId });
    await session.run('COMMIT');
    phases.publish({ phase: 'after-commit', connectionId });
    const { connectionId: _, fence: __, recordedAt: ___, ...delivery } = request;
    return { ...delivery, unchanged, loadedAt: recordedAt };
  } catch (err) {
    await session.run('ROLLBACK').catch(() => {});
    throw err;
  }
}
