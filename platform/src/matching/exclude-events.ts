import type { ExclusionReason } from '@illuminate/contract';
import { newId } from '../control/new-id.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { conflict } from '../refusal.ts';
import { doDeed, type MatchingDeps } from './do-deed.ts';
import { type EventRef, findEvents } from './find-named.ts';

export interface ExcludeEvents {
  readonly organisation: Organisation;
  readonly events: readonly EventRef[];
  readonly reason: ExclusionReason;
  readonly note: string | null;
  readonly actor: string;
}

/** Leaves events out that are no activity, as one deed. @throws Refusal conflict for one that is matched */
export async function excludeEvents(
  deps: MatchingDeps,
  { organisation, events, reason, note, actor }: ExcludeEvents,
): Promise<void> {
  const found = await findEvents(deps, organisation, events);
  const [first] = found;
  const what =
    found.length === 1 ? `Excluded “${first?.name}” (${reason})` : `Excluded ${found.length} events (${reason})`;
  const details = { events, reason, note };
  await doDeed(deps, { organisation, actor, kind: 'exclude', what, details }, async ({ trx, deed, at }) => {
    let made = 0;
    for (const { connectionId, eventId, name } of found) {
      const matched = await trx
        .selectFrom('activity_matches')
        .innerJoin('activities', 'activities.id', 'activity_matches.activity_id')
        .select('activities.title')
        .where('activity_matches.connection_id', '=', connectionId)
        .where('activity_matches.event_id', '=', eventId)
        .where('activity_matches.ended_at', 'is', null)
        .where('activities.archived_at', 'is', null)
        .executeTakeFirst();
      if (matched !== undefined) {
        throw conflict(
          `“${name}” is matched with “${matched.title}”.`,
          'Take that match apart first, then exclude it.',
        );
      }
      const fresh = await trx
        .insertInto('event_exclusions')
        .values({
          id: newId('exc'),
          organisation_id: organisation.id,
          connection_id: connectionId,
          event_id: eventId,
          reason,
          note,
          deed_id: deed,
          excluded_by: actor,
          excluded_at: at,
          ended_deed_id: null,
          ended_by: null,
          ended_at: null,
        })
        .onConflict((already) => already.doNothing())
        .returning('id')
        .execute();
      made += fresh.length;
    }
    return made;
  });
}
