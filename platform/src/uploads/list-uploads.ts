import type { Upload, UploadProblem } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { notPossibleNow } from '../refusal.ts';
import { describeUpload } from './describe-upload.ts';
import { fileOfUpload } from './file-of-upload.ts';
import { findUpload } from './find-upload.ts';
import { readNotes } from './notes-file.ts';
import { rejectedFileName } from './rejected-file-name.ts';

type Deps = Pick<Context, 'db' | 'uploads' | 'keys'>;

export interface AfterUpload {
  readonly startedAt: string;
  readonly id: string;
}

/** The newest first. */
export async function listUploads(
  deps: Deps,
  { organisation, after, limit }: { organisation: Organisation; after: AfterUpload | null; limit: number },
): Promise<{ items: Upload[]; next: AfterUpload | null }> {
  let query = deps.db
    .selectFrom('uploads')
    .selectAll()
    .where('organisation_id', '=', organisation.id)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after !== null) {
    const at = new Date(after.startedAt);
    query = query.where((eb) =>
      eb.or([eb('started_at', '<', at), eb.and([eb('started_at', '=', at), eb('id', '<', after.id)])]),
    );
  }
  const rows = await query.execute();
  const shown = rows.slice(0, limit);
  const items: Upload[] = [];
  for (const row of shown) items.push(await describeUpload(deps, organisation, row));
  const last = shown.at(-1);
  const next =
    rows.length > limit && last !== undefined ? { startedAt: last.started_at.toISOString(), id: last.id } : null;
  return { items, next };
}

/** What the check found, from a number on; nothing once the upload has ended. */
export async function listProblems(
  deps: Deps,
  {
    organisation,
    upload,
    after,
    limit,
  }: { organisation: Organisation; upload: string; after: number | null; limit: number },
): Promise<{ items: UploadProblem[]; next: number | null }> {
  const row = await findUpload(deps, organisation, upload);
  const { notes } = await fileOfUpload(deps, row);
  const problems = row.state === 'checked' ? ((await readNotes(notes))?.problems ?? []) : [];
  const from = after ?? 0;
  return {
    items: problems.slice(from, from + limit),
    next: from + limit < problems.length ? from + limit : null,
  };
}

/** @throws Refusal where there are none any more */
export async function rejectedRows(
  deps: Deps,
  { organisation, upload }: { organisation: Organisation; upload: string },
): Promise<{ fileName: string; text: string }> {
  const row = await findUpload(deps, organisation, upload);
  const { notes } = await fileOfUpload(deps, row);
  const kept = row.state === 'checked' ? await readNotes(notes) : null;
  if (kept === null) {
    throw notPossibleNow(
      `Lines of ${row.file_name} that could not be loaded are kept only while it waits to be confirmed.`,
      'Upload the file again to see them.',
    );
  }
  const at = row.checked === null ? row.touched_at : new Date(row.checked.at);
  return { fileName: rejectedFileName(row.file_name, at, organisation.zone), text: `\ufeff${kept.rejected}` };
}
