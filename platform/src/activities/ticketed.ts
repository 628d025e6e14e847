// How many tickets an activity's events have.
import { formatWall } from '@illuminate/model';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { ActivityMatchRow } from '../control/schema/matching.ts';
import { keyOfMatch } from '../matching/picture.ts';
import { soldSql } from '../matching/sold-sql.ts';

export interface TicketedPerformance {
  readonly key: string;
  readonly event: string;
  readonly performance: string;
  /** YYYY-MM-DD; null where the box office does not say when. */
  readonly day: string | null;
  readonly tickets: number;
}

const row = z.object({
  connection_id: z.string(),
  event_id: z.string(),
  performance_id: z.string(),
  starts_local: z.number().nullable(),
  tickets: z.number(),
});

const TICKETED_SQL = `
with wanted as (select unnest(string_split(?, chr(31))) as key)
select t.connection_id, t.event_id, t.performance_id, any_value(p.starts_local) as starts_local, sum(t.tickets)::bigint as tickets
from ${soldSql((of) => `${of}.connection_id || ' ' || ${of}.event_id in (select key from wanted)`)} t
left join performances p on p.connection_id = t.connection_id and p.source_id = t.performance_id
group by t.connection_id, t.event_id, t.performance_id`;

/** The performances of matched events, with the tickets that count, or the counts where only they were uploaded. Without matches the store is not asked. */
export async function readTicketed(
  { warehouse }: Pick<Context, 'warehouse'>,
  organisationId: string,
  matches: readonly ActivityMatchRow[],
): Promise<TicketedPerformance[]> {
  if (matches.length === 0) return [];
  const keys = [...new Set(matches.map(keyOfMatch))].join('\u001f');
  const rows = await warehouse.withStore(organisationId, (store) => store.query(TICKETED_SQL, [keys]));
  return z
    .array(row)
    .parse(rows)
    .map(({ connection_id, event_id, performance_id, starts_local, tickets }) => ({
      key: `${connection_id} ${performance_id}`,
      event: `${connection_id} ${event_id}`,
      performance: performance_id,
      day: starts_local === null ? null : formatWall(starts_local).slice(0, 10),
      tickets,
    }));
}

export interface OnDays {
  readonly id: string;
  readonly from_day: string;
  readonly to_day: string;
}

/**
 * Which performances are an activity's: those it is matched with by name; all of an event that is its alone; and of an event that
 * several activities share, those on its own days. Keys of performances by activity; without matches an activity is not in it.
 */
export function performancesOf(
  activities: readonly OnDays[],
  matches: readonly ActivityMatchRow[],
  performances: readonly TicketedPerformance[],
): Map<string, Set<string>> {
  const ofEvent = new Map<string, TicketedPerformance[]>();
  for (const one of performances) ofEvent.set(one.event, [...(ofEvent.get(one.event) ?? []), one]);
  const sharers = new Map<string, Set<string>>();
  for (const match of matches) {
    const key = keyOfMatch(match);
    sharers.set(key, (sharers.get(key) ?? new Set()).add(match.activity_id));
  }
  const days = new Map(activities.map((one) => [one.id, one]));
  const found = new Map<string, Set<string>>();
  for (const match of matches) {
    const own = days.get(match.activity_id);
    if (own === undefined) continue;
    const keys = found.get(own.id) ?? new Set<string>();
    found.set(own.id, keys);
    const isAlone = sharers.get(keyOfMatch(match))?.size === 1;
    for (const { key, performance, day } of ofEvent.get(keyOfMatch(match)) ?? []) {
      const isIts =
        match.performance_id === null
          ? isAlone || (day !== null && own.from_day <= day && day <= own.to_day)
          : match.performance_id === performance;
      if (isIts) keys.add(key);
    }
  }
  return found;
}

/** The tickets of these performances, each counted once. */
export function sumTickets(keys: Iterable<string>, performances: readonly TicketedPerformance[]): number {
  const wanted = new Set(keys);
  return performances.reduce((sum, { key, tickets }) => sum + (wanted.has(key) ? tickets : 0), 0);
}
