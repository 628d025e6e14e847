import { type Kysely, sql } from 'kysely';
import type { ControlTables } from '../control/schema.ts';

/** How long streams of a connection are left alone. */
export interface Backoff {
  /** When the first of them may be asked again. */
  readonly until: Date;
  /** Whether it is all of them, so that a sync before then could read nothing. */
  readonly whole: boolean;
}

/** The connections among these with streams that are backing off now. */
export async function readBackoffs(
  db: Kysely<ControlTables>,
  connectionIds: readonly string[],
  now: Date,
): Promise<Map<string, Backoff>> {
  if (connectionIds.length === 0) return new Map();
  // One from before the clock was put back would last for as long as it went back.
  const waits = sql`backoff_until > ${now} and coalesce(last_attempt_at <= ${now}, true)`;
  const rows = await db
    .selectFrom('stream_states')
    .select([
      'connection_id',
      sql<Date>`min(backoff_until) filter (where ${waits})`.as('until'),
      sql<boolean>`bool_and(coalesce(${waits}, false))`.as('whole'),
    ])
    .where('connection_id', 'in', connectionIds)
    .groupBy('connection_id')
    .having(sql<boolean>`bool_or(coalesce(${waits}, false))`)
    .execute();
  return new Map(rows.map(({ connection_id: id, until, whole }) => [id, { until, whole }]));
}
