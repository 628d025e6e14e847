import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { copyIfChanged, listCopies } from '../warehouse/copies.ts';

const HOUR_MS = 3_600_000;

/**
 * Makes the first copy of stores that have none: as soon as their history is complete, or an hour after something was first
 * loaded. From then on the nightly copies do. No store is opened that has a copy already.
 */
export async function copyNewStores(
  { db, warehouse, clock, log }: Pick<Context, 'db' | 'warehouse' | 'clock' | 'log'>,
  signal: AbortSignal,
): Promise<void> {
  const now = clock.now().getTime();
  const filled = await db
    .selectFrom('syncs')
    .innerJoin('connections', 'connections.id', 'syncs.connection_id')
    .where(sql<string | null>`syncs.counts -> 'store' ->> 'performances'`, 'is not', null)
    .groupBy('connections.organisation_id')
    .having((eb) =>
      eb.or([
        eb(sql<boolean>`bool_or(coalesce(syncs.progress ->> 'complete', 'false') = 'true')`, '=', true),
        eb(eb.fn.min('syncs.queued_at'), '<', new Date(now - HOUR_MS)),
      ]),
    )
    .select('connections.organisation_id as id')
    .limit(1_000)
    .execute();
  for (const { id } of filled) {
    if (signal.aborted) return;
    if ((await listCopies(warehouse, id)).length > 0) continue;
    const copy = await copyIfChanged(warehouse, id, now);
    if (copy !== null) log.info({ organisation: id, bytes: copy.bytes }, 'first copy of a store');
  }
}
