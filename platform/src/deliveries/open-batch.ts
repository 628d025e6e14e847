import { createHash } from 'node:crypto';
import type { BatchState } from '@illuminate/contract';
import { DeliveryFault, type Manifest, parseManifest } from '@illuminate/delivery';
import type { Transaction } from 'kysely';
import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import type { DeliveryBatch } from '../control/schema/deliveries.ts';
import type { ControlTables } from '../control/schema.ts';
import { Refusal } from '../refusal.ts';
import type { LoadedDelivery } from '../warehouse/delivery-types.ts';
import { findBatch, stateOf } from './find-batch.ts';
import { forgetBatch } from './forget-batch.ts';
import { problemOfFault } from './problem-of-fault.ts';
import { batchDiffers, busy, refusalOf, sequenceTaken } from './refusals.ts';
import { requireTaking, type Sender } from './sender.ts';

/** Each may hold a gigabyte on the disk. */
const OPEN_AT_MOST = 40;

export interface OpenBatch {
  readonly sender: Sender;
  readonly batch: string;
  readonly bytes: Uint8Array;
}

/**
 * Opens a batch by its manifest, or finds it as it is if it was opened with the same.
 * @throws Refusal manifest-invalid, batch-differs, sequence-taken, batch-too-big, part-too-big, connection-stopped, busy
 */
export async function openBatch(
  context: Pick<Context, 'db' | 'clock' | 'changes' | 'warehouse' | 'deliveries' | 'log'>,
  { sender, batch, bytes }: OpenBatch,
): Promise<{ isNew: boolean; state: BatchState }> {
  const { connection } = sender;
  const manifest = parse(bytes);
  if (manifest.connection !== connection.name) throw notThis('connection', connection.name);
  if (manifest.batch !== batch) throw notThis('batch', batch);
  requireTaking(connection);
  const hash = hashOf(manifest);
  const known = await knownBatch(context, sender, batch);
  if (known !== undefined) {
    if (known.manifest_hash !== hash) throw batchDiffers(batch);
    return { isNew: false, state: await stateOf(context.db, known) };
  }
  const row = await insert(context, sender, manifest, hash);
  // Somebody may have opened it at the same instant.
  if (row.manifest_hash !== hash) throw batchDiffers(batch);
  context.changes.changed(connection.id);
  return { isNew: true, state: await stateOf(context.db, row) };
}

function parse(bytes: Uint8Array): Manifest {
  try {
    return parseManifest(bytes);
  } catch (err) {
    throw err instanceof DeliveryFault ? refusalOf(problemOfFault(err)) : err;
  }
}

function notThis(field: string, expected: string): Refusal {
  return new Refusal({
    code: 'manifest-invalid',
    detail: `The manifest's field ${field} is not what the address says: ${expected}.`,
    whoActs: 'provider',
    nextStep: 'Send the manifest to the address that it names.',
    field,
  });
}

