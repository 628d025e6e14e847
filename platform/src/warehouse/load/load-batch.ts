import { channel } from 'node:diagnostics_channel';
import { literal, timestamp } from '../layout.ts';
import { checkedName } from '../names.ts';
import type { Session } from '../session.ts';
import type { LoadRequest, LoadResult } from '../store-types.ts';
import { claimFence } from './claim-fence.ts';
import { followPerformances, isDeliveredTo, standInForPerformances } from './follow-performances.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { loadOrders } from './load-orders.ts';
import { markDisappeared } from './mark-disappeared.ts';
import {
  forgetTouched,
  hasOtherSources,
  isCatalogueChanged,
  matchPerformances,
  noteTouched,
} from './match-performances.ts';
import { tellInTwoOrders } from './tell-in-two-orders.ts';
import { unstage } from './unstage.ts';
import { writeCursors } from './write-cursors.ts';
import { writeRejects } from './write-rejects.ts';

/** Tells where a load is. Nobody listens but a tool that wants to be there: a test that kills the process, a profiler. */
const phases = channel('illuminate:load');

/** One transaction: all of a batch with its cursors, or nothing. */
export async function loadBatch(session: Session, request: LoadRequest): Promise<LoadResult> {
  const connectionId = checkedName(request.connectionId, 'connection');
  await session.run('BEGIN');
  try {
    const recordedAt = await claimFence(session, connectionId, request.fence, request.recordedAt);
    phases.publish({ phase: 'staging', connectionId });
    const rule = request.replay === true ? 'replay' : 'newer';
    const batch = request.packed ?? { tables: {} };
    const catalogue = await loadCatalogue(session, connectionId, recordedAt, batch, { rule });
    if ((catalogue.performances ?? 0) > 0 && (await isDeliveredTo(session, connectionId))) {
      await followPerformances(session, connectionId);
      await standInForPerformances(session, connectionId, recordedAt);
    }
    const loaded = await loadOrders(session, connectionId, recordedAt, batch, {
      mend: request.mend === true,
      rule,
    });
    const rejects = request.rejects.length;
    const disappeared = await markDisappeared(session, request, recordedAt);
    const result = { ...loaded, rows: { ...catalogue, ...loaded.rows }, rejects, disappeared };
    await writeRejects(session, request, recordedAt);
    if (loaded.orders.changed > 0) await tellInTwoOrders(session, connectionId, recordedAt);
    await writeCursors(session, request, recordedAt);
    await session.run(
      `INSERT INTO loads SELECT ${literal(connectionId)}, $1, ${request.fence}, ${timestamp(recordedAt)},
         ${result.orders.changed}, ${result.orders.unchanged}, ${result.orders.stale}, ${result.rows.tickets ?? 0},
         ${result.movements}, ${rejects}`,
      [request.syncId],
    );
    if (await hasOtherSources(session, connectionId)) {
      await forgetTouched(session);
      await noteTouched(session, result);
      const catalogueChanged = disappeared > 0 || isCatalogueChanged(result.rows);
      await matchPerformances(session, connectionId, recordedAt, catalogueChanged);
    }
    phases.publish({ phase: 'before-commit', connectionId });
    await session.run('COMMIT');
    phases.publish({ phase: 'after-commit', connectionId });
    return result;
  } catch (err) {
    // Never COMMIT after an error: DuckDB would roll back and report success. A failed ROLLBACK means there is nothing to undo.
    await session.run('ROLLBACK').catch(() => {});
    throw err;
  } finally {
    await unstage(session).catch(() => {});
  }
}
