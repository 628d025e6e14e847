import type { Context } from '../context.ts';
import { describeError } from '../logger.ts';
import { settle } from './complete-batch.ts';
import { reopenBatch } from './reopen-batch.ts';

/**
 * At a start: batches that were being loaded when the process ended. The store tells whether it got that far; if not, the batch is
 * as it was before, and its sender completes it again.
 */
export async function settleLoads(
  deps: Pick<Context, 'db' | 'changes' | 'clock' | 'connectors' | 'deliveries' | 'warehouse' | 'log'>,
): Promise<void> {
  const { db, warehouse, log } = deps;
  const rows = await db.selectFrom('delivery_batches').selectAll().where('state', '=', 'loading').limit(1000).execute();
  for (const row of rows) {
    const connection = await db
      .selectFrom('connections')
      .select(['id', 'organisation_id'])
      .where('id', '=', row.connection_id)
      .executeTakeFirstOrThrow();
    try {
      const loaded = await warehouse.withStore(connection.organisation_id, (store) =>
        store.delivery(row.connection_id, { batch: row.batch }),
      );
      if (loaded !== null) {
        await settle(deps, connection, row, loaded);
        continue;
      }
    } catch (err) {
      log.warn(
        { err: describeError(err), connection: row.connection_id, batch: row.batch },
        'a store could not say what was loaded',
      );
    }
    await reopenBatch(db, row);
  }
}
