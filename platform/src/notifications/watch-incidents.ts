import { describeConnections } from '../connections/describe-connection.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Incident } from '../control/schema/notifications.ts';
import { followIncidents } from './follow-incidents.ts';
import { isNewlyLoaded, tellHistoryLoaded } from './tell-history-loaded.ts';
import { bearingOf } from './who-is-told.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'connectors' | 'keys'>;

const PAGE = 200;

/** Looks at every connection for what somebody has to be told of. */
export async function watchIncidents(deps: Deps, signal: AbortSignal): Promise<void> {
  for (let after = ''; !signal.aborted; ) {
    const connections = await deps.db
      .selectFrom('connections')
      .selectAll()
      .where('name', '>', after)
      .orderBy('name')
      .limit(PAGE)
      .execute();
    await look(deps, connections);
    const last = connections.at(-1);
    if (last === undefined || connections.length < PAGE) return;
    after = last.name;
  }
}

async function look(deps: Deps, connections: readonly Connection[]): Promise<void> {
  const open = await openIncidents(deps, connections);
  const summaries = await describeConnections(deps, connections);
  for (const [at, summary] of summaries.entries()) {
    const connection = connections[at];
    if (connection === undefined) continue;
    const seen = { connection, summary };
    if (isNewlyLoaded(seen)) await tellHistoryLoaded(deps, seen);
    const incidents = open.filter(({ connection_id }) => connection_id === connection.id);
    if (incidents.length === 0 && bearingOf(seen) !== 'trouble') continue;
    await deps.db.transaction().execute((trx) => followIncidents(deps, trx, seen, incidents));
  }
}

async function openIncidents({ db }: Deps, connections: readonly Connection[]): Promise<Incident[]> {
  if (connections.length === 0) return [];
  return db
    .selectFrom('incidents')
    .selectAll()
    .where('ended_at', 'is', null)
    .where(
      'connection_id',
      'in',
      connections.map(({ id }) => id),
    )
    .execute();
}
