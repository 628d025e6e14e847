import type { SourceChoice, SourceOverlap, Sources } from '@illuminate/contract';
import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { SourceChoicesTable, SourceOverlapsTable } from '../control/schema/sources.ts';
import type { ControlTables } from '../control/schema.ts';
import { LEFT_OUT_SQL } from './sources-sql.ts';

const MOST_CHOICES = 500;

const leftOutRow = z.object({
  choice_id: z.string(),
  performances: z.number(),
  tickets: z.number(),
  only_there_performances: z.number(),
  only_there_tickets: z.number(),
});

type LeavesOut = SourceChoice['leavesOut'];

/** The sales of an organisation that come from two sources, and who chose what of it, the latest choice first. */
export async function listSources(
  { db, warehouse }: Pick<Context, 'db' | 'warehouse'>,
  organisation: Pick<Organisation, 'id' | 'slug'>,
): Promise<Sources> {
  const names = await namesOf(db, organisation.id);
  const overlaps = await db
    .selectFrom('source_overlaps')
    .selectAll()
    .where('organisation_id', '=', organisation.id)
    .orderBy('from_day')
    .execute();
  const choices = await db
    .selectFrom('source_choices')
    .selectAll()
    .where('organisation_id', '=', organisation.id)
    .orderBy('number', 'desc')
    .limit(MOST_CHOICES)
    .execute();
  const leftOut = new Map<string, LeavesOut>();
  if (choices.some(({ undone_at }) => undone_at === null)) {
    const rows = await warehouse.withStore(organisation.id, (store) => store.query(LEFT_OUT_SQL));
    for (const one of z.array(leftOutRow).parse(rows)) {
      leftOut.set(one.choice_id, {
        performances: one.performances,
        tickets: one.tickets,
        onlyThere: { performances: one.only_there_performances, tickets: one.only_there_tickets },
      });
    }
  }
  return {
    organisation: organisation.slug,
    overlaps: overlaps.map((row) => describeOverlap(row, names)),
    choices: choices.map((row) => describeChoice(row, names, leftOut.get(row.id) ?? null)),
  };
}

/** Names of an organisation's connections, by id. */
export async function namesOf(db: Kysely<ControlTables>, organisationId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('connections')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisationId)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export function describeOverlap(
  row: Selectable<SourceOverlapsTable>,
  names: ReadonlyMap<string, string>,
): SourceOverlap {
  const { undecided, undecided_from, undecided_to } = row;
  return {
    first: names.get(row.first_connection_id) ?? row.first_connection_id,
    later: names.get(row.later_connection_id) ?? row.later_connection_id,
    performances: row.performances,
    from: row.from_day,
    to: row.to_day,
    firstTickets: row.first_tickets,
    laterTickets: row.later_tickets,
    undecided:
      undecided === 0 || undecided_from === null || undecided_to === null
        ? null
        : { performances: undecided, from: undecided_from, to: undecided_to },
    noticedAt: row.noticed_at.toISOString(),
  };
}

export function describeChoice(
  row: Selectable<SourceChoicesTable>,
  names: ReadonlyMap<string, string>,
  leavesOut: LeavesOut,
): SourceChoice {
  return {
    id: row.id,
    counts: names.get(row.counts_connection_id) ?? row.counts_connection_id,
    other: names.get(row.other_connection_id) ?? row.other_connection_id,
    both: row.both_count,
    from: row.from_day,
    to: row.to_day,
    why: row.why,
    chosenBy: row.chosen_by,
    chosenAt: row.chosen_at.toISOString(),
    undoneBy: row.undone_by,
    undoneAt: row.undone_at?.toISOString() ?? null,
    leavesOut,
  };
}
