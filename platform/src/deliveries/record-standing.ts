import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import type { Connection } from '../control/schema/connections.ts';
import { storeCounts } from '../syncs/sync-counts.ts';
import type { Standing } from './standing.ts';

/** Asks the store how the deliveries of a connection stand, and writes it down for lists, which open no store. */
export async function recordStanding(
  { db, warehouse }: Pick<Context, 'db' | 'warehouse'>,
  { id, organisation_id: organisationId }: Pick<Connection, 'id' | 'organisation_id'>,
): Promise<Standing> {
  const standing = await warehouse.withStore(organisationId, async (store): Promise<Standing> => {
    const facts = await store.deliveries(id);
    const held = await store.facts(id);
    return { facts, counts: storeCounts(held), at: new Date(held.lastLoadAt ?? 0).toISOString() };
  });
  await db
    .insertInto('delivery_standings')
    .values({ connection_id: id, standing: json(standing) })
    .onConflict((on) => on.column('connection_id').doUpdateSet({ standing: json(standing) }))
    .execute();
  return standing;
}
