import { type SqlBool, sql } from 'kysely';
import type { SyncDeps } from './sync-deps.ts';

/** A connection whose loading from scratch could go on now. */
export interface ResyncTurn {
  readonly connectionId: string;
  /** A sync had its turn since: this one goes before the next. */
  readonly isFirst: boolean;
}

const AT_MOST = 200;
const RETRY_AFTER = '60 seconds';

/** Loading from scratch goes on in turn with the syncs that collect what is new, so that neither waits for the other's end. */
export async function resyncTurns({ db, clock }: Pick<SyncDeps, 'db' | 'clock'>): Promise<ResyncTurn[]> {
  const rows = await db
    .selectFrom('resyncs')
    .innerJoin('connections', 'connections.id', 'resyncs.connection_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('syncs')
          .select(['syncs.state as sync_state', 'trigger', 'syncs.ended_at as sync_ended_at'])
          .whereRef('syncs.connection_id', '=', 'resyncs.connection_id')
          .orderBy('queued_at', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .where('resyncs.state', '=', 'reading')
    .where('connections.state', '=', 'active')
    .where(sql<SqlBool>`coalesce(sync_state, '') not in ('queued', 'running')`)
    .where(
      sql<SqlBool>`not (coalesce(trigger, '') = 'resync' and sync_state = 'failed'
        and sync_ended_at > ${clock.now()}::timestamptz - ${RETRY_AFTER}::interval)`,
    )
    .select(['resyncs.connection_id', 'trigger'])
    .orderBy('resyncs.asked_at')
    .limit(AT_MOST)
    .execute();
  return rows.map(({ connection_id: connectionId, trigger }) => ({ connectionId, isFirst: trigger !== 'resync' }));
}
