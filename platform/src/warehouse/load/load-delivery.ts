import { channel } from 'node:diagnostics_channel';
import type { LoadDeliveryRequest, LoadedDelivery } from '../delivery-types.ts';
import { literal, timestamp } from '../layout.ts';
import { checkedName } from '../names.ts';
import type { PackedBatch } from '../pack.ts';
import { readDelivery } from '../read-deliveries.ts';
import type { Session } from '../session.ts';
import { claimFence } from './claim-fence.ts';
import { followPerformances, standInForPerformances } from './follow-performances.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { loadOrders } from './load-orders.ts';

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
  await session.run('BEGIN');
  try {
    const known = await readDelivery(session, connectionId, request);
    if (known !== null) {
      await session.run('ROLLBACK');
      return known;
    }
    // Apart from the fence of syncs: a delivery must not end a sync of the same connection that goes on, nor the other way round.
    const recordedAt = await claimFence(session, `${connectionId}-deliveries`, request.fence, request.recordedAt);
    phases.publish({ phase: 'staging', connectionId });
    const loaded = { changed: 0, unchanged: 0, stale: 0, tickets: 0, movements: 0 };
    for await (const chunk of chunks) {
      await loadCatalogue(session, connectionId, recordedAt, chunk);
      if (chunk.tables.performances !== undefined) await followPerformances(session, connectionId);
      const { orders, rows, movements } = await loadOrders(session, connectionId, recordedAt, chunk, {
        delivered: true,
      });
      loaded.changed += orders.changed;
      loaded.unchanged += orders.unchanged;
      loaded.stale += orders.stale;
      loaded.tickets += rows.tickets ?? 0;
      loaded.movements += movements;
    }
    await standInForPerformances(session, connectionId, recordedAt);
    const unchanged = loaded.unchanged + loaded.stale;
    const at = timestamp(recordedAt);
    await session.run(
      `INSERT INTO deliveries SELECT ${literal(connectionId)}, $1, ${request.sequence}, $2, $3, ${timestamp(request.periodFrom)},
         ${timestamp(request.periodTo)}, ${request.parts}, ${request.orders}, ${request.tickets}, ${request.performances},
         ${unchanged}, ${at}`,
      [request.batch, request.manifestHash, request.keyId],
    );
    await session.run(
      `INSERT INTO loads SELECT ${literal(connectionId)}, $1, ${request.fence}, ${at}, ${loaded.changed}, ${loaded.unchanged},
         ${loaded.stale}, ${loaded.tickets}, ${loaded.movements}, 0`,
      [`delivery ${request.batch}`],
    );
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
