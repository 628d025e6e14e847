import { literal, timestamp } from '../layout.ts';
import { claimFence } from '../load/claim-fence.ts';
import { unstage } from '../load/unstage.ts';
import { checkedName } from '../names.ts';
import type { Session } from '../session.ts';
import { lastChangeOf, readUpload } from './read-uploads.ts';
import { settleUpload } from './settle-upload.ts';
import type { TurnUploadRequest, UploadStanding } from './upload-types.ts';

/**
 * Takes an upload back, or puts it back, in one transaction: its layer stops counting, or counts again where it lay, and what is stored
 * becomes what the layers say. One that is so already is left as it is.
 * @returns where it stands then; null if the store never had it
 */
export async function turnUpload(session: Session, request: TurnUploadRequest): Promise<UploadStanding | null> {
  const connectionId = checkedName(request.connectionId, 'connection');
  const { uploadId, undone } = request;
  const before = await readUpload(session, request);
  if (before === null || before.undone === undone) return before;
  try {
    await session.run('BEGIN');
    try {
      const asked = Math.max(request.recordedAt, (await lastChangeOf(session, connectionId)) + 1);
      const recordedAt = await claimFence(session, connectionId, request.fence, asked);
      const at = timestamp(recordedAt);
      await session.run(
        `UPDATE uploads SET undone = ${undone}, changed_at = ${at} WHERE connection_id = ${literal(connectionId)} AND upload_id = $1`,
        [uploadId],
      );
      const movements = await settleUpload(session, { connectionId, uploadId, recordedAt });
      await session.run(
        `INSERT INTO loads SELECT ${literal(connectionId)}, $1, ${request.fence}, ${at}, 0, 0, 0, 0, ${movements}, 0`,
        [`upload ${uploadId} ${undone ? 'taken back' : 'put back'}`],
      );
      await session.run('COMMIT');
      return { ...before, undone };
    } catch (err) {
      await session.run('ROLLBACK').catch(() => {});
      throw err;
    }
  } finally {
    await unstage(session).catch(() => {});
  }
}
