import { z } from 'zod';
import type { Context } from '../context.ts';
import { mirrorClasses } from './mirror-classes.ts';
import { latestVersion } from './standing-classes.ts';
import { UNSORTED_SQL } from './ticket-types-sql.ts';

const row = z.object({ connection_id: z.string(), unsorted: z.number() });

type Deps = Pick<Context, 'db' | 'warehouse' | 'changes'>;

/**
 * Takes how many kinds of tickets wait for a class into the control database, from which the status of connections is drawn. An
 * organisation that has never sorted any is not told of each: its set-up list names the step, and its store is not asked.
 */
export async function noticeUnsorted({ db, warehouse, changes }: Deps, organisationId: string): Promise<void> {
  if ((await latestVersion(db, organisationId)) === 0) return;
  // A store that was filled anew, or put back, may lack them.
  await mirrorClasses({ db, warehouse }, organisationId);
  const found = z.array(row).parse(await warehouse.withStore(organisationId, (store) => store.query(UNSORTED_SQL)));
  const now = new Map(found.map(({ connection_id, unsorted }) => [connection_id, unsorted]));
  const connections = await db
    .selectFrom('connections as c')
    .leftJoin('unsorted_ticket_types as u', 'u.connection_id', 'c.id')
    .select(['c.id', 'u.unsorted'])
    .where('c.organisation_id', '=', organisationId)
    .execute();
  for (const { id, unsorted: before } of connections) {
    const unsorted = now.get(id) ?? 0;
    if (unsorted === before) continue;
    await db
      .insertInto('unsorted_ticket_types')
      .values({ connection_id: id, organisation_id: organisationId, unsorted })
      .onConflict((conflict) => conflict.column('connection_id').doUpdateSet({ unsorted }))
      .execute();
    changes.changed(id);
  }
}
