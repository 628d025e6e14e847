import type { Upload, UploadEffect } from '@illuminate/contract';
import { formatMinor } from '@illuminate/model';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { recordStanding } from '../deliveries/record-standing.ts';
import { notPossibleNow } from '../refusal.ts';
import { noticeOverlaps } from '../sources/notice-overlaps.ts';
import { noticeUnsorted } from '../ticket-classes/notice-unsorted.ts';
import { describeUpload } from './describe-upload.ts';
import { findUpload, notInState } from './find-upload.ts';
import { nextFence } from './next-fence.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'uploads' | 'warehouse' | 'changes' | 'control'>;

interface Turned {
  readonly organisation: Organisation;
  readonly upload: string;
}

const UNITS = { sales: 'orders', events: 'performances', counts: 'counts' } as const;

/** What taking an upload back would do; of one that was taken back, what putting it back would do. @throws Refusal */
export async function previewTurn(deps: Deps, { organisation, upload }: Turned): Promise<UploadEffect> {
  const row = await findUpload(deps, organisation, upload);
  const { connection_id: connectionId } = row;
  if ((row.state !== 'loaded' && row.state !== 'undone') || connectionId === null) throw notInState(row);
  const { amounts, ...effect } = await deps.warehouse.withStore(organisation.id, (store) =>
    store.effectOfTurn({ connectionId, uploadId: row.id }, row.kind),
  );
  return {
    ...effect,
    unit: UNITS[row.kind],
    amounts: Object.fromEntries(
      Object.entries(amounts).map(([currency, minor]) => [currency, formatMinor(minor, currency)]),
    ),
  };
}

/** Takes an upload back (`undone`), or puts it back. One that is so already is answered as it stands. @throws Refusal */
export async function turnUpload(
  deps: Deps,
  { organisation, upload, undone, actor }: Turned & { readonly undone: boolean; readonly actor: string },
): Promise<Upload> {
  const { db, clock, uploads, warehouse, changes, control } = deps;
  const [from, to] = undone ? (['loaded', 'undone'] as const) : (['undone', 'loaded'] as const);
  return uploads.inTurn(organisation.id, `load ${organisation.id}`, async () => {
    const row = await findUpload(deps, organisation, upload);
    if (row.state === to) return describeUpload(deps, organisation, row);
    const { connection_id: connectionId } = row;
    if (row.state !== from || connectionId === null) throw notInState(row);
    const fence = await nextFence(deps, connectionId);
    const recordedAt = clock.now().getTime();
    const standing = await warehouse.withStore(organisation.id, (store) =>
      store.turnUpload({ connectionId, uploadId: row.id, undone, fence, recordedAt }),
    );
    if (standing === null) {
      throw notPossibleNow(
        `What was uploaded with ${row.file_name} is not in the store any more: it was deleted, or a copy from before was put in its place.`,
        'Upload the file anew, if it should be there.',
      );
    }
    const turned = await db.transaction().execute(async (trx) => {
      const at = clock.now();
      const settled = await trx
        .updateTable('uploads')
        .set({ state: to, undone_by: undone ? actor : null, undone_at: undone ? at : null, touched_at: at })
        .where('id', '=', row.id)
        .returningAll()
        .executeTakeFirstOrThrow();
      await appendAudit(trx, {
        at,
        actor,
        action: undone ? 'upload.undone' : 'upload.redone',
        subject: row.id,
        organisationId: organisation.id,
        details: { kind: row.kind, file: row.file_name },
      });
      return settled;
    });
    await recordStanding(deps, { id: connectionId, organisation_id: organisation.id });
    await noticeOverlaps(deps, organisation.id);
    await noticeUnsorted(deps, organisation.id);
    changes.changed(connectionId);
    await control.requestDump(undone ? 'upload.undone' : 'upload.redone');
    return describeUpload(deps, organisation, turned);
  });
}
