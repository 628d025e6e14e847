import { type Kysely, sql } from 'kysely';
import { json } from '../control/json.ts';
import type { ControlTables } from '../control/schema.ts';
import type { DeliveriesCheck } from './check-deliveries.ts';
import type { ComparedPerformance } from './compare.ts';

export interface Comparison {
  readonly connectionId: string;
  readonly at: Date;
  readonly performances: readonly ComparedPerformance[];
  readonly deliveries: DeliveriesCheck | null;
}

const AT_ONCE = 500;

/**
 * Writes down how a comparison came out. A performance whose turn has not come in this run keeps what was found of it before, and so
 * does a difference for which there was no answer now;
 * one that differs again has differed for one run more.
 */
export async function recordComparison(
  { db }: { readonly db: Kysely<ControlTables> },
  { connectionId, at, performances, deliveries }: Comparison,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (let from = 0; from < performances.length; from += AT_ONCE) {
      await writePerformances(trx, connectionId, at, performances.slice(from, from + AT_ONCE));
    }
    const ids = json(performances.map(({ performanceId }) => performanceId));
    await sql`delete from reconciled_performances where connection_id = ${connectionId}
      and performance_id not in (select jsonb_array_elements_text(${ids}::jsonb))`.execute(trx);
    const counts = await trx
      .selectFrom('reconciled_performances')
      .select([
        'verdict',
        'reason',
        sql<number>`count(*)::integer`.as('count'),
        sql<number>`coalesce(sum(official), 0)::bigint`.as('official'),
        sql<number>`coalesce(sum(held), 0)::bigint`.as('held'),
      ])
      .where('connection_id', '=', connectionId)
      .groupBy(['verdict', 'reason'])
      .execute();
    const sum = (verdict: string, what: 'count' | 'official' | 'held'): number =>
      counts.reduce((total, row) => total + (row.verdict === verdict ? Number(row[what]) : 0), 0);
    const reasons = counts.flatMap(({ verdict, reason, count }) =>
      verdict === 'not-compared' && reason !== null ? [[reason, Number(count)] as const] : [],
    );
    await trx
      .insertInto('reconciliations')
      .values({
        connection_id: connectionId,
        at,
        equal: sum('equal', 'count'),
        differs: sum('differs', 'count'),
        not_compared: sum('not-compared', 'count'),
        official: sum('equal', 'official') + sum('differs', 'official'),
        held: sum('equal', 'held') + sum('differs', 'held'),
        reasons: json(Object.fromEntries(reasons)),
        deliveries: deliveries === null ? null : json(deliveries),
      })
      .execute();
  });
}

async function writePerformances(
  trx: Kysely<ControlTables>,
  connectionId: string,
  at: Date,
  performances: readonly ComparedPerformance[],
): Promise<void> {
  const rows = json(
    performances.map(({ performanceId, eventId, verdict, official, isUpperBound, held, reason, likely, readAt }) => ({
      ...{ performance_id: performanceId, event_id: eventId, verdict, official, is_upper_bound: isUpperBound, held },
      ...{ reason, likely, read_at: readAt === null ? null : new Date(readAt).toISOString() },
    })),
  );
  await sql`insert into reconciled_performances as r (connection_id, performance_id, event_id, verdict, official, is_upper_bound,
      held, reason, likely, read_at, compared_at, differs_since, differs_runs)
    select ${connectionId}::text, n.performance_id, n.event_id, n.verdict, n.official, n.is_upper_bound, n.held, n.reason, n.likely,
      n.read_at, ${at}::timestamptz, case when n.verdict = 'differs' then ${at}::timestamptz end,
      case when n.verdict = 'differs' then 1 else 0 end
    from jsonb_to_recordset(${rows}::jsonb) as n(performance_id text, event_id text, verdict text, official integer,
      is_upper_bound boolean, held integer, reason text, likely jsonb, read_at timestamptz)
    on conflict (connection_id, performance_id) do update set event_id = excluded.event_id, verdict = excluded.verdict,
      official = excluded.official, is_upper_bound = excluded.is_upper_bound, held = excluded.held, reason = excluded.reason,
      likely = excluded.likely, read_at = excluded.read_at, compared_at = excluded.compared_at,
      differs_since = case when excluded.verdict = 'differs' then coalesce(r.differs_since, excluded.compared_at) end,
      differs_runs = case when excluded.verdict = 'differs' then r.differs_runs + 1 else 0 end,
      mends = case when excluded.verdict = 'differs' then r.mends else 0 end
    where r.read_at is null or r.reason = 'own-records' or (excluded.reason is distinct from 'turn-to-come'
      and not (excluded.reason is not distinct from 'not-answered' and r.verdict = 'differs'))`.execute(trx);
}
