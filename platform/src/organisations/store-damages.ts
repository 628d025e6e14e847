import type { Kysely } from 'kysely';
import type { Context } from '../context.ts';
import type { ControlTables } from '../control/schema.ts';
import { outsideTransaction } from '../control/transaction-scope.ts';
import { describeError } from '../logger.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'log' | 'changes'>;

/**
 * Remembers that a store cannot be read whole, so that its organisation's connections say so until it can. Whoever came upon it
 * has an error of his own; that the fact could not be written must not hide that one.
 */
export async function noteDamage(deps: Deps, organisationId: string): Promise<void> {
  await outsideTransaction(async () => {
    try {
      const { numInsertedOrUpdatedRows } = await deps.db
        .insertInto('store_damages')
        .values({ organisation_id: organisationId, noticed_at: deps.clock.now() })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 0n) return;
      deps.log.error({ organisation: organisationId }, 'a store is damaged');
      await tellConnections(deps, organisationId);
    } catch (err) {
      deps.log.warn(
        { err: describeError(err), organisation: organisationId },
        'damage of a store was not written down',
      );
    }
  });
}

/** The store is another one now, or has been read whole. */
export async function forgetDamage(deps: Pick<Deps, 'db' | 'changes'>, organisationId: string): Promise<void> {
  const { numDeletedRows } = await deps.db
    .deleteFrom('store_damages')
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  if (numDeletedRows > 0n) await tellConnections(deps, organisationId);
}

/** Since when these organisations' stores are known to be damaged, by organisation. */
export async function readDamages(
  db: Kysely<ControlTables>,
  organisationIds: readonly string[],
): Promise<Map<string, Date>> {
  if (organisationIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('store_damages')
    .selectAll()
    .where('organisation_id', 'in', organisationIds)
    .execute();
  return new Map(rows.map(({ organisation_id: id, noticed_at: at }) => [id, at]));
}

async function tellConnections({ db, changes }: Pick<Deps, 'db' | 'changes'>, organisationId: string): Promise<void> {
  const connections = await db
    .selectFrom('connections')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .limit(1_000)
    .execute();
  for (const { id } of connections) changes.changed(id);
}
