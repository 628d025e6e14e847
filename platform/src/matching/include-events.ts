import type { Organisation } from '../control/schema/organisations.ts';
import { notFound } from '../refusal.ts';
import { doDeed, type MatchingDeps } from './do-deed.ts';
import { type EventRef, findConnectionsOf } from './find-named.ts';

export interface IncludeEvents {
  readonly organisation: Organisation;
  readonly events: readonly EventRef[];
  readonly actor: string;
}

/** Takes exclusions back as one deed. @throws Refusal not-found for an event that is not excluded */
export async function includeEvents(deps: MatchingDeps, { organisation, events, actor }: IncludeEvents): Promise<void> {
  const refs = await findConnectionsOf(deps.db, organisation, events);
  const what = refs.length === 1 ? 'Took an exclusion back' : `Took ${refs.length} exclusions back`;
  await doDeed(deps, { organisation, actor, kind: 'include', what, details: { events } }, async ({ trx, deed, at }) => {
    for (const { connectionId, eventId } of refs) {
      const ended = await trx
        .updateTable('event_exclusions')
        .set({ ended_deed_id: deed, ended_by: actor, ended_at: at })
        .where('connection_id', '=', connectionId)
        .where('event_id', '=', eventId)
        .where('ended_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (ended === undefined) throw notFound(`exclusion of the event ${eventId} of ${organisation.slug}`);
    }
  });
}
