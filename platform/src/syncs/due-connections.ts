import type { Progress } from '@illuminate/contract';
import { sql } from 'kysely';
import { nextSyncAt } from './next-sync.ts';
import { readBackoffs } from './read-backoffs.ts';
import { REWORKS } from './reworks.ts';
import type { SyncDeps } from './sync-deps.ts';

const AT_ONCE = 200;

/** The collecting connections that are due now, in order of their ids. */
export async function* dueConnections({ db, clock }: Pick<SyncDeps, 'db' | 'clock'>): AsyncGenerator<string> {
  for (let after = ''; ; ) {
    const connections = await db
      .selectFrom('connections')
      .leftJoinLateral(
        (eb) =>
          eb
            .selectFrom('syncs')
            .select(['syncs.state as sync_state', 'started_at', 'ended_at', 'progress'])
            .whereRef('connection_id', '=', 'connections.id')
            .where('trigger', 'not in', [...REWORKS])
            .orderBy('queued_at', 'desc')
            .limit(1)
            .as('last'),
        (join) => join.onTrue(),
      )
      .where('connections.state', '=', 'active')
      // What is delivered or uploaded comes by itself.
      .where('connections.method', 'not in', ['delivery', 'upload'])
      .where('connections.id', '>', after)
      // A refused sign-in is not tried again until a person has repaired it.
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('credentials')
              .select(sql`1`.as('one'))
              .whereRef('credentials.connection_id', '=', 'connections.id')
              .where('rejected_at', 'is not', null),
          ),
        ),
      )
      .select(['connections.id', 'sync_every_seconds', 'sync_state', 'started_at', 'ended_at', 'progress'])
      .orderBy('connections.id')
      .limit(AT_ONCE)
      .execute();
    const now = clock.now();
    const backoffs = await readBackoffs(
      db,
      connections.map(({ id }) => id),
      now,
    );
    for (const connection of connections) {
      const due = nextSyncAt(
        {
          everySeconds: connection.sync_every_seconds,
          last:
            connection.sync_state === null
              ? null
              : {
                  state: connection.sync_state,
                  startedAt: connection.started_at,
                  endedAt: connection.ended_at,
                  historyComplete: (connection.progress as Progress | null)?.complete ?? true,
                },
          backoff: backoffs.get(connection.id) ?? null,
        },
        now,
      );
      if (due !== null && due <= now) yield connection.id;
    }
    const last = connections.at(-1);
    if (last === undefined || connections.length < AT_ONCE) return;
    after = last.id;
  }
}
