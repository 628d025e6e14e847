import { CONSENT_REFUSED } from '@illuminate/connector-kit';
import { type Kysely, sql } from 'kysely';
import type { ControlTables } from '../control/schema.ts';
import { forgetStreamFailures } from './stream-states.ts';

/**
 * A box office refuses in mid-sync what is not allowed any more, before its list says that permission was withdrawn. Once the
 * list has said so, those were no failures: they were cut short, and no stream has anything to be tried again for.
 *
 * @param since when the permission was given that is over now
 */
export async function excuseRefusals(db: Kysely<ControlTables>, connectionId: string, since: Date): Promise<void> {
  await forgetStreamFailures(db, connectionId);
  await db
    .updateTable('syncs')
    .set({ state: 'cancelled', failure: null })
    .where('connection_id', '=', connectionId)
    .where('state', '=', 'failed')
    .where('ended_at', '>=', since)
    .where(sql<string>`failure ->> 'code'`, '=', CONSENT_REFUSED)
    .execute();
}
