import type { DeliveryKey } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { notFound } from '../refusal.ts';
import { describeKey } from './list-keys.ts';

export interface RetireKey {
  readonly connection: Connection;
  readonly key: string;
  readonly actor: string;
}

/** From the next request on, what the key signs is refused. A batch that it opened may be finished with another. */
export async function retireKey(
  context: Pick<Context, 'db' | 'control' | 'clock' | 'changes'>,
  { connection, key, actor }: RetireKey,
): Promise<DeliveryKey> {
  const row = await context.db.transaction().execute(async (trx) => {
    const at = context.clock.now();
    const retired = await trx
      .updateTable('delivery_keys')
      .set((eb) => ({ retired_at: eb.fn.coalesce('retired_at', eb.val(at)) }))
      .where('connection_id', '=', connection.id)
      .where('key_id', '=', key)
      .returningAll()
      .executeTakeFirst();
    if (retired === undefined) throw notFound('key of this connection with this id');
    await appendAudit(trx, {
      at,
      actor,
      action: 'delivery-key.retired',
      subject: connection.id,
      organisationId: connection.organisation_id,
      details: { connection: connection.name, key, name: retired.name },
    });
    return retired;
  });
  context.changes.changed(connection.id);
  await context.control.requestDump('delivery-key.retired');
  return describeKey(row);
}
