import { sql } from 'kysely';
import type { Connection, ConnectionState } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { SyncTrigger } from '../control/schema/syncs.ts';
import type { SyncDeps } from './sync-deps.ts';

/** A connection that is ours to sync, for as long as the heartbeat goes on. */
export interface Claim {
  readonly syncId: string;
  readonly connection: Connection;
  readonly organisation: Pick<Organisation, 'id' | 'slug' | 'zone' | 'currency'>;
  /** Newer than that of any claim before: an older one can no longer write to the store. */
  readonly fence: number;
  readonly trigger: SyncTrigger;
  /** A person has looked: what is missing from a feed is gone. */
  readonly acceptAbsent: boolean;
}

/**
 * Takes a queued sync for this worker. The control database lets one sync of a connection run: a second claim finds the first
 * and gives up.
 * @returns null if the sync is not queued any more, the connection does not collect now, or another sync of it runs
 */
export async function claimSync(
  { db, clock, config }: Pick<SyncDeps, 'db' | 'clock' | 'config'>,
  syncId: string,
  worker: string,
): Promise<Claim | null> {
  return db.transaction().execute(async (trx) => {
    const queued = await trx
      .selectFrom('syncs')
      .select(['connection_id', 'trigger'])
      .where('id', '=', syncId)
      .where('state', '=', 'queued')
      .forUpdate()
      .executeTakeFirst();
    if (queued === undefined) return null;
    const connection = await trx
      .selectFrom('connections')
      .selectAll()
      .where('id', '=', queued.connection_id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const now = clock.now();
    const running = await trx
      .selectFrom('syncs')
      .select('id')
      .where('connection_id', '=', connection.id)
      .where('state', '=', 'running')
      .executeTakeFirst();
    if (!statesFor(queued.trigger).includes(connection.state) || running !== undefined) {
      await trx.updateTable('syncs').set({ state: 'cancelled', ended_at: now }).where('id', '=', syncId).execute();
      return null;
    }
    const organisation = await trx
      .selectFrom('organisations')
      .select(['id', 'slug', 'zone', 'currency'])
      .where('id', '=', connection.organisation_id)
      .executeTakeFirstOrThrow();
    // At least the time of day: a control database that was restored has forgotten fences that stores remember.
    const { fence_counter: fence } = await trx
      .updateTable('connections')
      .set({ fence_counter: sql<number>`greatest(fence_counter + 1, ${now.getTime()}::bigint)` })
      .where('id', '=', connection.id)
      .returning('fence_counter')
      .executeTakeFirstOrThrow();
    await trx
      .updateTable('syncs')
      .set({
        state: 'running',
        fence,
        worker,
        started_at: now,
        heartbeat_at: now,
        progress_at: now,
        lease_until: new Date(now.getTime() + config.leaseSeconds * 1_000),
      })
      .where('id', '=', syncId)
      .execute();
    return { syncId, connection, organisation, fence, trigger: queued.trigger, acceptAbsent: false };
  });
}

/** In which states of its connection a sync may run: what asks no box office needs no permission to collect. */
export function statesFor(trigger: SyncTrigger): readonly ConnectionState[] {
  return trigger === 'replay' ? ['active', 'paused', 'suspended'] : ['active'];
}

/** Says that this worker is alive. @returns false if the claim is no longer ours */
export async function renewClaim(
  { db, clock, config }: Pick<SyncDeps, 'db' | 'clock' | 'config'>,
  claim: Claim,
): Promise<boolean> {
  const now = clock.now();
  const renewed = await db
    .updateTable('syncs')
    .set({ heartbeat_at: now, lease_until: new Date(now.getTime() + config.leaseSeconds * 1_000) })
    .where('id', '=', claim.syncId)
    .where('state', '=', 'running')
    .where('fence', '=', claim.fence)
    .executeTakeFirst();
  return renewed.numUpdatedRows === 1n;
}

/**
 * Ends the claims of workers that are gone: at a start all of them, since this process is the only one on its data folder, and
 * later those whose lease has run out, but none of `alive`. What this process runs itself has not died because the process was
 * halted for a while, or because the clock was set forward. `dead` are its own that ended without being able to write it down.
 */
export async function releaseDeadClaims(
  { db, clock }: Pick<SyncDeps, 'db' | 'clock'>,
  which: 'all' | { readonly alive: readonly string[]; readonly dead: readonly string[] },
): Promise<string[]> {
  const now = clock.now();
  let query = db.updateTable('syncs').set({ state: 'interrupted', ended_at: now }).where('state', '=', 'running');
  if (which !== 'all') {
    const { dead } = which;
    query = query.where((eb) =>
      eb.or([eb('lease_until', '<', now), ...(dead.length === 0 ? [] : [eb('id', 'in', dead)])]),
    );
    if (which.alive.length > 0) query = query.where('id', 'not in', which.alive);
  }
  const released = await query.returning('connection_id').execute();
  return released.map(({ connection_id }) => connection_id);
}
