import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';

/** Ends what is under way for a connection that takes nothing any more, and deletes what was never completed. */
export async function dropDeliveries(
  { db, deliveries }: Pick<Context, 'db' | 'deliveries'>,
  { id, organisation_id: organisationId }: Pick<Connection, 'id' | 'organisation_id'>,
): Promise<void> {
  await deliveries.cancel(id);
  await db
    .deleteFrom('delivery_batches')
    .where('connection_id', '=', id)
    .where('state', 'in', ['receiving', 'loading'])
    .execute();
  await rm(join(deliveries.folder, organisationId, id), { recursive: true, force: true });
}
