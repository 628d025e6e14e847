import type { PartDescription } from '@illuminate/delivery';
import type { Kysely } from 'kysely';
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
