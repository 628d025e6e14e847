import type { SortedTicketType, TicketClasses } from '@illuminate/contract';
import { formatMinor, formatWall } from '@illuminate/model';
import { z } from 'zod';
import { nameActors } from '../audit/name-actors.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { namesOf } from '../sources/list-sources.ts';
import { latestVersion, standingClasses } from './standing-classes.ts';
import { suggestClass } from './suggest-class.ts';
import { TICKET_TYPES_SQL } from './ticket-types-sql.ts';

const MOST_VERSIONS = 50;
const DAY_LENGTH = 10;

const typeRow = z.object({
  connection_id: z.string(),
  source_id: z.string(),
  name: z.string().nullable(),
  type_key: z.string(),
  tickets: z.number(),
  last_sold: z.number().nullable(),
  lowest: z.number().nullable(),
  highest: z.number().nullable(),
});

/** The kinds of tickets in an organisation's store, the unsorted first, and who sorted what when. */
export async function listTicketClasses(
  { db, warehouse }: Pick<Context, 'db' | 'warehouse'>,
  organisation: Pick<Organisation, 'id' | 'slug' | 'currency'>,
): Promise<TicketClasses> {
  const { id, slug, currency } = organisation;
  const rows = z.array(typeRow).parse(await warehouse.withStore(id, (store) => store.query(TICKET_TYPES_SQL)));
  const names = await namesOf(db, id);
  const standing = await standingClasses(db, id);
  const versions = await listVersions(db, id);
  const nameOf = await nameActors(db, [...standing.map(({ by }) => by), ...versions.map(({ by }) => by)]);
  const classOf = new Map(standing.map((one) => [`${one.connectionId} ${one.typeKey}`, one]));
  const price = (minor: number | null): string | null => (minor === null ? null : formatMinor(minor, currency));
  const items = rows.flatMap((row): SortedTicketType[] => {
    const connection = names.get(row.connection_id);
    // Of a connection that is gone: its rows are being removed.
    if (connection === undefined) return [];
    const sorted = classOf.get(`${row.connection_id} ${row.type_key}`);
    return [
      {
        connection,
        ticketType: row.source_id,
        name: row.name,
        tickets: row.tickets,
        lastSold: row.last_sold === null ? null : formatWall(row.last_sold).slice(0, DAY_LENGTH),
        lowest: price(row.lowest),
        highest: price(row.highest),
        sorted:
          sorted === undefined
            ? null
            : {
                class: sorted.class,
                isConcession: sorted.isConcession,
                version: sorted.version,
                by: nameOf(sorted.by),
                at: sorted.at.toISOString(),
              },
        suggestion: suggestClass(row),
      },
    ];
  });
  const unsorted = items.filter(({ sorted, tickets }) => sorted === null && tickets > 0);
  return {
    organisation: slug,
    currency,
    version: await latestVersion(db, id),
    unsorted: unsorted.length,
    unsortedTickets: unsorted.reduce((sum, { tickets }) => sum + tickets, 0),
    items: items.sort(byUrgency),
    versions: versions.map((one) => ({ ...one, by: nameOf(one.by), at: one.at.toISOString() })),
  };
}

function byUrgency(one: SortedTicketType, other: SortedTicketType): number {
  const waits = ({ sorted, tickets }: SortedTicketType): number => (sorted === null && tickets > 0 ? 0 : 1);
  return (
    waits(one) - waits(other) ||
    other.tickets - one.tickets ||
    (one.name ?? '').localeCompare(other.name ?? '') ||
    one.ticketType.localeCompare(other.ticketType)
  );
}

async function listVersions(db: Context['db'], organisationId: string) {
  return db
    .selectFrom('ticket_class_versions as v')
    .leftJoin('ticket_class_choices as c', (join) =>
      join.onRef('c.organisation_id', '=', 'v.organisation_id').onRef('c.version', '=', 'v.version'),
    )
    .select((eb) => [
      'v.version',
      'v.sorted_by as by',
      'v.sorted_at as at',
      'v.restores',
      eb.cast<number>(eb.fn.count('c.type_key'), 'integer').as('changes'),
    ])
    .where('v.organisation_id', '=', organisationId)
    .groupBy(['v.organisation_id', 'v.version', 'v.sorted_by', 'v.sorted_at', 'v.restores'])
    .orderBy('v.version', 'desc')
    .limit(MOST_VERSIONS)
    .execute();
}
