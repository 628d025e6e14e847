import { activityFields } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { doDeed, type MatchingDeps } from '../matching/do-deed.ts';
import { type EventRef, findEvents } from '../matching/find-named.ts';
import { insertMatch, refuseExcluded } from '../matching/match-events.ts';
import { readPicture } from '../matching/picture.ts';
import { conflict, invalidInput } from '../refusal.ts';
import { insertActivity } from './insert-activity.ts';
import { earlierOf, propose } from './propose-activities.ts';

export interface AcceptProposals {
  readonly organisation: Organisation;
  readonly events: readonly EventRef[];
  readonly actor: string;
}

/**
 * Takes events into the log as activities, each matched with its event, as one deed. Undoing it takes the matches apart; the
 * activities stay in the log. @throws Refusal conflict for an event that is matched or excluded
 */
export async function acceptProposals(
  deps: MatchingDeps,
  { organisation, events, actor }: AcceptProposals,
): Promise<{ added: number }> {
  const found = [...new Set(await findEvents(deps, organisation, events))];
  const undated = found.find(({ first }) => first === null);
  if (undated !== undefined) {
    throw invalidInput([
      { path: 'body.events', message: `“${undated.name}” has no performance with a date; type the activity instead` },
    ]);
  }
  const picture = await readPicture(deps, organisation, { tickets: false });
  const earlier = earlierOf(picture);
  const [first] = found;
  const what = found.length === 1 ? `Took “${first?.name}” into the log` : `Took ${found.length} events into the log`;
  await doDeed(deps, { organisation, actor, kind: 'match', what, details: { events } }, async ({ trx, deed, at }) => {
    for (const event of found) {
      await refuseExcluded(trx, event);
      const matched = await trx
        .selectFrom('activity_matches')
        .innerJoin('activities', 'activities.id', 'activity_matches.activity_id')
        .select('activities.title')
        .where('activity_matches.connection_id', '=', event.connectionId)
        .where('activity_matches.event_id', '=', event.eventId)
        .where('activity_matches.ended_at', 'is', null)
        .where('activities.archived_at', 'is', null)
        .executeTakeFirst();
      if (matched !== undefined) {
        throw conflict(`“${event.name}” is matched with “${matched.title}” already.`, 'Load the proposals again.');
      }
      const { activity } = propose(event, earlier, picture);
      const input = activityFields.parse(activity);
      const id = await insertActivity(trx, { organisation, input, origin: 'box-office', actor, at });
      await insertMatch(trx, {
        ...{ organisation, activity: id, found: event, performance: null, basis: 'box-office', deed, actor, at },
      });
      await appendAudit(trx, {
        at,
        actor,
        action: 'activity.added',
        subject: id,
        organisationId: organisation.id,
        details: { title: input.title, from: input.from, event: event.eventId },
      });
    }
  });
  return { added: found.length };
}
