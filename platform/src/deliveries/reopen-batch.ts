import type { Kysely } from 'kysely';
import type { DeliveryBatch } from '../control/schema/deliveries.ts';
import type { ControlTables } from '../control/schema.ts';

/** Puts a batch that was being loaded back to where it can be completed again. */
export async function reopenBatch(
  db: Kysely<ControlTables>,
  { connection_id, batch }: Pick<DeliveryBatch, 'connection_id' | 'batch'>,
): Promise<void> {
  await db
    .updateTable('delivery_batches')
    .set({ state: 'receiving' })
    .where('connection_id', '=', connection_id)
    .where('batch', '=', batch)
    .where('state', '=', 'loading')
    .execute();
}
