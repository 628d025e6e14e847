import { isMadeId } from '@illuminate/delivery';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { AWAITED_EVENT } from '../warehouse/load/follow-performances.ts';
import type { NamedEvent } from './read-event-ids.ts';
import { soldSql } from './sold-sql.ts';

/** Whole days since 1970, both included. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

/** An event of a box office, as it is matched. Times are wall time in ms. */
export interface BoxOfficeEvent extends NamedEvent {
  readonly name: string;
  readonly first: number | null;
  readonly last: number | null;
  readonly performances: number;
  readonly venues: readonly string[];
  /** Tickets that count; 0 where they were not asked for. */
  readonly tickets: number;
  /** Whether a performance, not cancelled, is within the days that were asked for. */
  readonly isWithin: boolean;
}

const DAY_MS = 86_400_000;
const SEPARATOR = '\u001f';

const row = z.object({
  connection_id: z.string(),
  source_id: z.string(),
  source_number: z.number().nullable(),
  web_event_id: z.string().nullable(),
  name: z.string(),
  first: z.number().nullable(),
  last: z.number().nullable(),
  performances: z.number(),
  within: z.number(),
  venues: z.string().nullable(),
  tickets: z.number(),
});

/** One event per connection; those whose sales count at another connection, and what only stands in for an event, are left out. */
const eventsSql = (withTickets: boolean): string => `
with performed as (
  select connection_id, event_id, venue_id, starts_local
  from counted_performances
  where not cancelled
), spans as (
  select connection_id, event_id, min(starts_local) as first, max(starts_local) as last, count(*) as performances,
    count(*) filter (starts_local >= make_timestamp_ms(?::bigint) and starts_local < make_timestamp_ms(?::bigint)) as within
  from performed
  group by connection_id, event_id
), places as (
  select connection_id, event_id, string_agg(name, chr(31) order by name) as venues
  from (
    select distinct p.connection_id, p.event_id, v.name
    from performed p
    join venues v on v.connection_id = p.connection_id and v.source_id = p.venue_id
    where v.deleted_at is null
  )
  group by connection_id, event_id
), sold as (
  ${
    withTickets
      ? `select connection_id, event_id, sum(tickets)::bigint as tickets from ${soldSql()} group by connection_id, event_id`
      : "select '' as connection_id, '' as event_id, 0 as tickets"
  }
)
select e.connection_id, e.source_id, e.source_number, e.web_event_id, e.name, spans.first, spans.last, places.venues,
  coalesce(spans.performances, 0) as performances, coalesce(spans.within, 0) as within, coalesce(sold.tickets, 0) as tickets
from counted_events e
left join spans on spans.connection_id = e.connection_id and spans.event_id = e.source_id
left join places on places.connection_id = e.connection_id and places.event_id = e.source_id
left join sold on sold.connection_id = e.connection_id and sold.event_id = e.source_id
where e.source_id <> '${AWAITED_EVENT}'
order by e.connection_id, e.source_number nulls last, e.source_id`;

/** All events in an organisation's store. Without `tickets` the cost does not grow with what is sold. */
export async function readBoxOfficeEvents(
  { warehouse }: Pick<Context, 'warehouse'>,
  organisationId: string,
  { window, tickets }: { readonly window: Days | null; readonly tickets: boolean },
): Promise<BoxOfficeEvent[]> {
  const bounds = window === null ? [0, 0] : [window.from * DAY_MS, (window.to + 1) * DAY_MS];
  const rows = await warehouse.withStore(organisationId, (store) => store.query(eventsSql(tickets), bounds));
  return z
    .array(row)
    .parse(rows)
    .map((one) => ({
      connectionId: one.connection_id,
      eventId: one.source_id,
      number: one.source_number,
      webId: one.web_event_id,
      name: one.name,
      first: one.first,
      last: one.last,
      performances: one.performances,
      venues: one.venues === null ? [] : one.venues.split(SEPARATOR),
      tickets: one.tickets,
      isWithin: one.within > 0,
    }));
}

/** One text for an event within an organisation. */
export const keyOfEvent = ({ connectionId, eventId }: Pick<NamedEvent, 'connectionId' | 'eventId'>): string =>
  `${connectionId} ${eventId}`;

/** The id as people see it in their box office; null for an event of an uploaded file that has none. */
export const shownId = ({ number, eventId }: Pick<NamedEvent, 'number' | 'eventId'>): string | null =>
  number === null ? (isMadeId(eventId) ? null : eventId) : String(number);
