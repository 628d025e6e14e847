import type { Connector } from '@illuminate/connector-kit';
import type { Progress } from '@illuminate/contract';
import type { Kysely } from 'kysely';
import type { Connection } from '../control/schema/connections.ts';
import type { ControlTables } from '../control/schema.ts';
import { REWORKS } from '../syncs/reworks.ts';

/** Whether there are sales of the past that are read, window by window. */
export const hasHistory = (connector: Pick<Connector, 'streams'>): boolean =>
  connector.streams.some(({ window }) => window !== undefined);

/** Whether every order there is has been asked for: what is missing then is missing. */
export async function isHistoryComplete(
  db: Kysely<ControlTables>,
  connection: Pick<Connection, 'id'>,
  connector: Pick<Connector, 'streams'>,
): Promise<boolean> {
  if (!hasHistory(connector)) return true;
  const row = await db
    .selectFrom('syncs')
    .select('progress')
    .where('connection_id', '=', connection.id)
    .where('progress', 'is not', null)
    .where('trigger', 'not in', [...REWORKS])
    .orderBy('queued_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (row?.progress as Progress | null | undefined)?.complete ?? false;
}
