import type { Insertable } from 'kysely';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { SourceOverlapsTable } from '../control/schema/sources.ts';
import { OVERLAPS_SQL } from './sources-sql.ts';

const row = z.object({
  first_connection_id: z.string(),
  later_connection_id: z.string(),
  performances: z.number(),
  from_day: z.string(),
  to_day: z.string(),
  first_tickets: z.number(),
  later_tickets: z.number(),
  undecided: z.number(),
  undecided_from: z.string().nullable(),
  undecided_to: z.string().nullable(),
});

type Deps = Pick<Context, 'db' | 'warehouse' | 'clock' | 'changes'>;

/**
 * Takes what a store knows of sales that come from two sources into the control database, from which the status of connections is
 * drawn. An organisation with one connection has none: its store is not asked.
 */
export async function noticeOverlaps({ db, warehouse, clock, changes }: Deps, organisationId: string): Promise<void> {
  const connections = await db
    .selectFrom('connections')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .limit(2)
    .execute();
  if (connections.length < 2) return;
  const found = z.array(row).parse(await warehouse.withStore(organisationId, (store) => store.query(OVERLAPS_SQL)));
  const known = await db
    .selectFrom('source_overlaps')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .execute();
  const now = clock.now();
  const rows = found.map((pair): Insertable<SourceOverlapsTable> => {
    const before = known.find((one) => isSamePair(one, pair));
    return { organisation_id: organisationId, ...pair, noticed_at: before?.noticed_at ?? now };
  });
  const gone = known.filter((one) => !rows.some((pair) => isSamePair(one, pair)));
  const news = rows.filter((pair) => !known.some((one) => isSamePair(one, pair) && isEqual(one, pair)));
  if (gone.length === 0 && news.length === 0) return;
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('source_overlaps').where('organisation_id', '=', organisationId).execute();
    if (rows.length > 0) await trx.insertInto('source_overlaps').values(rows).execute();
  });
  for (const { first_connection_id, later_connection_id } of [...gone, ...news]) {
    changes.changed(first_connection_id);
    changes.changed(later_connection_id);
  }
}

interface Pair {
  readonly first_connection_id: string;
  readonly later_connection_id: string;
}

const isSamePair = (one: Pair, other: Pair): boolean =>
  one.first_connection_id === other.first_connection_id && one.later_connection_id === other.later_connection_id;

function isEqual(one: object, other: object): boolean {
  const texts = (values: object): string =>
    JSON.stringify(
      Object.entries(values)
        .map(([name, value]) => [name, String(value)])
        .sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    );
  return texts(one) === texts(other);
}
