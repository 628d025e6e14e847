import type { BatchState } from '@illuminate/contract';
import type { Manifest } from '@illuminate/delivery';
import type { Kysely } from 'kysely';
import type { DeliveryBatch } from '../control/schema/deliveries.ts';
import type { ControlTables } from '../control/schema.ts';
import { describeBatch, receivedParts } from './describe-batch.ts';
import { batchUnknown } from './refusals.ts';

type Database = Kysely<ControlTables>;

export function findBatch(db: Database, connectionId: string, batch: string): Promise<DeliveryBatch | undefined> {
  return db
    .selectFrom('delivery_batches')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .where('batch', '=', batch)
    .executeTakeFirst();
}

/** @throws Refusal batch-unknown */
export async function requireBatch(db: Database, connectionId: string, batch: string): Promise<DeliveryBatch> {
  const row = await findBatch(db, connectionId, batch);
  if (row === undefined) throw batchUnknown(batch);
  return row;
}

/** The state of a batch as its sender reads it. */
export async function stateOf(db: Database, row: DeliveryBatch): Promise<BatchState> {
  const received = await receivedParts(db, row.connection_id, [row.batch]);
  return describeBatch(row, received.get(row.batch) ?? []);
}

/** Written by ourselves, from a manifest that was parsed. */
export const manifestOf = ({ manifest }: DeliveryBatch): Manifest | null => manifest;
