import { channel } from 'node:diagnostics_channel';
import type { BatchState } from '@illuminate/contract';
import { type Manifest, sumTotals, totalsDifferences, totalsFault } from '@illuminate/delivery';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { DeliveryBatch } from '../control/schema/deliveries.ts';
import { describeError } from '../logger.ts';
import { refreshMatches } from '../matching/refresh-matches.ts';
import { Refusal } from '../refusal.ts';
import { noticeOverlaps } from '../sources/notice-overlaps.ts';
import { noticeUnsorted } from '../ticket-classes/notice-unsorted.ts';
import type { LoadedDelivery } from '../warehouse/delivery-types.ts';
import type { LoadBatchJob, PartTotals } from './delivery-messages.ts';
import { AllBusy, DeliveryRefused, PartLost } from './delivery-threads.ts';
import { WorkCancelled } from './delivery-work.ts';
import { manifestOf, requireBatch, stateOf } from './find-batch.ts';
import { emptySpool } from './forget-batch.ts';
import { problemOfFault } from './problem-of-fault.ts';
import { recordStanding } from './record-standing.ts';
import { batchUnknown, busy, loadInProgress, partsMissing, refusalOf } from './refusals.ts';
import { refuseBatch } from './refuse-batch.ts';
import { reopenBatch } from './reopen-batch.ts';
import { requireTaking, type Sender } from './sender.ts';
import { spoolPlaceOf } from './spool-place.ts';

/** A batch of more is written into the file at once. */
const MANY_ROWS = 50_000;

type Deps = Pick<Context, 'db' | 'clock' | 'changes' | 'connectors' | 'deliveries' | 'keys' | 'log' | 'warehouse'>;

/** Tells that a batch is about to be written down as loaded, and that it has been. For tools that want to be there. */
const writes = channel('illuminate:delivery-record');

/**
 * Compares the totals of a batch with what its parts hold, and loads it in one transaction. Resolves once that is durable and known.
 * @throws Refusal
 */
export async function completeBatch(
  deps: Deps,
  { sender, batch }: { sender: Sender; batch: string },
): Promise<BatchState> {
  const { connection } = sender;
  const row = await requireBatch(deps.db, connection.id, batch);
  // The answer may have been lost; it is the same again.
  if (row.state === 'loaded') return stateOf(deps.db, row);
  if (row.state === 'refused') throw refusedBefore(row);
  requireTaking(connection);
  const { missingParts } = await stateOf(deps.db, row);
  if (missingParts.length > 0) throw partsMissing(batch, missingParts);
  const manifest = manifestOf(row);
  if (manifest === null) throw batchUnknown(batch);
  return deps.deliveries.during(connection.id, (signal) => loadOnce(deps, sender, row, { manifest, signal }));
}

interface Loading {
  readonly manifest: Manifest;
  readonly signal: AbortSignal;
}

async function loadOnce(deps: Deps, sender: Sender, row: DeliveryBatch, loading: Loading): Promise<BatchState> {
  const fence = await claim(deps, row);
  if (fence === null) throw loadInProgress(row.batch);
  try {
    const differences = await compare(deps, row, loading.manifest);
    if (differences !== null) throw differences;
    const loaded = await load(deps, sender, row, { ...loading, fence });
    return await settle(deps, sender.connection, row, loaded);
  } catch (err) {
    throw await afterFailure(deps, sender, row, err);
  }
}

function refusedBefore({ refusal }: DeliveryBatch): Refusal {
  if (refusal === null) throw new TypeError('a batch that was refused says why');
  const { code, detail, whoActs, nextStep, part, row, field, differences, reference } = refusal;
  return new Refusal({
    code: code as Refusal['code'],
    detail,
    whoActs,
    nextStep,
    part,
    row,
    field,
    differences,
    reference,
  });
}

/** Lets one request load a batch. @returns the fence of its load, or null if another has it */
function claim({ db, clock }: Deps, row: DeliveryBatch): Promise<number | null> {
  return db.transaction().execute(async (trx) => {
    const claimed = await trx
      .updateTable('delivery_batches')
      .set({ state: 'loading' })
      .where('connection_id', '=', row.connection_id)
      .where('batch', '=', row.batch)
      .where('state', '=', 'receiving')
      .executeTakeFirst();
    if (claimed.numUpdatedRows !== 1n) return null;
    const { fence_counter: fence } = await trx
      .updateTable('connections')
      .set({ fence_counter: sql<number>`greatest(fence_counter + 1, ${clock.now().getTime()}::bigint)` })
      .where('id', '=', row.connection_id)
      .returning('fence_counter')
      .executeTakeFirstOrThrow();
    return fence;
  });
}

