import type { Context } from '../context.ts';
import type { DeliveryBatch } from '../control/schema/deliveries.ts';
import { batchFolder, partFile, type SpoolPlace } from './spool.ts';

/** Where a part lies in the spool and what opens it there: a key that is derived from the organisation's, and goes with it. */
export async function spoolPlaceOf(
  { keys, db, deliveries }: Pick<Context, 'keys' | 'db' | 'deliveries'>,
  organisationId: string,
  { connection_id: connectionId, batch, manifest_hash: hash }: DeliveryBatch,
  part: number,
): Promise<SpoolPlace> {
  const { version, bytes } = await keys.derivedKey(organisationId, 'delivery spool', db);
  const folder = batchFolder(deliveries.folder, organisationId, connectionId, batch);
  return {
    file: partFile(folder, part),
    place: [organisationId, connectionId, batch, hash, String(part)],
    key: Uint8Array.from(bytes),
    keyVersion: version,
  };
}