/** The same for manifests that say the same, in whatever order and with whatever blanks. */
function hashOf(manifest: Manifest): string {
  return createHash('sha256').update(JSON.stringify(manifest, sorted)).digest('hex');
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the store says was loaded is so, whatever the control database remembers: either may have been put back from a copy. */
async function knownBatch(
  context: Pick<Context, 'db' | 'warehouse'>,
  { connection, organisation }: Sender,
  batch: string,
): Promise<DeliveryBatch | undefined> {
  const { db, warehouse } = context;
  const row = await findBatch(db, connection.id, batch);
  if (row !== undefined && row.state !== 'loaded') return row;
  const loaded = await warehouse.withStore(organisation.id, (store) => store.delivery(connection.id, { batch }));
  if (loaded === null) {
    if (row !== undefined) await forgetRow(db, row);
    return undefined;
  }
  if (row !== undefined) return row;
  await db
    .insertInto('delivery_batches')
    .values(rowOfLoaded(connection.id, loaded))
    .onConflict((on) => on.doNothing())
    .execute();
  return findBatch(db, connection.id, batch);
}

const forgetRow = (db: Context['db'], row: DeliveryBatch): Promise<unknown> =>
  db
    .deleteFrom('delivery_batches')
    .where('connection_id', '=', row.connection_id)
    .where('batch', '=', row.batch)
    .where('state', '=', 'loaded')
    .execute();

function rowOfLoaded(connectionId: string, loaded: LoadedDelivery) {
  const at = new Date(loaded.loadedAt);
  const { orders, tickets, performances, unchanged } = loaded;
  return {
    connection_id: connectionId,
    batch: loaded.batch,
    sequence: loaded.sequence,
    manifest_hash: loaded.manifestHash,
    manifest: null,
    key_id: loaded.keyId,
    period_from: new Date(loaded.periodFrom),
    period_to: new Date(loaded.periodTo),
    parts: loaded.parts,
    orders,
    tickets,
    performances,
    state: 'loaded' as const,
    opened_at: at,
    ended_at: at,
    loaded: json({ orders, tickets, performances, unchanged, at: at.toISOString() }),
    refusal: null,
  };
}

async function insert(
  context: Pick<Context, 'db' | 'clock' | 'warehouse' | 'deliveries' | 'log'>,
  sender: Sender,
  manifest: Manifest,
  hash: string,
): Promise<DeliveryBatch> {
  const { connection, organisation, keyId } = sender;
  const { batch, sequence, totals } = manifest;
  const loaded = await context.warehouse.withStore(organisation.id, (store) =>
    store.delivery(connection.id, { sequence }),
  );
  if (loaded !== null) throw sequenceTaken(sequence, loaded.batch);
  for (;;) {
    const outcome = await context.db.transaction().execute(async (trx) => {
      const inserted = await trx
        .insertInto('delivery_batches')
        .values({
          connection_id: connection.id,
          batch,
          sequence,
          manifest_hash: hash,
          manifest: json(manifest),
          key_id: keyId,
          period_from: new Date(manifest.period.from),
          period_to: new Date(manifest.period.to),
          parts: manifest.parts.length,
          orders: totals.orders,
          tickets: totals.tickets,
          performances: totals.performances,
          state: 'receiving',
          opened_at: context.clock.now(),
          ended_at: null,
          loaded: null,
          refusal: null,
        })
        // Two batches of one id or one number: the indexes let one of them in.
        .onConflict((on) => on.doNothing())
        .returningAll()
        .executeTakeFirst();
      if (inserted === undefined) return whatStands(trx, connection.id, manifest);
      await refuseTooMany(trx, connection.id);
      return { row: inserted };
    });
    if (outcome === null) continue;
    if ('row' in outcome) return outcome.row;
    const { holder } = outcome;
    // One that its sender can only describe anew, or that a store put back from a copy has lost, holds its number no longer.
    if (!holder.spoiled && holder.state !== 'loaded') throw sequenceTaken(sequence, holder.batch);
    await forgetBatch(context, { organisationId: organisation.id, row: holder });
  }
}

type Standing = { readonly row: DeliveryBatch } | { readonly holder: DeliveryBatch };

/** What kept a batch out; null if it is gone by now. */
async function whatStands(
  trx: Transaction<ControlTables>,
  connectionId: string,
  { batch, sequence }: Manifest,
): Promise<Standing | null> {
  const row = await findBatch(trx, connectionId, batch);
  if (row !== undefined) return { row };
  const holder = await trx
    .selectFrom('delivery_batches')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .where('sequence', '=', sequence)
    .where('state', '<>', 'refused')
    .executeTakeFirst();
  return holder === undefined ? null : { holder };
}

async function refuseTooMany(trx: Transaction<ControlTables>, connectionId: string): Promise<void> {
  const { open } = await trx
    .selectFrom('delivery_batches')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('connection_id', '=', connectionId)
    .where('state', 'in', ['receiving', 'loading'])
    .executeTakeFirstOrThrow();
  if (Number(open) <= OPEN_AT_MOST) return;
  throw busy(`The connection has ${OPEN_AT_MOST} open batches: complete those first.`, 60, 'provider');
}
