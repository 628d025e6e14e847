import { rm } from 'node:fs/promises';
import type { UploadReceipt } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import { nameActors } from '../audit/name-actors.ts';
import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { UploadRow } from '../control/schema/uploads.ts';
import { recordStanding } from '../deliveries/record-standing.ts';
import { noticeOverlaps } from '../sources/notice-overlaps.ts';
import { noticeUnsorted } from '../ticket-classes/notice-unsorted.ts';
import type { ComparedUpload } from '../warehouse/uploads/upload-types.ts';
import { isBigFile } from './lend-for-file.ts';
import { uploadFolder } from './received-file.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'uploads' | 'warehouse' | 'changes' | 'control'>;

export interface SettleLoaded {
  readonly organisation: Pick<Organisation, 'id'>;
  readonly row: UploadRow;
  readonly connection: Pick<Connection, 'id' | 'organisation_id' | 'name'>;
  readonly loaded: ComparedUpload & { readonly loadedAt: number };
  readonly actor: string;
}

/** Writes down what the store holds by now, with the receipt, and lets go of the file. */
export async function settleLoaded(
  deps: Deps,
  { organisation, row, connection, loaded, actor }: SettleLoaded,
): Promise<void> {
  const { db, uploads, warehouse, changes, control } = deps;
  const check = row.checked;
  if (check === null) throw new TypeError('what is loaded was checked before');
  const at = new Date(loaded.loadedAt);
  const { new: fresh, changed, same } = loaded;
  const nameOf = await nameActors(db, [actor]);
  const receipt: UploadReceipt = {
    number: row.id
      .replace('upl_', '')
      .toUpperCase()
      .replace(/(.{4})(?=.)/g, '$1-'),
    by: nameOf(actor),
    at: at.toISOString(),
    fileName: row.file_name,
    sha256: row.sha256,
    rows: check.rows,
    accepted: check.accepted,
    rejected: check.rejected,
    compared: { new: fresh, changed, same, unit: check.compared.unit },
    totals: check.totals,
  };
  await db.transaction().execute(async (trx) => {
    const settled = await trx
      .updateTable('uploads')
      .set({ state: 'loaded', receipt: json(receipt), touched_at: at })
      .where('id', '=', row.id)
      .where('state', '=', 'loading')
      .executeTakeFirst();
    if (settled.numUpdatedRows !== 1n) return;
    await appendAudit(trx, {
      at,
      actor,
      action: 'upload.loaded',
      subject: row.id,
      organisationId: organisation.id,
      details: { connection: connection.name, file: row.file_name, receipt: receipt.number, ...receipt.compared },
    });
  });
  await recordStanding(deps, connection);
  await noticeOverlaps(deps, organisation.id);
  await noticeUnsorted(deps, organisation.id);
  await rm(uploadFolder(uploads.folder, organisation.id, row.id), { recursive: true, force: true });
  if (isBigFile(check.totals)) {
    await warehouse.withStore(organisation.id, (store) => store.checkpoint()).catch(() => undefined);
    await warehouse.release(organisation.id);
  }
  changes.changed(connection.id);
  await control.requestDump('upload.loaded');
}
