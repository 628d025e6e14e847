import type { Signature, Upload, UploadCheck } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import { addConnection } from '../connections/add-connection.ts';
import type { Permission } from '../consents/record-permission.ts';
import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { UploadRow } from '../control/schema/uploads.ts';
import { AllBusy, PartLost } from '../deliveries/delivery-threads.ts';
import { WorkCancelled } from '../deliveries/delivery-work.ts';
import { describeError } from '../logger.ts';
import { conflict, notPossibleNow } from '../refusal.ts';
import { chunksOfUpload } from './chunks-of-upload.ts';
import { describeUpload } from './describe-upload.ts';
import { fileOfUpload } from './file-of-upload.ts';
import { findUpload, notInState } from './find-upload.ts';
import { lendForFile } from './lend-for-file.ts';
import { nextFence } from './next-fence.ts';
import { settleLoaded } from './settle-loaded.ts';
import { type ClassedTypes, classesForUpload, sortWithUpload } from './ticket-types-of-upload.ts';
import { uploadConnection } from './upload-connection.ts';
import { whyNotLoaded } from './why-not-loaded.ts';

export interface ConfirmUpload {
  readonly organisation: Organisation;
  readonly upload: string;
  readonly check: string;
  readonly acceptPartial: boolean;
  /** Classes of ticket types that this file brings. */
  readonly ticketTypes: ClassedTypes;
  /** By which the connection for uploads comes to be, where there is none. @throws Refusal if nobody agrees */
  readonly permission: (agreement: Signature | undefined) => Permission;
  readonly agreement: Signature | undefined;
  readonly actor: string;
}

/** Begins to load what was checked. What is loaded by that check already, or being loaded, is answered as it stands. @throws Refusal */
export async function confirmUpload(context: Context, input: ConfirmUpload): Promise<Upload> {
  const { organisation, actor } = input;
  const row = await findUpload(context, organisation, input.upload);
  const check = row.checked;
  if (isConfirmed(row, input)) return describeUpload(context, organisation, row);
  if (row.state !== 'checked' || check === null) throw notInState(row);
  refuseUnlessSeen(row, check, input);
  const chosen = await classesForUpload(context, row, input.ticketTypes);
  const connection = await connectionFor(context, input);
  const claimed = await context.db.transaction().execute(async (trx) => {
    const now = context.clock.now();
    const loading = await trx
      .updateTable('uploads')
      .set({ state: 'loading', connection_id: connection.id, touched_at: now, failure: null })
      .where('id', '=', row.id)
      .where('state', '=', 'checked')
      .returningAll()
      .executeTakeFirst();
    if (loading === undefined) return null;
    await sortWithUpload(trx, { organisation, connectionId: connection.id, chosen, actor, at: now });
    await appendAudit(trx, {
      at: now,
      actor,
      action: 'upload.confirmed',
      subject: row.id,
      organisationId: organisation.id,
      details: {
        kind: row.kind,
        file: row.file_name,
        sha256: row.sha256,
        accepted: check.accepted,
        rejected: check.rejected,
      },
    });
    return loading;
  });
  if (claimed === null) {
    const standing = await findUpload(context, organisation, input.upload);
    if (!isConfirmed(standing, input)) throw notInState(standing);
    return describeUpload(context, organisation, standing);
  }
  context.uploads.progress.set(row.id, { done: 0, of: unitsOf(check), unit: check.compared.unit });
  context.uploads.start(organisation.id, `load ${organisation.id}`, (signal) =>
    runLoad(context, organisation, claimed, { connection, check, actor, signal }),
  );
  return describeUpload(context, organisation, claimed);
}

/** Whether this check was confirmed before, as by a double click. */
const isConfirmed = ({ state, checked }: UploadRow, input: ConfirmUpload): boolean =>
  (state === 'loading' || state === 'loaded') && checked?.id === input.check;

const unitsOf = ({ compared }: UploadCheck): number => compared.new + compared.changed + compared.same;

function refuseUnlessSeen(row: UploadRow, check: UploadCheck, input: ConfirmUpload): void {
  if (check.id !== input.check) {
    throw conflict(`${row.file_name} was checked anew since.`, 'Look at the latest check, and confirm that.');
  }
  if (unitsOf(check) === 0) {
    throw notPossibleNow(`Nothing of ${row.file_name} can be loaded.`, 'Correct the file, or how it is read.');
  }
  if (check.rejected > 0 && !input.acceptPartial) {
    throw notPossibleNow(
      `${check.rejected} of ${check.rows} lines of ${row.file_name} cannot be loaded.`,
      'Correct them and upload the file again, or say that the rest is to be loaded without them.',
    );
  }
}

async function connectionFor(context: Context, input: ConfirmUpload): Promise<Connection> {
  const { organisation, actor } = input;
  const before = await uploadConnection(context, organisation);
  if (before !== undefined && before.state !== 'stopped') {
    if (before.state === 'active') return before;
    throw notPossibleNow(
      `${before.name} is ${before.state === 'paused' ? 'paused' : 'not active'}, so nothing is loaded for it.`,
      'Resume the connection first.',
    );
  }
  const provider = [...context.connectors.values()].find(({ methods }) => methods.includes('upload'));
  if (provider === undefined) throw new TypeError('no connector takes uploads');
  return addConnection(context, {
    organisation,
    provider: provider.id,
    method: 'upload',
    settings: {},
    test: false,
    permission: input.permission(input.agreement),
    actor,
  });
}

interface Loading {
  readonly connection: Connection;
  readonly check: UploadCheck;
  readonly actor: string;
  readonly signal: AbortSignal;
}

/** Never rejects: whatever happens is written down. */
async function runLoad(
  context: Context,
  organisation: Organisation,
  row: UploadRow,
  { connection, check, actor, signal }: Loading,
): Promise<void> {
  const { uploads, log, db } = context;
  const { unit } = check.compared;
  const table = unit === 'counts' ? 'performance_counts' : unit;
  const of = unitsOf(check);
  let done = 0;
  try {
    const { rows } = await fileOfUpload(context, row);
    const fence = await nextFence(context, connection.id);
    const lending = { organisationId: organisation.id, totals: check.totals };
    const loaded = await lendForFile(context, lending, (store) => {
      done = 0;
      return store.loadUpload(
        {
          connectionId: connection.id,
          uploadId: row.id,
          kind: row.kind,
          sha256: row.sha256,
          fence,
          recordedAt: context.clock.now().getTime(),
        },
        chunksOfUpload(context, rows, signal, ({ tables }) => {
          done = Math.min(of, done + (tables[table]?.count ?? 0));
          uploads.progress.set(row.id, { done, of, unit });
        }),
      );
    });
    await settleLoaded(context, { organisation, row, connection, loaded, actor });
  } catch (err) {
    // What was kept of the file lies there still, unless it was lost: then it is read anew.
    const state = err instanceof PartLost ? 'received' : 'checked';
    if (!(err instanceof WorkCancelled || err instanceof AllBusy)) {
      log.error({ err: describeError(err), upload: row.id }, 'an upload was not loaded');
    }
    const failure = whyNotLoaded(err);
    await db
      .updateTable('uploads')
      .set({
        state,
        failure: failure === null ? null : json(failure),
        ...(state === 'received' ? { checked: null } : {}),
      })
      .where('id', '=', row.id)
      .where('state', '=', 'loading')
      .execute();
  } finally {
    uploads.progress.delete(row.id);
  }
}
