import { rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { MAX_UPLOAD_ROWS, type Upload, type UploadCheck, type UploadMap } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import { newId } from '../control/new-id.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { UploadRow } from '../control/schema/uploads.ts';
import { WorkCancelled } from '../deliveries/delivery-work.ts';
import { describeError } from '../logger.ts';
import type { Refusal } from '../refusal.ts';
import { chunksOfUpload } from './chunks-of-upload.ts';
import { describeUpload } from './describe-upload.ts';
import { fileOfUpload } from './file-of-upload.ts';
import { findUpload, notInState } from './find-upload.ts';
import { lendForFile } from './lend-for-file.ts';
import { type MapOfUpload, mapOfUpload } from './map-of-upload.ts';
import { lookAtUpload } from './propose-map.ts';
import { uploadFolder } from './received-file.ts';
import { uploadConnection } from './upload-connection.ts';
import { refusalOfThread } from './upload-refusals.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'uploads' | 'deliveries' | 'keys' | 'log' | 'warehouse' | 'connectors'>;

export interface CheckUpload {
  readonly organisation: Organisation;
  readonly upload: string;
  readonly map: UploadMap;
  readonly actor: string;
}

const UNITS = { sales: 'orders', events: 'performances', counts: 'counts' } as const;

/**
 * Begins to read the file through a map, which is remembered for its layout. Nothing is loaded. Asked for again while it is under way, it
 * is answered as it stands.
 * @throws Refusal
 */
export async function checkUpload(
  deps: Deps,
  { organisation, upload, map: said, actor }: CheckUpload,
): Promise<Upload> {
  const row = await findUpload(deps, organisation, upload);
  if (row.state !== 'received' && row.state !== 'checked' && row.state !== 'checking') throw notInState(row);
  const { proposal, fingerprint } = await lookAtUpload(deps, organisation, row, said.form ?? {});
  const made = mapOfUpload({
    ...{ kind: row.kind, said, proposal },
    ...{ zone: organisation.zone, currency: organisation.currency },
  });
  const { form } = proposal;
  const amounts = form.amounts === null ? {} : { amounts: form.amounts };
  const fillMerged = form.fillMerged === null ? {} : { fillMerged: form.fillMerged };
  const settled = { ...said, form: { decimal: form.decimal, dates: form.dates, ...amounts, ...fillMerged } };
  const claimed = await deps.db.transaction().execute(async (trx) => {
    const now = deps.clock.now();
    const checking = await trx
      .updateTable('uploads')
      .set({ state: 'checking', touched_at: now, map: json(settled), checked: null, failure: null })
      .where('id', '=', row.id)
      .where('state', 'in', ['received', 'checked'])
      .returningAll()
      .executeTakeFirst();
    if (checking === undefined) return null;
    const remembered = { map: json(settled), set_by: actor, set_at: now };
    await trx
      .insertInto('upload_maps')
      .values({ organisation_id: organisation.id, kind: row.kind, fingerprint, ...remembered })
      .onConflict((on) => on.columns(['organisation_id', 'kind', 'fingerprint']).doUpdateSet(remembered))
      .execute();
    await appendAudit(trx, {
      at: now,
      actor,
      action: 'upload.checked',
      subject: row.id,
      organisationId: organisation.id,
      details: { kind: row.kind, file: row.file_name, fingerprint },
    });
    return checking;
  });
  if (claimed === null) {
    const standing = await findUpload(deps, organisation, upload);
    // A double click asks for the same twice.
    if (standing.state !== 'checking' || !isDeepStrictEqual(standing.map, settled)) throw notInState(standing);
    return describeUpload(deps, organisation, standing);
  }
  deps.uploads.progress.set(row.id, { done: 0, of: null, unit: 'rows' });
  deps.uploads.start(organisation.id, `check ${organisation.id}`, (signal) =>
    runCheck(deps, organisation, claimed, { made, signal }),
  );
  return describeUpload(deps, organisation, claimed);
}

interface Running {
  readonly made: MapOfUpload;
  readonly signal: AbortSignal;
}

/** Never rejects: whatever happens is written down. */
async function runCheck(deps: Deps, organisation: Organisation, row: UploadRow, running: Running): Promise<void> {
  const { uploads, log } = deps;
  try {
    await settle(deps, row, { state: 'checked', checked: json(await check(deps, organisation, row, running)) });
  } catch (err) {
    // Somebody ended it; it can be checked anew.
    if (err instanceof WorkCancelled) await settle(deps, row, { state: 'received' });
    else {
      const refusal = refusalOfThread(err, row);
      if (refusal === null) log.error({ err: describeError(err), upload: row.id }, 'an upload could not be checked');
      await settle(deps, row, { state: 'failed', failure: json(failureOf(refusal)) });
      await rm(uploadFolder(uploads.folder, organisation.id, row.id), { recursive: true, force: true });
    }
  } finally {
    uploads.progress.delete(row.id);
  }
}

function failureOf(refusal: Refusal | null): NonNullable<Upload['failure']> {
  if (refusal === null) {
    return {
      what: 'Illuminate could not check the file, through a fault of its own.',
      nextStep: 'Upload it again; if it happens again, tell the support desk.',
    };
  }
  return { what: refusal.parts.detail, nextStep: refusal.parts.nextStep };
}

async function settle(
  { db, clock, uploads }: Deps,
  row: UploadRow,
  change: {
    readonly state: 'checked' | 'received' | 'failed';
    readonly checked?: ReturnType<typeof json>;
    readonly failure?: ReturnType<typeof json>;
  },
): Promise<void> {
  uploads.progress.delete(row.id);
  await db
    .updateTable('uploads')
    .set({ ...change, touched_at: clock.now() })
    .where('id', '=', row.id)
    .where('state', '=', 'checking')
    .execute();
}

async function check(
  deps: Deps,
  organisation: Organisation,
  row: UploadRow,
  { made, signal }: Running,
): Promise<UploadCheck> {
  const { db, clock, keys, uploads } = deps;
  const { file, rows, notes } = await fileOfUpload(deps, row);
  const at = clock.now();
  const checked = await uploads.threads.check(
    {
      kind: 'check',
      file,
      map: made.map,
      renamed: made.renamed,
      fillMerged: made.fillMerged,
      zone: organisation.zone,
      currency: organisation.currency,
      asOf: at.getTime(),
      pseudonymKey: Uint8Array.from(await keys.pseudonymKey(organisation.id, db)),
      rows,
      notes,
    },
    signal,
    (done) => uploads.progress.set(row.id, { done: Math.min(done, MAX_UPLOAD_ROWS), of: null, unit: 'rows' }),
  );
  const connection = await uploadConnection(deps, organisation);
  const lending = { organisationId: organisation.id, totals: checked.totals };
  const compared = await lendForFile(deps, lending, (store) =>
    store.compareUpload(
      { connectionId: connection?.id ?? null, kind: row.kind, rows: checked.totals[UNITS[row.kind]] },
      chunksOfUpload(deps, rows, signal, () => undefined),
    ),
  );
  const { rejected } = checked;
  return {
    id: newId('chk'),
    at: at.toISOString(),
    rows: checked.rows,
    accepted: checked.rows - rejected,
    rejected,
    errors: checked.errors,
    warnings: checked.warnings,
    compared: { ...compared, unit: UNITS[row.kind] },
    totals: checked.totals,
    refusedColumns: [...made.refusedColumns],
  };
}
