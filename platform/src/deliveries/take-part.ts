import { channel } from 'node:diagnostics_channel';
import { rm } from 'node:fs/promises';
import type { BatchState } from '@illuminate/contract';
import type { Manifest, PartDescription } from '@illuminate/delivery';
import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import type { DeliveryBatch } from '../control/schema/deliveries.ts';
import type { Refusal } from '../refusal.ts';
import { asOf } from './as-of.ts';
import { type MapForPart, mapForPart, recordMapVersion } from './columns/map-for-part.ts';
import type { PartTotals, ReadPartJob } from './delivery-messages.ts';
import { AllBusy, DeliveryRefused, ThreadFailed } from './delivery-threads.ts';
import { WorkCancelled } from './delivery-work.ts';
import { manifestOf, requireBatch, stateOf } from './find-batch.ts';
import {
  batchClosed,
  batchUnknown,
  busy,
  loadInProgress,
  partHashDiffers,
  partUnknown,
  refusalOf,
} from './refusals.ts';
import { refuseBatch } from './refuse-batch.ts';
import { requireTaking, type Sender } from './sender.ts';
import type { SpoolPlace } from './spool.ts';
import { spoolPlaceOf } from './spool-place.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'changes' | 'deliveries' | 'keys' | 'log'>;

/** Tells where a part is. For tools that want to be there. */
const phases = channel('illuminate:delivery-part');

export interface TakePart {
  readonly sender: Sender;
  readonly batch: string;
  readonly part: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Hex. */
  readonly sha256: string;
}

/** Codes after which the part may be sent again; what else is wrong with a part is wrong with its batch. */
const OF_THE_PART = new Set(['part-unreadable', 'layout-changed', 'busy']);

/**
 * Takes a part: once this resolves it is durable, sealed, without personal fields.
 * @throws Refusal
 */
export async function takePart(deps: Deps, input: TakePart): Promise<BatchState> {
  const { sender, batch, part } = input;
  const { connection } = sender;
  requireTaking(connection);
  const row = await requireBatch(deps.db, connection.id, batch);
  const manifest = manifestOf(row);
  if (manifest === null) throw closed(row);
  const description = manifest.parts[part - 1];
  if (description === undefined) throw partUnknown(batch, part);
  refuseOtherBytes(description, input);
  // Sent again, as one does who is not sure: it is there.
  const before = await stateOf(deps.db, row);
  if (before.receivedParts.includes(part)) return before;
  if (row.state === 'loading') throw loadInProgress(batch);
  if (row.state !== 'receiving') throw closed(row);

  const columnMap = await mapForPart(deps.db, connection.id, description);
  const totals = await deps.deliveries
    .during(connection.id, (signal) => read(deps, input, { row, manifest, description, columnMap, signal }))
    .catch(async (err: unknown) => {
      const refusal = refusalFor(err, part);
      if (refusal === null) throw err;
      if (refusal.code === 'busy') throw refusal;
      if (!OF_THE_PART.has(refusal.code)) throw await refuseBatch(deps, sender, row, refusal);
      await spoil(deps, row);
      throw refusal;
    });
  return keep(deps, sender, row, { part, totals, columnMap });
}

function closed(row: DeliveryBatch): Refusal {
  const refusal = row.refusal;
  return batchClosed(row.batch, row.state, refusal?.detail ?? '');
}

function refuseOtherBytes({ part, bytes, sha256 }: PartDescription, given: TakePart): void {
  if (given.bytes.length !== bytes) {
    throw partHashDiffers(part, `has ${given.bytes.length} bytes; the manifest says ${bytes}.`, 'bytes');
  }
  if (given.sha256 !== sha256) throw partHashDiffers(part, 'has another SHA-256 than the manifest says.', 'sha256');
}

interface Reading {
  readonly row: DeliveryBatch;
  readonly manifest: Manifest;
  readonly description: PartDescription;
  readonly columnMap: MapForPart | null;
  readonly signal: AbortSignal;
}

async function read(
  { keys, db, deliveries }: Deps,
  { sender, bytes }: TakePart,
  { row, manifest, description, columnMap, signal }: Reading,
): Promise<PartTotals> {
  const { organisation } = sender;
  const spool: SpoolPlace = await spoolPlaceOf({ keys, db, deliveries }, organisation.id, row, description.part);
  const job: ReadPartJob = {
    kind: 'read',
    bytes,
    description,
    personalFields: manifest.personalFields,
    columnMap: columnMap?.map ?? null,
    zone: organisation.zone,
    currency: organisation.currency,
    asOf: asOf(manifest),
    pseudonymKey: Uint8Array.from(await keys.pseudonymKey(organisation.id, db)),
    spool,
  };
  phases.publish({ phase: 'reading', connectionId: row.connection_id });
  const totals = await deliveries.threads.read(job, signal);
  phases.publish({ phase: 'spooled', connectionId: row.connection_id });
  return totals;
}

/** Its sender can only make a new part, and with it a new manifest, under this number. */
async function spoil({ db }: Deps, row: DeliveryBatch): Promise<void> {
  await db
    .updateTable('delivery_batches')
    .set({ spoiled: true })
    .where('connection_id', '=', row.connection_id)
    .where('batch', '=', row.batch)
    .execute();
}

interface Taken {
  readonly part: number;
  readonly totals: PartTotals;
  readonly columnMap: MapForPart | null;
}

async function keep(
  deps: Deps,
  { connection, organisation }: Sender,
  row: DeliveryBatch,
  { part, totals, columnMap }: Taken,
): Promise<BatchState> {
  const kept = await deps.db.transaction().execute(async (trx) => {
    const now = await trx
      .selectFrom('delivery_batches')
      .selectAll()
      .where('connection_id', '=', connection.id)
      .where('batch', '=', row.batch)
      .forUpdate()
      .executeTakeFirst();
    if (now?.state !== 'receiving') return now ?? null;
    await trx
      .insertInto('delivery_parts')
      .values({
        connection_id: connection.id,
        batch: row.batch,
        part,
        received_at: deps.clock.now(),
        totals: json(totals),
      })
      // Two requests may have brought the same bytes.
      .onConflict((on) => on.doNothing())
      .execute();
    if (columnMap !== null) await recordMapVersion(trx, row, part, columnMap.version);
    return now;
  });
  if (kept === null || kept.state === 'refused') {
    // The batch ended meanwhile, and its spool was emptied before this part lay in it.
    const place = await spoolPlaceOf(deps, organisation.id, row, part);
    await rm(place.file, { force: true });
    throw kept === null ? batchUnknown(row.batch) : closed(kept);
  }
  deps.changes.changed(connection.id);
  return stateOf(deps.db, kept);
}

/** Null for an error of ours. */
function refusalFor(err: unknown, part: number): Refusal | null {
  if (err instanceof DeliveryRefused) return refusalOf(err.problem);
  if (err instanceof AllBusy) return busy('Too many parts are being read just now.', 5);
  if (err instanceof WorkCancelled) return err;
  if (!(err instanceof ThreadFailed)) return null;
  if (err.code === 'ENOSPC' || err.code === 'EDQUOT') return busy('The disk is full.', 600, 'operator');
  if (err.code !== 'ERR_WORKER_OUT_OF_MEMORY') return null;
  return refusalOf({
    code: 'part-unreadable',
    detail: `Part ${part} needs more memory than a part may.`,
    whoActs: 'provider',
    nextStep: 'Cut it into smaller parts, with a new manifest.',
    part,
    row: undefined,
    field: undefined,
  });
}
