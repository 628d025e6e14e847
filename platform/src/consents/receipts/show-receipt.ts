import { type Receipt, receiptDocument } from '@illuminate/contract';
import type { Context } from '../../context.ts';
import type { Connection } from '../../control/schema/connections.ts';
import { notFound } from '../../refusal.ts';

export async function showReceipt(
  { db }: Pick<Context, 'db'>,
  { connection, receipt }: { readonly connection: Connection; readonly receipt: string },
): Promise<Receipt> {
  const row = await db
    .selectFrom('receipts')
    .selectAll()
    .where('id', '=', receipt)
    .where('connection_id', '=', connection.id)
    .executeTakeFirst();
  if (row === undefined) throw notFound('receipt with this id');
  return {
    id: row.id,
    kind: row.kind,
    at: row.at.toISOString(),
    hash: row.hash,
    document: receiptDocument.parse(row.document),
  };
}
