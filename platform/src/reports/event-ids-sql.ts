import { AWAITED_EVENT } from '../warehouse/load/follow-performances.ts';

/**
 * Events that have a performance, not cancelled, from one wall time (inclusive, ms) to another (exclusive, ms), with the first
 * and last of all their performances that are not cancelled. An event is one per connection; one without sales counts too.
 * Where the box office shows none of an event's performances, it may be any time: it is listed, last, without its dates.
 * What stands in for performances that delivered tickets wait for is no event.
 * Of a performance with tickets the tickets tell; of one with uploaded figures alone, the figures do, and `figures` counts such performances.
 * Tickets are those that count: where two connections sell the same, `uncounted` says how many performances the other one counts.
 */
export const EVENT_IDS_SQL = `
with performed as (
  select connection_id, event_id, source_id, venue_id, starts_local
  from performances
  where deleted_at is null and not cancelled and event_id <> '${AWAITED_EVENT}'
),
selected as (
  select distinct connection_id, event_id
  from performed
  where starts_local >= make_timestamp_ms(?::bigint) and starts_local < make_timestamp_ms(?::bigint)
  union
  select connection_id, event_id
  from performed
  group by connection_id, event_id
  having count(starts_local) = 0
),
spans as (
  select connection_id, event_id,
    min(starts_local) as first_instance, max(starts_local) as last_instance, count(*) as performances,
    count(*) - count(starts_local) as undated
  from performed
  semi join selected using (connection_id, event_id)
  group by connection_id, event_id
),
places as (
  select connection_id, event_id, string_agg(name, ', ' order by name) as venues
  from (
    select distinct performed.connection_id, performed.event_id, venues.name
    from performed
    semi join selected using (connection_id, event_id)
    join venues on venues.connection_id = performed.connection_id and venues.source_id = performed.venue_id
    where venues.deleted_at is null
  )
  group by connection_id, event_id
),
sold as (
  select p.connection_id, p.event_id, sum(coalesce(t.tickets, c.tickets, 0))::bigint as tickets,
    count(*) filter (t.tickets is null and c.tickets is not null) as figures
  from (select distinct connection_id, event_id, source_id as performance_id from performances
      semi join selected using (connection_id, event_id)) p
  left join (select connection_id, performance_id, count(*) as tickets from counted_tickets group by all) t
    using (connection_id, performance_id)
  left join (select connection_id, performance_id, sum(tickets) as tickets from counted_performance_counts group by all) c
    using (connection_id, performance_id)
  group by all
),
elsewhere as (
  select performed.connection_id, performed.event_id, count(distinct performed.source_id) as performances
  from performed
  join uncounted_performances u on u.connection_id = performed.connection_id and u.performance_id = performed.source_id
  group by performed.connection_id, performed.event_id
)
select events.connection_id, events.source_number, events.source_id, events.name,
  spans.first_instance, spans.last_instance, places.venues,
  spans.performances, spans.undated, coalesce(sold.tickets, 0) as tickets, coalesce(sold.figures, 0) as figures,
  coalesce(elsewhere.performances, 0) as uncounted
from spans
join events on events.connection_id = spans.connection_id and events.source_id = spans.event_id
left join places on places.connection_id = spans.connection_id and places.event_id = spans.event_id
left join sold on sold.connection_id = spans.connection_id and sold.event_id = spans.event_id
left join elsewhere on elsewhere.connection_id = spans.connection_id and elsewhere.event_id = spans.event_id
where events.deleted_at is null
order by spans.first_instance nulls last, events.source_number nulls last, events.source_id, events.connection_id`;
