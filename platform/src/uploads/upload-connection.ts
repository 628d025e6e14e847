import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';

/** The connection under which an organisation's uploads lie; undefined until the first is confirmed. */
export function uploadConnection(
  { db }: Pick<Context, 'db'>,
  organisation: Pick<Organisation, 'id'>,
): Promise<Connection | undefined> {
  return db
    .selectFrom('connections')
    .selectAll()
    .where('organisation_id', '=', organisation.id)
    .where('method', '=', 'upload')
    .executeTakeFirst();
}
