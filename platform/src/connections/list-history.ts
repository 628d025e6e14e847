import type { HistoryEntry } from '@illuminate/contract';
import { nameActors } from '../audit/name-actors.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { sayDeed } from './say-deed.ts';

export interface ListHistory {
  readonly connection: Pick<Connection, 'id' | 'provider'>;
  /** The number of the last entry of the page before. */
  readonly after: number | null;
  readonly limit: number;
}

/** What was done to a connection, newest first. */
export async function listHistory(
  { db, connectors }: Pick<Context, 'db' | 'connectors'>,
  { connection, after, limit }: ListHistory,
): Promise<{ items: HistoryEntry[]; next: number | null }> {
  const names = { providerTitle: connectors.get(connection.provider)?.title ?? connection.provider };
  let query = db
    .selectFrom('audit')
    .select(['seq', 'at', 'actor', 'action', 'details'])
    .where('subject', '=', connection.id)
    .orderBy('seq', 'desc')
    .limit(limit + 1);
  if (after !== null) query = query.where('seq', '<', after);
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const nameOf = await nameActors(
    db,
    page.map(({ actor }) => actor),
  );
  return {
    items: page.map(({ at, actor, action, details }) => ({
      at: at.toISOString(),
      who: nameOf(actor),
      action,
      words: sayDeed({ action, details }, names),
    })),
    next: rows.length > limit ? Number(page.at(-1)?.seq) : null,
  };
}
