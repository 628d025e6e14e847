/** Pairs of connections that sell the same, with the days of the performances and how many of them no choice covers. */
export const OVERLAPS_SQL = `
with covered as (
  select o.*, exists (
    from source_choices c where o.day between c.from_day and c.to_day
      and ((c.counts_connection_id = o.first_connection_id and c.other_connection_id = o.later_connection_id)
        or (c.counts_connection_id = o.later_connection_id and c.other_connection_id = o.first_connection_id))
  ) as decided
  from overlapping_performances o
)
select first_connection_id, later_connection_id,
  count(distinct later_performance_id) as performances,
  strftime(min(day), '%Y-%m-%d') as from_day, strftime(max(day), '%Y-%m-%d') as to_day,
  sum(first_tickets)::bigint as first_tickets, sum(later_tickets)::bigint as later_tickets,
  count(distinct later_performance_id) filter (not decided) as undecided,
  strftime(min(day) filter (not decided), '%Y-%m-%d') as undecided_from,
  strftime(max(day) filter (not decided), '%Y-%m-%d') as undecided_to
from covered
group by first_connection_id, later_connection_id
order by first_connection_id, later_connection_id`;

/** What each choice leaves out: performances and live tickets, and of these what the source that counts does not have at all. */
export const LEFT_OUT_SQL = `
with left_out as (
  select c.choice_id, p.connection_id, p.source_id as performance_id, not exists (
    from overlapping_performances o
    where (o.first_connection_id = p.connection_id and o.first_performance_id = p.source_id
        and o.later_connection_id = c.counts_connection_id)
      or (o.later_connection_id = p.connection_id and o.later_performance_id = p.source_id
        and o.first_connection_id = c.counts_connection_id)
  ) as only_there
  from source_choices c
  join performances p on p.connection_id = c.other_connection_id
    and p.starts_local >= c.from_day and p.starts_local < c.to_day + interval 1 day
  where not c.both_count and p.deleted_at is null
),
sold as (
  select t.connection_id, t.performance_id, count(*) as tickets
  from tickets t
  semi join left_out l on l.connection_id = t.connection_id and l.performance_id = t.performance_id
  where t.deleted_at is null
  group by t.connection_id, t.performance_id
)
select l.choice_id, count(*) as performances, coalesce(sum(s.tickets), 0)::bigint as tickets,
  count(*) filter (l.only_there and s.tickets > 0) as only_there_performances,
  coalesce(sum(s.tickets) filter (l.only_there), 0)::bigint as only_there_tickets
from left_out l
left join sold s on s.connection_id = l.connection_id and s.performance_id = l.performance_id
group by l.choice_id`;

/** The choices that a store knows. */
export const MIRRORED_SQL = `
select choice_id as id, counts_connection_id as counts, other_connection_id as other, both_count as both,
  strftime(from_day, '%Y-%m-%d') as "from", strftime(to_day, '%Y-%m-%d') as "to"
from source_choices`;
