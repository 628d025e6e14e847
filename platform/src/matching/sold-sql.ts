/** What narrows it down, as a condition on the connection and the event of a table by its alias. */
type Condition = (alias: string) => string;

/**
 * How many tickets each performance has, by connection and event. Of one that only counts were uploaded of, they are what was sold; of
 * one with tickets the tickets tell.
 */
export const soldSql = (isMeant: Condition = () => 'true'): string => `(
  select t.connection_id, t.event_id, t.performance_id, count(*)::bigint as tickets
  from counted_tickets t
  where ${isMeant('t')}
  group by all
  union all
  select p.connection_id, p.event_id, c.performance_id, sum(c.tickets)::bigint as tickets
  from counted_performance_counts c
  join performances p on p.connection_id = c.connection_id and p.source_id = c.performance_id and p.deleted_at is null
  where ${isMeant('p')} and not exists (
    select 1 from counted_tickets t where t.connection_id = c.connection_id and t.performance_id = c.performance_id
  )
  group by all
)`;
