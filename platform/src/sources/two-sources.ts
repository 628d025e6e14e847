import type { Kysely } from 'kysely';
import type { StatusFacts } from '../connections/status-facts.ts';
import type { ControlTables } from '../control/schema.ts';

/** For each of these connections, the greatest of its overlaps that nobody has decided. */
export async function undecidedOverlaps(
  db: Kysely<ControlTables>,
  connectionIds: readonly string[],
): Promise<Map<string, NonNullable<StatusFacts['twoSources']>>> {
  const rows = await db
    .selectFrom('source_overlaps as o')
    .innerJoin('connections as first', 'first.id', 'o.first_connection_id')
    .innerJoin('connections as later', 'later.id', 'o.later_connection_id')
    .selectAll('o')
    .select(['first.name as first_name', 'later.name as later_name'])
    .where('o.undecided', '>', 0)
    .where((eb) =>
      eb.or([eb('o.first_connection_id', 'in', connectionIds), eb('o.later_connection_id', 'in', connectionIds)]),
    )
    .orderBy('o.undecided')
    .execute();
  const found = new Map<string, NonNullable<StatusFacts['twoSources']>>();
  for (const row of rows) {
    const overlap = {
      performances: row.undecided,
      from: row.undecided_from ?? row.from_day,
      to: row.undecided_to ?? row.to_day,
      first: row.first_name,
    };
    found.set(row.first_connection_id, { ...overlap, other: row.later_name });
    found.set(row.later_connection_id, { ...overlap, other: row.first_name });
  }
  return found;
}
