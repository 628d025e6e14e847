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
    const recordedAt = await claimFence(session, deliveriesFence(connectionId), request.fence, request.recordedAt);
    const others = await hasOtherSources(session, connectionId);
    if (others) await forgetTouched(session);
    let catalogueChanged = false;
    phases.publish({ phase: 'staging', connectionId });
    const loaded = { changed: 0, unchanged: 0, stale: 0, tickets: 0, movements: 0 };
    for await (const chunk of chunks) {
      const catalogue = await loadCatalogue(session, connectionId, recordedAt, chunk);
      if (chunk.tables.performances !== undefined) await followPerformances(session, connectionId);
      const { orders, rows, movements } = await loadOrders(session, connectionId, recordedAt, chunk, {
        delivered: true,
      });
      loaded.changed += orders.changed;
      loaded.unchanged += orders.unchanged;
      loaded.stale += orders.stale;
      loaded.tickets += rows.tickets ?? 0;
      loaded.movements += movements;
      if (others) await noteTouched(session, { orders, rows });
      catalogueChanged ||= isCatalogueChanged(catalogue);
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
    if (others) await matchPerformances(session, connectionId, recordedAt, catalogueChanged);
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
