import { rm } from 'node:fs/promises';
import type { Upload } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { describeUpload } from './describe-upload.ts';
import { findUpload, notInState } from './find-upload.ts';
import { uploadFolder } from './received-file.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'uploads'>;

/** Removes a file that was not confirmed. One that is gone already is answered as it is. @throws Refusal */
export async function cancelUpload(
  deps: Deps,
  { organisation, upload, actor }: { organisation: Organisation; upload: string; actor: string },
): Promise<Upload> {
  const { db, clock, uploads } = deps;
  const row = await findUpload(deps, organisation, upload);
  if (row.state === 'cancelled') return describeUpload(deps, organisation, row);
  const cancelled = await db.transaction().execute(async (trx) => {
    const now = clock.now();
    const ended = await trx
      .updateTable('uploads')
      .set({ state: 'cancelled', touched_at: now })
      .where('id', '=', row.id)
      .where('state', 'in', ['receiving', 'received', 'checked', 'failed'])
      .returningAll()
      .executeTakeFirst();
    if (ended === undefined) return null;
    await appendAudit(trx, {
      at: now,
      actor,
      action: 'upload.cancelled',
      subject: row.id,
      organisationId: organisation.id,
      details: { kind: row.kind, file: row.file_name },
    });
    return ended;
  });
  if (cancelled === null) {
    const standing = await findUpload(deps, organisation, upload);
    if (standing.state !== 'cancelled') throw notInState(standing);
    return describeUpload(deps, organisation, standing);
  }
  await rm(uploadFolder(uploads.folder, organisation.id, row.id), { recursive: true, force: true });
  return describeUpload(deps, organisation, cancelled);
}