/** @returns the refusal of a batch whose totals are not those of its manifest */
async function compare({ db }: Deps, row: DeliveryBatch, manifest: Manifest): Promise<Refusal | null> {
  const rows = await db
    .selectFrom('delivery_parts')
    .select(['part', 'totals'])
    .where('connection_id', '=', row.connection_id)
    .where('batch', '=', row.batch)
    .execute();
  // Written by ourselves when each part came.
  const held = new Map(rows.map(({ part, totals }) => [part, totals as unknown as PartTotals]));
  const differences = totalsDifferences({
    declared: manifest.totals,
    counted: sumTotals([...held.values()].map(({ totals }) => totals)),
    parts: manifest.parts,
    recordsOf: (part) => held.get(part)?.records ?? 0,
  });
  return differences.length === 0 ? null : refusalOf({ ...problemOfFault(totalsFault(differences)), differences });
}

async function load(
  deps: Deps,
  sender: Sender,
  row: DeliveryBatch,
  { manifest, fence, signal }: Loading & { fence: number },
) {
  const { connection, organisation } = sender;
  // Performances first, so that tickets find them.
  const ordered = manifest.parts.toSorted((a, b) => Number(a.kind === 'orders') - Number(b.kind === 'orders'));
  const parts: LoadBatchJob['parts'][number][] = [];
  for (const { part } of ordered) parts.push({ part, spool: await spoolPlaceOf(deps, organisation.id, row, part) });
  return deps.warehouse.withStore(organisation.id, (store) =>
    store.loadDelivery(
      {
        connectionId: connection.id,
        fence,
        recordedAt: deps.clock.now().getTime(),
        batch: row.batch,
        sequence: row.sequence,
        manifestHash: row.manifest_hash,
        keyId: row.key_id,
        periodFrom: row.period_from.getTime(),
        periodTo: row.period_to.getTime(),
        parts: row.parts,
        orders: row.orders,
        tickets: row.tickets,
        performances: row.performances,
      },
      deps.deliveries.threads.load({ kind: 'load', parts }, signal),
    ),
  );
}

/** Writes down what the store holds by now, and lets go of the spool. */
export async function settle(
  deps: Pick<Deps, 'db' | 'changes' | 'clock' | 'connectors' | 'deliveries' | 'warehouse'>,
  connection: Pick<Connection, 'id' | 'organisation_id'>,
  row: DeliveryBatch,
  loaded: LoadedDelivery,
): Promise<BatchState> {
  const { orders, tickets, performances, unchanged } = loaded;
  const at = new Date(loaded.loadedAt);
  writes.publish({ phase: 'writing', connectionId: connection.id });
  const settled = await deps.db.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('delivery_parts')
      .where('connection_id', '=', connection.id)
      .where('batch', '=', row.batch)
      .execute();
    return trx
      .updateTable('delivery_batches')
      .set({
        state: 'loaded',
        ended_at: at,
        loaded: json({ orders, tickets, performances, unchanged, at: at.toISOString() }),
      })
      .where('connection_id', '=', connection.id)
      .where('batch', '=', row.batch)
      .returningAll()
      .executeTakeFirst();
  });
  writes.publish({ phase: 'written', connectionId: connection.id });
  await recordStanding(deps, connection);
  await noticeOverlaps(deps, connection.organisation_id);
  await noticeUnsorted(deps, connection.organisation_id);
  await refreshMatches(deps, connection.organisation_id);
  await emptySpool(deps.deliveries, { organisationId: connection.organisation_id, row });
  if (orders + tickets > MANY_ROWS) await lighten(deps, connection.organisation_id);
  deps.changes.changed(connection.id);
  if (settled === undefined) throw batchUnknown(row.batch);
  return stateOf(deps.db, settled);
}

/**
 * What was written last takes several hundred megabytes of memory until it is in the file and the file is closed. The batch is loaded
 * whether or not this succeeds.
 */
async function lighten({ warehouse }: Pick<Deps, 'warehouse'>, organisationId: string): Promise<void> {
  await warehouse.withStore(organisationId, (store) => store.checkpoint()).catch(() => undefined);
  await warehouse.release(organisationId);
}

/** Puts the batch back to where it can be completed again, or refuses it. @returns what to throw */
async function afterFailure(deps: Deps, sender: Sender, row: DeliveryBatch, err: unknown): Promise<unknown> {
  const refusal = err instanceof DeliveryRefused ? refusalOf(err.problem) : err instanceof Refusal ? err : null;
  if (refusal !== null && !(refusal instanceof WorkCancelled)) return refuseBatch(deps, sender, row, refusal);
  await deps.db.transaction().execute(async (trx) => {
    await reopenBatch(trx, row);
    if (!(err instanceof PartLost)) return;
    await trx
      .deleteFrom('delivery_parts')
      .where('connection_id', '=', row.connection_id)
      .where('batch', '=', row.batch)
      .where('part', '=', err.part)
      .execute();
  });
  deps.changes.changed(row.connection_id);
  if (err instanceof PartLost) return partsMissing(row.batch, [err.part]);
  if (err instanceof AllBusy) return busy('Too many deliveries are being read just now.', 5);
  if (err instanceof WorkCancelled) return err;
  deps.log.error(
    { err: describeError(err), connection: sender.connection.name, batch: row.batch },
    'a delivery was not loaded',
  );
  return err;
}
