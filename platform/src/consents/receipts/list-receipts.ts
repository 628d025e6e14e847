import type { ReceiptSummary } from '@illuminate/contract';
import type { Context } from '../../context.ts';
import type { Connection } from '../../control/schema/connections.ts';

const MOST = 100;

/** The newest first. */
export async function listReceipts(
  { db }: Pick<Context, 'db'>,
  connection: Pick<Connection, 'id'>,
): Promise<ReceiptSummary[]> {
  const rows = await db
    .selectFrom('receipts')
    .select(['id', 'kind', 'at', 'hash'])
    .where('connection_id', '=', connection.id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}
