import type { ReconciledPerformance, ReconciliationVerdict } from '@illuminate/contract';
import { formatWall } from '@illuminate/model';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Store } from '../warehouse/store-types.ts';
import type { Cause, Reason } from './verdict.ts';

export interface ListPerformances {
  readonly connection: Pick<Connection, 'id' | 'organisation_id'>;
  readonly verdict: ReconciliationVerdict | null;
  /** How many to skip; null for none. */
  readonly after: number | null;
  readonly limit: number;
}

/** Performances by how far they differ, then those that cannot be compared, then equal ones; named as the store names them. */
export async function listPerformances(
  { db, warehouse }: Pick<Context, 'db' | 'warehouse'>,
  { connection, verdict, after, limit }: ListPerformances,
): Promise<{ items: ReconciledPerformance[]; next: number | null }> {
  let query = db.selectFrom('reconciled_performances').selectAll().where('connection_id', '=', connection.id);
  if (verdict !== null) query = query.where('verdict', '=', verdict);
  const rows = await query
    .orderBy(sql`case verdict when 'differs' then 0 when 'not-compared' then 1 else 2 end`)
    .orderBy(sql`abs(coalesce(official, held) - held)`, 'desc')
    .orderBy('performance_id')
    .offset(after ?? 0)
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const names = await warehouse.withStore(connection.organisation_id, (store) =>
    namesOf(
      store,
      connection.id,
      page.map(({ performance_id: id }) => id),
    ),
  );
  return {
    items: page.map((row): ReconciledPerformance => {
      const named = names.get(row.performance_id);
      return {
        performance: row.performance_id,
        event: row.event_id,
        eventName: named?.name ?? null,
        startsLocal: named?.starts ?? null,
        verdict: row.verdict,
        official: row.official,
        atMost: row.is_upper_bound,
        held: row.held,
        // Written by ourselves.
        reason: row.reason as Reason | null,
        likely: row.likely as Cause[],
        readAt: row.read_at?.toISOString() ?? null,
        differsSince: row.differs_since?.toISOString() ?? null,
        runs: row.differs_runs,
      };
    }),
    next: rows.length > limit ? (after ?? 0) + limit : null,
  };
}

async function namesOf(
  store: Store,
  connectionId: string,
  ids: readonly string[],
): Promise<Map<string, { name: string | null; starts: string | null }>> {
  if (ids.length === 0) return new Map();
  const rows = await store.query(
    `SELECT p.source_id, p.starts_local, e.name FROM performances p
       SEMI JOIN (SELECT unnest(string_split($2, chr(31))) AS id) w ON w.id = p.source_id
       LEFT JOIN (FROM events WHERE connection_id = $1) e ON e.source_id = p.event_id
     WHERE p.connection_id = $1`,
    [connectionId, ids.join('\u001F')],
  );
  return new Map(
    rows.map(({ source_id: id, starts_local: starts, name }) => [
      String(id),
      {
        name: typeof name === 'string' ? name : null,
        starts: typeof starts === 'number' ? formatWall(starts) : null,
      },
    ]),
  );
}
