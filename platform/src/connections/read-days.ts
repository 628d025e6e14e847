import type { UpdateDay } from '@illuminate/contract';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Connection, ConnectionState } from '../control/schema/connections.ts';
import { collectingSpans, type ToldMove } from './collecting-spans.ts';
import { collects } from './collects.ts';
import { staleAfterSeconds } from './freshness.ts';
import { type DayCounts, judgeDay, type LocalDay, lastDays, NOTHING_ENDED } from './judge-days.ts';

const DAYS = 30;
/** More moves than that in the life of a connection are not walked back. */
const MOVES_AT_MOST = 300;

type Deps = Pick<Context, 'db' | 'clock'>;

/** How the updates of the last 30 days went: two queries, whatever has happened on them. */
export async function readDays(deps: Deps, connection: Connection, zone: string): Promise<UpdateDay[]> {
  const now = deps.clock.now();
  const days = lastDays(DAYS, zone, now);
  const counts = await countByDay(deps, connection, days);
  const spans = collectingSpans(connection, await readMoves(deps, connection), now);
  const dueAfterMs = collects(connection)
    ? staleAfterSeconds({ syncEverySeconds: connection.sync_every_seconds }) * 1000
    : null;
  return days.map((day, index) =>
    judgeDay({ day, counts: counts.get(index + 1) ?? NOTHING_ENDED, spans, dueAfterMs, now }),
  );
}

/** By the number of the day, from 1: the days of a zone are not all of one length, so their beginnings are given. */
async function countByDay(
  { db }: Deps,
  { id }: Pick<Connection, 'id'>,
  days: readonly LocalDay[],
): Promise<Map<number, DayCounts>> {
  const beginnings = days.map(({ from }) => new Date(from));
  const [first = new Date(0)] = beginnings;
  const bounds = sql`array[${sql.join(beginnings)}]::timestamptz[]`;
  const { rows } = await sql<{
    day: number;
    succeeded: number;
    failed: number;
    unfinished: number;
    cutOff: number;
  }>`
    select width_bucket(ended_at, ${bounds}) as day,
      count(*) filter (where state in ('succeeded', 'loaded'))::int as succeeded,
      count(*) filter (where state in ('failed', 'refused'))::int as failed,
      count(*) filter (where state in ('cancelled', 'interrupted'))::int as unfinished,
      count(*) filter (where state = 'cancelled' and begun)::int as "cutOff"
    from (
      select state, ended_at, started_at is not null as begun from syncs
        where connection_id = ${id} and queued_at >= ${first} and ended_at is not null and trigger not in ('replay', 'resync')
      union all
      select state, ended_at, true from delivery_batches
        where connection_id = ${id} and opened_at >= ${first} and ended_at is not null
    ) ended
    group by 1`.execute(db);
  return new Map(rows.map(({ day, ...counts }) => [Number(day), counts]));
}

async function readMoves({ db }: Deps, { id }: Pick<Connection, 'id'>): Promise<ToldMove[]> {
  const rows = await db
    .selectFrom('audit')
    .select(['at', 'action', sql<ConnectionState | null>`details ->> 'from'`.as('from')])
    .where('subject', '=', id)
    .where((eb) => eb.or([sql<boolean>`details ->> 'to' is not null`, eb('action', '=', 'connection.reconnected')]))
    .where('action', 'like', 'connection.%')
    .orderBy('seq', 'desc')
    .limit(MOVES_AT_MOST)
    .execute();
  return rows;
}
