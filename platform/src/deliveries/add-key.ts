import type { DeliveryKey } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { ControlTables } from '../control/schema.ts';
import { conflict, notPossibleNow } from '../refusal.ts';
import { describeKey } from './list-keys.ts';
import { keyIdsOf, parsePublicKey } from './public-key.ts';
import { takesDeliveries, takesNone } from './takes-deliveries.ts';

export interface AddKey {
  readonly connection: Connection;
  readonly publicKey: string;
  readonly name: string | undefined;
  readonly actor: string;
}

/** More than a rotation needs by far; each is somebody who may write. */
const KEYS_AT_MOST = 20;

/** Registers the public half of a sender's key pair. One that was retired is valid again when somebody registers it anew. */
export async function addKey(
  context: Pick<Context, 'db' | 'control' | 'clock' | 'changes' | 'connectors'>,
  { connection, publicKey, name = 'sender', actor }: AddKey,
): Promise<DeliveryKey> {
  const connector = context.connectors.get(connection.provider);
  if (!takesDeliveries(connector)) throw takesNone(connection, connector);
  const raw = parsePublicKey(publicKey);
  const row = await context.db.transaction().execute(async (trx) => {
    await refuseStopped(trx, connection);
    const keys = await trx.selectFrom('delivery_keys').selectAll().where('connection_id', '=', connection.id).execute();
    const known = keys.find((key) => key.public_key.equals(raw));
    if (known !== undefined && known.retired_at === null) {
      throw conflict(
        `This key is registered for ${connection.name} already: ${known.key_id}.`,
        'Use it, or register another.',
      );
    }
    if (keys.filter(({ retired_at }) => retired_at === null).length >= KEYS_AT_MOST) {
      throw conflict(`${connection.name} has ${KEYS_AT_MOST} keys.`, 'Retire one that is used no more.');
    }
    const at = context.clock.now();
    const fresh = { name, added_by: actor, created_at: at, last_used_at: null, retired_at: null };
    const key_id = known?.key_id ?? (await freeKeyId(trx, raw));
    const added = await trx
      .insertInto('delivery_keys')
      .values({ connection_id: connection.id, key_id, public_key: raw, ...fresh })
      .onConflict((on) => on.columns(['connection_id', 'key_id']).doUpdateSet(fresh))
      .returningAll()
      .executeTakeFirstOrThrow();
    await appendAudit(trx, {
      at,
      actor,
      action: 'delivery-key.added',
      subject: connection.id,
      organisationId: connection.organisation_id,
      details: { connection: connection.name, key: key_id, name, again: known !== undefined },
    });
    return added;
  });
  context.changes.changed(connection.id);
  await context.control.requestDump('delivery-key.added');
  return describeKey(row);
}

/** Locks the connection, so that keys are added to it one at a time. */
async function refuseStopped(trx: Transaction<ControlTables>, { id, name }: Connection): Promise<void> {
  const { state } = await trx
    .selectFrom('connections')
    .select('state')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (state !== 'stopped') return;
  throw notPossibleNow(
    `${name} is stopped, so it takes no key.`,
    'Add the connection again, then its key.',
    'operator',
  );
}

async function freeKeyId(trx: Transaction<ControlTables>, raw: Buffer): Promise<string> {
  for (const id of keyIdsOf(raw)) {
    const other = await trx
      .selectFrom('delivery_keys')
      .select('key_id')
      .where('key_id', '=', id)
      .where('public_key', '<>', raw)
      .limit(1)
      .executeTakeFirst();
    if (other === undefined) return id;
  }
  throw new TypeError('two keys with one SHA-256');
}
