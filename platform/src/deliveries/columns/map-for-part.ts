import type { PartDescription } from '@illuminate/delivery';
import { type Kysely, sql } from 'kysely';
import type { DeliveryBatch } from '../../control/schema/deliveries.ts';
import type { ControlTables } from '../../control/schema.ts';

export interface MapForPart {
  readonly version: number;
  readonly map: unknown;
}

/** The map through which a part is to be read; null for one whose columns are the format's, or where none was set. */
export async function mapForPart(
  db: Kysely<ControlTables>,
  connectionId: string,
  { kind, layout }: Pick<PartDescription, 'kind' | 'layout'>,
): Promise<MapForPart | null> {
  if (layout !== 'mapped') return null;
  const row = await db
    .selectFrom('column_maps')
    .select(['version', 'map'])
    .where('connection_id', '=', connectionId)
    .where('records', '=', kind)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Writes down through which version of the map a part was read, for as long as its batch is remembered. */
export async function recordMapVersion(
  db: Kysely<ControlTables>,
  { connection_id, batch }: Pick<DeliveryBatch, 'connection_id' | 'batch'>,
  part: number,
  version: number,
): Promise<void> {
  await db
    .updateTable('delivery_batches')
    .set({
      column_maps: sql`coalesce(column_maps, '{}'::jsonb) || jsonb_build_object(${String(part)}::text, ${version}::integer)`,
    })
    .where('connection_id', '=', connection_id)
    .where('batch', '=', batch)
    .execute();
}
