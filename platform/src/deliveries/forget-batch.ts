import { rm } from 'node:fs/promises';
import type { Context } from '../context.ts';
import type { DeliveryBatch } from '../control/schema/deliveries.ts';
import { batchFolder } from './spool.ts';

/** Removes a batch as if it had never been opened, with what of it lies in the spool. One that is being loaded stays. */
export async function forgetBatch(
  { db, deliveries }: Pick<Context, 'db' | 'deliveries'>,
  { organisationId, row }: { organisationId: string; row: DeliveryBatch },
): Promise<void> {
  await db
    .deleteFrom('delivery_batches')
    .where('connection_id', '=', row.connection_id)
    .where('batch', '=', row.batch)
    .where('state', '<>', 'loading')
    .execute();
  await emptySpool(deliveries, { organisationId, row });
}

/** Removes the parts of a batch from the spool. */
export function emptySpool(
  { folder }: Context['deliveries'],
  { organisationId, row }: { organisationId: string; row: Pick<DeliveryBatch, 'connection_id' | 'batch'> },
): Promise<void> {
  return rm(batchFolder(folder, organisationId, row.connection_id, row.batch), { recursive: true, force: true });
}
