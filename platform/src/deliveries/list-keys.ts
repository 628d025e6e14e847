import type { DeliveryKey } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { DeliveryKeyRow } from '../control/schema/deliveries.ts';

/** The keys of a connection, the newest first; retired ones too. */
export async function listKeys(
  { db }: Pick<Context, 'db'>,
  { id }: Pick<Connection, 'id'>,
): Promise<{ items: DeliveryKey[] }> {
  const keys = await db
    .selectFrom('delivery_keys')
    .selectAll()
    .where('connection_id', '=', id)
    .orderBy('created_at', 'desc')
    .orderBy('key_id')
    .limit(1000)
    .execute();
  return { items: keys.map(describeKey) };
}

export function describeKey(key: DeliveryKeyRow): DeliveryKey {
  return {
    id: key.key_id,
    name: key.name,
    addedBy: key.added_by,
    createdAt: key.created_at.toISOString(),
    lastUsedAt: key.last_used_at?.toISOString() ?? null,
    retiredAt: key.retired_at?.toISOString() ?? null,
  };
}
