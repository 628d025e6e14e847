import { type Kysely, sql } from 'kysely';
import type { ControlTables } from '../control/schema.ts';
import type { DeliveriesCheck } from './check-deliveries.ts';

/** What of a comparison a connection's status is worked out from. */
export interface DifferenceFacts {
  /** Performances that have differed for two runs or more. */
  readonly performances: number;
  /** Tickets of these, by the box office and here. */
  readonly official: number;
  readonly held: number;
  readonly since: Date;
  /** They are being read again, or are about to be. */
  readonly isMending: boolean;
  /** Batches of which less is here than they brought. */
  readonly shortDeliveries: number;
}

/** A difference that stands for so many runs is told. */
const RUNS_THAT_COUNT = 2;

/** Of these connections, those with something to tell. */
export async function differenceFacts(
  db: Kysely<ControlTables>,
  ids: readonly string[],
): Promise<Map<string, DifferenceFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('reconciled_performances')
    .select([
      'connection_id',
      sql<number>`count(*)::integer`.as('performances'),
      sql<number>`coalesce(sum(official), 0)::integer`.as('official'),
      sql<number>`coalesce(sum(held), 0)::integer`.as('held'),
      sql<Date>`min(differs_since)`.as('since'),
    ])
    .where('connection_id', 'in', ids)
    .where('verdict', '=', 'differs')
    .where('differs_runs', '>=', RUNS_THAT_COUNT)
    .groupBy('connection_id')
    .execute();
  const found = new Map<string, DifferenceFacts>(
    rows.map(({ connection_id: id, ...row }) => [id, { ...row, isMending: false, shortDeliveries: 0 }]),
  );
  for (const [id, { count, since }] of await shortDeliveries(db, ids)) {
    const before = found.get(id) ?? {
      performances: 0,
      official: 0,
      held: 0,
      since,
      isMending: false,
      shortDeliveries: 0,
    };
    found.set(id, { ...before, shortDeliveries: count });
  }
  if (found.size === 0) return found;
  const mending = await db
    .selectFrom('reconciliation_wishes')
    .select('connection_id')
    .where('connection_id', 'in', [...found.keys()])
    .where('mend', 'is not', null)
    .execute();
  for (const { connection_id: id } of mending) {
    const facts = found.get(id);
    if (facts !== undefined) found.set(id, { ...facts, isMending: true });
  }
  return found;
}

/** By the last two comparisons of each: what both found short. */
async function shortDeliveries(
  db: Kysely<ControlTables>,
  ids: readonly string[],
): Promise<Map<string, { count: number; since: Date }>> {
  const rows = await db
    .selectFrom('connections')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('reconciliations as r')
          .select(['r.at', 'r.deliveries'])
          .whereRef('r.connection_id', '=', 'connections.id')
          .orderBy('r.seq', 'desc')
          .limit(RUNS_THAT_COUNT)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['connections.id', 'last.at', 'last.deliveries'])
    .where('connections.id', 'in', ids)
    .execute();
  const found = new Map<string, { count: number; since: Date }>();
  for (const id of new Set(rows.map((row) => row.id))) {
    const own = rows.filter((row) => row.id === id);
    const counts = own.map(({ deliveries }) => (deliveries as unknown as DeliveriesCheck | null)?.short.length ?? 0);
    const since = own.map(({ at }) => at).reduce((a, b) => (a < b ? a : b));
    if (counts.length >= RUNS_THAT_COUNT && counts.every((count) => count > 0))
      found.set(id, { count: counts[0] ?? 0, since });
  }
  return found;
}
