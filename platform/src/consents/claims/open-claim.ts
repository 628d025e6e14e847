import type { Kysely } from 'kysely';
import type { ClaimRow } from '../../control/schema/consents.ts';
import type { ControlTables } from '../../control/schema.ts';

/** The claim that a connection rests on, or would. */
export function openClaim(db: Kysely<ControlTables>, connectionId: string): Promise<ClaimRow | undefined> {
  return db
    .selectFrom('claims')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}
