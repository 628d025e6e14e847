import type { Sync as SyncAnswer } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { describeSync } from './describe-sync.ts';

export interface ListSyncs {
  readonly connection: Pick<Connection, 'id' | 'name'>;
  /** Where the page before ended. */
  readonly after: { readonly queuedAt: string; readonly id: string } | null;
  readonly limit: number;
}

/** The syncs of a connection, newest first. */
export async function listSyncs(
  { db }: Pick<Context, 'db'>,
  { connection, after, limit }: ListSyncs,
): Promise<{ items: SyncAnswer[]; next: ListSyncs['after'] }> {
  let query = db
    .selectFrom('syncs')
    .selectAll()
    .where('connection_id', '=', connection.id)
    .orderBy('queued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after !== null) {
    const before = new Date(after.queuedAt);
    query = query.where((eb) =>
      eb.or([eb('queued_at', '<', before), eb.and([eb('queued_at', '=', before), eb('id', '<', after.id)])]),
    );
  }
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((sync) => describeSync(sync, connection.name)),
    next: rows.length > limit && last !== undefined ? { queuedAt: last.queued_at.toISOString(), id: last.id } : null,
  };
}
