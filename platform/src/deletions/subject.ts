import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Deletion } from '../control/schema/deletions.ts';
import type { Organisation } from '../control/schema/organisations.ts';

/** Whose data a deletion is about. */
export interface DeletionSubject {
  readonly deletion: Deletion;
  readonly organisation: Organisation;
  /** Null: everything of the organisation. */
  readonly connection: Connection | null;
  /** The connections whose data goes. */
  readonly connections: readonly Connection[];
  /** The others of the organisation. */
  readonly others: readonly Connection[];
}

/** Null if it is gone, or neither waits nor runs. */
export async function subjectOf({ db }: Pick<Context, 'db'>, id: string): Promise<DeletionSubject | null> {
  const deletion = await db
    .selectFrom('deletions')
    .selectAll()
    .where('id', '=', id)
    .where('state', 'in', ['scheduled', 'running'])
    .executeTakeFirst();
  if (deletion === undefined) return null;
  const organisation = await db
    .selectFrom('organisations')
    .selectAll()
    .where('id', '=', deletion.organisation_id)
    .executeTakeFirstOrThrow();
  const all = await db
    .selectFrom('connections')
    .selectAll()
    .where('organisation_id', '=', organisation.id)
    .orderBy('id')
    .limit(1_000)
    .execute();
  const isOurs = ({ id }: Connection): boolean => deletion.connection_id === null || id === deletion.connection_id;
  return {
    deletion,
    organisation,
    connection: deletion.connection_id === null ? null : (all.find(isOurs) ?? null),
    connections: all.filter(isOurs),
    others: all.filter((connection) => !isOurs(connection)),
  };
}
