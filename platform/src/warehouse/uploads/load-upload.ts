import { literal, timestamp } from '../layout.ts';
import { claimFence } from '../load/claim-fence.ts';
import { standInForPerformances } from '../load/follow-performances.ts';
import { loadOrders } from '../load/load-orders.ts';
import { forgetTouched, hasOtherSources, matchPerformances, noteTouched } from '../load/match-performances.ts';
import { unstage } from '../load/unstage.ts';
import { checkedName } from '../names.ts';
import type { PackedBatch } from '../pack.ts';
import type { Session } from '../session.ts';
import { bookReversals } from './book-reversals.ts';
import { compareStaged } from './compare-upload.ts';
import { layFile, stageLaid } from './lay-file.ts';
import { layCatalogue } from './layers.ts';
import { lastChangeOf, readUpload } from './read-uploads.ts';
import { LAID_ORDERS, settleCatalogue } from './settle-upload.ts';
import type { LoadedUpload, LoadUploadRequest } from './upload-types.ts';

/**
 * One transaction: all of a file as a layer, and what becomes of the stored rows by it, or nothing. An upload that was loaded already is
 * left as it is. `chunks` may end in an error, which undoes everything and is thrown.
 */
export async function loadUpload(
  session: Session,
  request: LoadUploadRequest,
  chunks: AsyncIterable<PackedBatch>,
): Promise<LoadedUpload> {
  const connectionId = checkedName(request.connectionId, 'connection');
  const uploadId = checkedName(request.uploadId, 'upload');
  const before = await readUpload(session, request);
  if (before !== null) return { ...before, movements: 0 };
  try {
    await session.run('BEGIN');
    try {
      const staged = await layFile(session, { connectionId, uploadId }, chunks);
      await stageLaid(session, staged, { connectionId, uploadId });
      const loaded = await loadStaged(session, { ...request, connectionId }, staged);
      await session.run('COMMIT');
      return loaded;
    } catch (err) {
      // Never COMMIT after an error: DuckDB would roll back and report success.
      await session.run('ROLLBACK').catch(() => {});
      throw err;
    }
  } finally {
    await unstage(session).catch(() => {});
  }
}

async function loadStaged(session: Session, request: LoadUploadRequest, staged: PackedBatch): Promise<LoadedUpload> {
  const { connectionId, uploadId, kind } = request;
  const connection = literal(connectionId);
  const asked = Math.max(request.recordedAt, (await lastChangeOf(session, connectionId)) + 1);
  const recordedAt = await claimFence(session, connectionId, request.fence, asked);
  const at = timestamp(recordedAt);
  const compared = await compareStaged(session, { connectionId, kind, staged });
  await session.run(
    `INSERT INTO uploads SELECT ${connection}, $1, (SELECT coalesce(max(sequence), 0) + 1 FROM uploads
       WHERE connection_id = ${connection}), $2, $3, ${at}, ${at}, false, ${compared.new}, ${compared.changed}, ${compared.same}`,
    [uploadId, kind, request.sha256],
  );
  await layCatalogue(session, staged, request);
  const catalogue = await settleCatalogue(session, { connectionId, uploadId, recordedAt });
  if (staged.tables.orders !== undefined) {
    // Its own layer is the topmost by now, so that what is staged need not be read from it again.
    await session.run(`UPDATE staging_orders SET requested_at = ${at}`);
  }
  const { orders, rows, movements } = await loadOrders(session, connectionId, recordedAt, staged, LAID_ORDERS);
  await bookReversals(session, { connectionId, uploadId, recordedAt, isTurned: false });
  await standInForPerformances(session, connectionId, recordedAt);
  await session.run(
    `INSERT INTO loads SELECT ${connection}, $1, ${request.fence}, ${at}, ${orders.changed}, ${orders.unchanged}, ${orders.stale},
       ${rows.tickets ?? 0}, ${movements}, 0`,
    [`upload ${uploadId}`],
  );
  if (await hasOtherSources(session, connectionId)) {
    await forgetTouched(session);
    await noteTouched(session, { orders, rows });
    await matchPerformances(session, connectionId, recordedAt, catalogue > 0);
  }
  return { ...compared, movements, loadedAt: recordedAt };
}
