import type { ConnectionSummary } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { describeConnections } from './describe-connection.ts';

export interface ListConnections {
  /** Null: of every organisation. */
  readonly organisationId: string | null;
  /** The name after which the page begins. */
  readonly after: string | null;
  readonly limit: number;
}

type Deps = Pick<Context, 'db' | 'clock' | 'connectors'>;

/** A page of connections in the order of their names. */
export async function listConnections(
  deps: Deps,
  { organisationId, after, limit }: ListConnections,
): Promise<{ items: ConnectionSummary[]; next: string | null }> {
  let query = deps.db
    .selectFrom('connections')
    .selectAll()
    .orderBy('name')
    .limit(limit + 1);
  if (organisationId !== null) query = query.where('organisation_id', '=', organisationId);
  if (after !== null) query = query.where('name', '>', after);
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  return {
    items: await describeConnections(deps, page),
    next: rows.length > limit ? (page.at(-1)?.name ?? null) : null,
  };
}

/** Every connection, a page at a time. */
export async function allConnections(deps: Deps, organisationId: string | null): Promise<ConnectionSummary[]> {
  const all: ConnectionSummary[] = [];
  for (let after: string | null = null; ; ) {
    const { items, next } = await listConnections(deps, { organisationId, after, limit: 200 });
    all.push(...items);
    if (next === null) return all;
    after = next;
  }
}

/** One connection by its id, for whoever watches; null when it is gone. */
export async function summariseConnection(deps: Deps, connectionId: string): Promise<ConnectionSummary | null> {
  const rows = await deps.db.selectFrom('connections').selectAll().where('id', '=', connectionId).execute();
  return (await describeConnections(deps, rows))[0] ?? null;
}
