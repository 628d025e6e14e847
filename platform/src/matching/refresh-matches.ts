import { sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { keyOfEvent } from './box-office-events.ts';
import { matchesById } from './match-by-id.ts';
import { eventsToMatch, keyOfMatch, type MatchingPicture, readPicture } from './picture.ts';
import { readRefused } from './read-log.ts';

type Deps = Pick<Context, 'db' | 'warehouse' | 'clock' | 'connectors' | 'changes'>;

/**
 * Matches by Event ID whatever can be, and notes how far each connection is, from which its status is drawn. Called when the store or
 * the log has changed; an organisation without activities costs one query.
 */
export async function refreshMatches(deps: Deps, organisationId: string): Promise<void> {
  const { db } = deps;
  const organisation = await db
    .selectFrom('organisations')
    .selectAll()
    .where('id', '=', organisationId)
    .where(
      sql<boolean>`(exists (select from activities a where a.organisation_id = organisations.id and a.archived_at is null)
        or exists (select from matching_standings s where s.organisation_id = organisations.id))`,
    )
    .executeTakeFirst();
  if (organisation === undefined) return;
  const before = await readPicture(deps, organisation, { tickets: false });
  const isChanged = await applyIds(deps, organisation, before);
  await noteStandings(
    deps,
    organisation,
    isChanged ? await readPicture(deps, organisation, { tickets: false }) : before,
  );
}

async function applyIds({ db, clock }: Deps, organisation: Organisation, picture: MatchingPicture): Promise<boolean> {
  const { missing, stale } = matchesById(picture, await readRefused(db, organisation.id));
  if (missing.length === 0 && stale.length === 0) return false;
  const at = clock.now();
  await db.transaction().execute(async (trx) => {
    for (const { id } of stale) {
      await trx
        .updateTable('activity_matches')
        .set({ ended_by: 'system', ended_at: at })
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .execute();
    }
    for (const { activity, event } of missing) {
      // Of two that refresh at once, one has made it.
      await trx
        .insertInto('activity_matches')
        .values({
          id: newId('mat'),
          organisation_id: organisation.id,
          activity_id: activity,
          connection_id: event.connectionId,
          event_id: event.eventId,
          performance_id: null,
          basis: 'event-id',
          deed_id: null,
          matched_by: 'system',
          matched_at: at,
          ended_deed_id: null,
          ended_by: null,
          ended_at: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    await appendAudit(trx, {
      at,
      actor: 'system',
      action: 'matching.by-event-id',
      subject: organisation.id,
      organisationId: organisation.id,
      details: { matched: missing.length, takenApart: stale.length },
    });
  });
  return true;
}

async function noteStandings(
  { db, clock, changes }: Deps,
  organisation: Organisation,
  picture: MatchingPicture,
): Promise<void> {
  const { window, names, matches, exclusions } = picture;
  const known = await db
    .selectFrom('matching_standings')
    .selectAll()
    .where('organisation_id', '=', organisation.id)
    .limit(1_000)
    .execute();
  const at = clock.now();
  if (window === null) {
    await db.deleteFrom('matching_standings').where('organisation_id', '=', organisation.id).execute();
    for (const { connection_id } of known) changes.changed(connection_id);
    return;
  }
  const toMatch = eventsToMatch(picture);
  const matched = new Set(matches.map(keyOfMatch));
  for (const id of names.keys()) {
    const own = toMatch.filter(({ connectionId }) => connectionId === id);
    const standing = {
      events: own.length,
      matched: own.filter((event) => matched.has(keyOfEvent(event))).length,
      excluded: exclusions.filter(({ connection_id }) => connection_id === id).length,
    };
    const before = known.find(({ connection_id }) => connection_id === id);
    if (
      before !== undefined &&
      before.events === standing.events &&
      before.matched === standing.matched &&
      before.excluded === standing.excluded
    ) {
      continue;
    }
    await db
      .insertInto('matching_standings')
      .values({ connection_id: id, organisation_id: organisation.id, ...standing, counted_at: at })
      .onConflict((conflict) => conflict.column('connection_id').doUpdateSet({ ...standing, counted_at: at }))
      .execute();
    changes.changed(id);
  }
}
