import type { ConnectionSummary } from '@illuminate/contract';
import { connectionsWithin, type Reach, viewOf } from '../access/reach.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { describeConnections } from './describe-connection.ts';
import { summaryOnly } from './status-only.ts';

export interface ListConnections {
  readonly reach: Reach;
  /** The name after which the page begins. */
  readonly after: string | null;
  readonly limit: number;
}

type Deps = Pick<Context, 'db' | 'clock' | 'connectors'>;

/** A page of connections in the order of their names. */
export async function listConnections(
  deps: Deps,
  { reach, after, limit }: ListConnections,
): Promise<{ items: ConnectionSummary[]; next: string | null }> {
  let query = deps.db
    .selectFrom('connections')
    .selectAll()
    .where(connectionsWithin(reach))
    .orderBy('name')
    .limit(limit + 1);
  if (after !== null) query = query.where('name', '>', after);
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  return {
    items: await summarise(deps, page, reach),
    next: rows.length > limit ? (page.at(-1)?.name ?? null) : null,
  };
}

/** As much of each as is shown. */
async function summarise(deps: Deps, rows: readonly Connection[], reach: Reach): Promise<ConnectionSummary[]> {
  const summaries = await describeConnections(deps, rows);
  return summaries.map((summary, at) => {
    const row = rows[at];
    return row !== undefined && viewOf(reach, row) === 'whole' ? summary : summaryOnly(summary);
  });
}

/** Every connection that is reached, a page at a time. */
export async function allConnections(deps: Deps, reach: Reach): Promise<ConnectionSummary[]> {
  const all: ConnectionSummary[] = [];
  for (let after: string | null = null; ; ) {
    const { items, next } = await listConnections(deps, { reach, after, limit: 200 });
    all.push(...items);
    if (next === null) return all;
    after = next;
  }
}

/** One connection by its id; null when it is gone, or beyond reach. */
export async function summariseConnection(
  deps: Deps,
  connectionId: string,
  reach: Reach,
): Promise<ConnectionSummary | null> {
  const rows = await deps.db.selectFrom('connections').selectAll().where('id', '=', connectionId).execute();
  const [row] = rows;
  return row === undefined || viewOf(reach, row) === null ? null : ((await summarise(deps, rows, reach))[0] ?? null);
}
