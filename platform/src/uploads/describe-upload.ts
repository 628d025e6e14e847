import type { Upload, UploadReceipt } from '@illuminate/contract';
import { nameOfActor } from '../audit/say-actor.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { UploadRow } from '../control/schema/uploads.ts';
import { OPEN_STATES } from './find-upload.ts';

const DAY_MS = 86_400_000;
/** How long a file that nobody confirms is kept. */
export const KEPT_OPEN_MS = 7 * DAY_MS;

type Deps = Pick<Context, 'db' | 'uploads'>;

/** An upload as people read it. */
export async function describeUpload(
  { db, uploads }: Deps,
  organisation: Pick<Organisation, 'slug'>,
  row: UploadRow,
): Promise<Upload> {
  const connection =
    row.connection_id === null
      ? null
      : await db.selectFrom('connections').select('name').where('id', '=', row.connection_id).executeTakeFirst();
  const isOpen = (OPEN_STATES as readonly string[]).includes(row.state);
  return {
    id: row.id,
    organisation: organisation.slug,
    connection: connection?.name ?? null,
    kind: row.kind,
    state: row.state,
    fileName: row.file_name,
    bytes: row.bytes,
    receivedBytes: row.received_bytes,
    sha256: row.sha256,
    by: nameOfActor(row.started_by),
    startedAt: row.started_at.toISOString(),
    expiresAt: isOpen ? new Date(row.touched_at.getTime() + KEPT_OPEN_MS).toISOString() : null,
    leftOnComputer: row.left_on_computer,
    progress: uploads.progress.get(row.id) ?? null,
    // Written by ourselves.
    check: row.checked,
    receipt: row.receipt as UploadReceipt | null,
    undone: row.undone_at === null ? null : { by: nameOfActor(row.undone_by ?? ''), at: row.undone_at.toISOString() },
    failure: row.failure as Upload['failure'],
  };
}
