import type { EventPerformances } from '@illuminate/contract';
import { formatWall } from '@illuminate/model';
import { z } from 'zod';
import type { Organisation } from '../control/schema/organisations.ts';
import type { MatchingDeps } from './do-deed.ts';
import { type EventRef, findEvents } from './find-named.ts';
import { soldSql } from './sold-sql.ts';

/** As many as can be matched at once. */
const MOST = 500;

const row = z.object({
  source_id: z.string(),
  starts_local: z.number().nullable(),
  cancelled: z.boolean(),
  venue: z.string().nullable(),
  tickets: z.number(),
});

const PERFORMANCES = `
with sold as (
  select performance_id, tickets from ${soldSql((of) => `${of}.connection_id = $1 and ${of}.event_id = $2`)}
)
select p.source_id, p.starts_local, p.cancelled, v.name as venue, coalesce(sold.tickets, 0) as tickets
from counted_performances p
left join venues v on v.connection_id = p.connection_id and v.source_id = p.venue_id and v.deleted_at is null
left join sold on sold.performance_id = p.source_id
where p.connection_id = $1 and p.event_id = $2
order by p.starts_local nulls last, p.source_id`;

/** The performances of an event, with what is matched with one of them by itself. @throws Refusal not-found */
export async function listPerformances(
  deps: Pick<MatchingDeps, 'db' | 'warehouse'>,
  organisation: Organisation,
  ref: EventRef,
): Promise<EventPerformances> {
  const [event] = await findEvents(deps, organisation, [ref]);
  if (event === undefined) throw new TypeError('an event that is not there is refused');
  const { connectionId, eventId } = event;
  const rows = z
    .array(row)
    .parse(
      await deps.warehouse.withStore(organisation.id, (store) => store.query(PERFORMANCES, [connectionId, eventId])),
    );
  const matches = await deps.db
    .selectFrom('activity_matches')
    .innerJoin('activities', 'activities.id', 'activity_matches.activity_id')
    .select(['activity_matches.performance_id', 'activities.title'])
    .where('activity_matches.organisation_id', '=', organisation.id)
    .where('activity_matches.connection_id', '=', connectionId)
    .where('activity_matches.event_id', '=', eventId)
    .where('activity_matches.performance_id', 'is not', null)
    .where('activity_matches.ended_at', 'is', null)
    .where('activities.archived_at', 'is', null)
    .orderBy('activities.title')
    .limit(1_000)
    .execute();
  return {
    total: rows.length,
    items: rows.slice(0, MOST).map(({ source_id: performance, starts_local, venue, cancelled, tickets }) => ({
      performance,
      starts: starts_local === null ? null : formatWall(starts_local),
      venue,
      cancelled,
      tickets,
      activities: matches.flatMap(({ performance_id, title }) => (performance_id === performance ? [title] : [])),
    })),
  };
}
