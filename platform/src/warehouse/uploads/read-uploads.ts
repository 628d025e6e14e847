import type { Session } from '../session.ts';
import type { UploadOf, UploadStanding } from './upload-types.ts';

/** When an upload of a connection was last loaded, taken back or put back (ms); 0 if none ever was. */
export async function lastChangeOf(session: Session, connectionId: string): Promise<number> {
  const [row] = await session.rows('SELECT max(changed_at) AS at FROM uploads WHERE connection_id = $1', [
    connectionId,
  ]);
  return typeof row?.at === 'number' ? row.at : 0;
}

/** An upload as the store knows it; null if it was not loaded. */
export async function readUpload(
  session: Session,
  { connectionId, uploadId }: UploadOf,
): Promise<UploadStanding | null> {
  const [row] = await session.rows(
    `SELECT loaded_at, undone, orders_new, orders_changed, orders_same FROM uploads
     WHERE connection_id = $1 AND upload_id = $2`,
    [connectionId, uploadId],
  );
  if (row === undefined) return null;
  return {
    loadedAt: Number(row.loaded_at),
    undone: row.undone === true,
    new: Number(row.orders_new),
    changed: Number(row.orders_changed),
    same: Number(row.orders_same),
  };
}
