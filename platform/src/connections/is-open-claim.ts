import type { Kysely } from 'kysely';
import type { ControlTables } from '../control/schema.ts';

/** Whether a connection is no more than a claim that nobody has proven: nothing is lost where it is replaced. */
export async function isOpenClaim(db: Kysely<ControlTables>, name: string): Promise<boolean> {
  const open = await db
    .selectFrom('connections')
    .innerJoin('claims', 'claims.connection_id', 'connections.id')
    .select('claims.id')
    .where('connections.name', '=', name)
    .where('connections.state', '=', 'waiting_for_consent')
    .where('claims.ended_at', 'is', null)
    .where('claims.state', '<>', 'proven')
    .executeTakeFirst();
  return open !== undefined;
}
