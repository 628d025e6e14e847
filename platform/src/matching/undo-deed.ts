import { sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { MatchingDeedRow } from '../control/schema/matching.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { ControlTables } from '../control/schema.ts';
import { conflict, notFound, notPossibleNow } from '../refusal.ts';
import { type MatchingDeps, oneAtATime } from './do-deed.ts';
import { refreshMatches } from './refresh-matches.ts';

/** Older ones have been built upon. */
const UNDOABLE = 20;

export interface UndoDeed {
  readonly organisation: Organisation;
  /** Null: the last one that is not undone. */
  readonly deed: string | null;
  readonly actor: string;
}

/** Undoes a deed of matching as a whole: what it made ends, what it ended stands again. @throws Refusal */
export async function undoDeed(deps: MatchingDeps, { organisation, deed, actor }: UndoDeed): Promise<void> {
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (trx) => {
    await oneAtATime(trx, organisation.id);
    const found = await findDeed(trx, organisation, deed);
    const ended = { ended_deed_id: null, ended_by: actor, ended_at: at };
    for (const table of ['activity_matches', 'event_exclusions'] as const) {
      await trx.updateTable(table).set(ended).where('deed_id', '=', found.id).where('ended_at', 'is', null).execute();
    }
    await standAgain(trx, found);
    await trx
      .updateTable('matching_deeds')
      .set({ undone_by: actor, undone_at: at })
      .where('id', '=', found.id)
      .execute();
    await appendAudit(trx, {
      at,
      actor,
      action: 'matching.undone',
      subject: organisation.id,
      organisationId: organisation.id,
      details: { deed: found.id, what: found.what },
    });
  });
  await refreshMatches(deps, organisation.id);
}

async function findDeed(
  trx: Transaction<ControlTables>,
  organisation: Organisation,
  deed: string | null,
): Promise<MatchingDeedRow> {
  const last = await trx
    .selectFrom('matching_deeds')
    .selectAll()
    .where('organisation_id', '=', organisation.id)
    .orderBy('number', 'desc')
    .limit(UNDOABLE)
    .execute();
  const found = deed === null ? last.find(({ undone_at }) => undone_at === null) : last.find(({ id }) => id === deed);
  if (found === undefined) {
    if (deed !== null) throw notFound(`deed ${deed} among the last ${UNDOABLE} of ${organisation.slug}`);
    throw notPossibleNow(
      'There is nothing to undo.',
      'Matches can be taken apart, and exclusions taken back, one by one.',
    );
  }
  if (found.undone_at !== null) {
    throw notPossibleNow(`“${found.what}” was undone already.`, 'Look at the list of what was done.');
  }
  return found;
}

/** What the deed ended. @throws Refusal conflict where something else has taken its place */
async function standAgain(trx: Transaction<ControlTables>, { id, what }: MatchingDeedRow): Promise<void> {
  const again = { ended_deed_id: null, ended_by: null, ended_at: null };
  const taken = await sql<{ name: string }>`
    select m.event_id as name from activity_matches m where m.ended_deed_id = ${id} and (
      exists (select from event_exclusions x where x.connection_id = m.connection_id and x.event_id = m.event_id and x.ended_at is null)
      or exists (select from activity_matches n where n.activity_id = m.activity_id and n.connection_id = m.connection_id
        and n.event_id = m.event_id and n.performance_id is not distinct from m.performance_id and n.ended_at is null))
    union all
    select x.event_id from event_exclusions x where x.ended_deed_id = ${id} and (
      exists (select from event_exclusions y where y.connection_id = x.connection_id and y.event_id = x.event_id and y.ended_at is null)
      or exists (select from activity_matches m join activities a on a.id = m.activity_id where m.connection_id = x.connection_id
        and m.event_id = x.event_id and m.ended_at is null and a.archived_at is null))
    limit 1`.execute(trx);
  const [first] = taken.rows;
  if (first !== undefined) {
    throw conflict(
      `“${what}” cannot be undone: the event ${first.name} has been matched or excluded otherwise since.`,
      'Undo what was done later first.',
    );
  }
  // What was made by a deed that is undone itself stays ended.
  const stands = sql<boolean>`(deed_id is null or exists (select from matching_deeds d where d.id = deed_id and d.undone_at is null))`;
  for (const table of ['activity_matches', 'event_exclusions'] as const) {
    await trx.updateTable(table).set(again).where('ended_deed_id', '=', id).where(stands).execute();
  }
}
