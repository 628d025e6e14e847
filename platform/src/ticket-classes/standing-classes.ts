import type { TicketClass } from '@illuminate/contract';
import type { Kysely } from 'kysely';
import type { ControlTables } from '../control/schema.ts';

/** A class that holds for a kind of ticket, and since which version. */
export interface StandingClass {
  readonly connectionId: string;
  readonly typeKey: string;
  readonly class: TicketClass;
  readonly isConcession: boolean;
  readonly version: number;
  readonly by: string;
  readonly at: Date;
}

/** The classes that hold, or that held after a version. */
export async function standingClasses(
  db: Kysely<ControlTables>,
  organisationId: string,
  asOfVersion?: number,
): Promise<StandingClass[]> {
  let latest = db
    .selectFrom('ticket_class_choices as c')
    .innerJoin('ticket_class_versions as v', (join) =>
      join.onRef('v.organisation_id', '=', 'c.organisation_id').onRef('v.version', '=', 'c.version'),
    )
    .select(['c.connection_id', 'c.type_key', 'c.class', 'c.is_concession', 'c.version', 'v.sorted_by', 'v.sorted_at'])
    .distinctOn(['c.connection_id', 'c.type_key'])
    .where('c.organisation_id', '=', organisationId)
    .orderBy('c.connection_id')
    .orderBy('c.type_key')
    .orderBy('c.version', 'desc');
  if (asOfVersion !== undefined) latest = latest.where('c.version', '<=', asOfVersion);
  const standing: StandingClass[] = [];
  for (const row of await latest.execute()) {
    if (row.class === null) continue;
    standing.push({
      connectionId: row.connection_id,
      typeKey: row.type_key,
      class: row.class,
      isConcession: row.is_concession,
      version: row.version,
      by: row.sorted_by,
      at: row.sorted_at,
    });
  }
  return standing;
}

/** The number of the latest version; 0 where nobody has sorted anything yet. */
export async function latestVersion(db: Kysely<ControlTables>, organisationId: string): Promise<number> {
  const { latest } = await db
    .selectFrom('ticket_class_versions')
    .select((eb) => eb.fn.max('version').as('latest'))
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return latest ?? 0;
}
