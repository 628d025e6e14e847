import type { Delivery } from '@illuminate/contract';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { describeDelivery, receivedParts } from './describe-batch.ts';

export interface After {
  readonly openedAt: string;
  readonly batch: string;
}

export interface ListDeliveries {
  readonly connection: Pick<Connection, 'id'>;
  readonly after: After | null;
  readonly limit: number;
}

/** The batches of a connection, the newest first. */
export async function listDeliveries(
  { db }: Pick<Context, 'db'>,
  { connection, after, limit }: ListDeliveries,
): Promise<{ items: Delivery[]; next: After | null }> {
  let query = db
    .selectFrom('delivery_batches')
    .selectAll()
    .where('connection_id', '=', connection.id)
    .orderBy('opened_at', 'desc')
    .orderBy('batch', 'desc')
    .limit(limit + 1);
  if (after !== null) {
    query = query.where(sql<boolean>`(opened_at, batch) < (${after.openedAt}::timestamptz, ${after.batch})`);
  }
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const received = await receivedParts(
    db,
    connection.id,
    page.map(({ batch }) => batch),
  );
  const last = page.at(-1);
  return {
    items: page.map((row) => describeDelivery(row, received.get(row.batch) ?? [])),
    next:
      rows.length <= limit || last === undefined ? null : { openedAt: last.opened_at.toISOString(), batch: last.batch },
  };
}
