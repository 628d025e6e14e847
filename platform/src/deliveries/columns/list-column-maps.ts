import type { ColumnMapState } from '@illuminate/contract';
import type { Kysely } from 'kysely';
import type { Context } from '../../context.ts';
import type { Connection } from '../../control/schema/connections.ts';
import type { ColumnMapsTable } from '../../control/schema/deliveries.ts';
import type { ControlTables } from '../../control/schema.ts';
import { notFound } from '../../refusal.ts';

type Records = ColumnMapsTable['records'];

/** The column maps of a connection, at most one for each kind of record. */
export async function listColumnMaps(
  { db }: Pick<Context, 'db'>,
  connection: Pick<Connection, 'id' | 'name'>,
): Promise<{ items: ColumnMapState[] }> {
  const kinds = await db
    .selectFrom('column_maps')
    .select('records')
    .distinct()
    .where('connection_id', '=', connection.id)
    .orderBy('records')
    .execute();
  const items: ColumnMapState[] = [];
  for (const { records } of kinds) items.push(await describeColumnMap(db, connection, records));
  return { items };
}

/** @throws Refusal not-found where none was set */
export async function describeColumnMap(
  db: Kysely<ControlTables>,
  { id, name }: Pick<Connection, 'id' | 'name'>,
  records: Records,
): Promise<ColumnMapState> {
  const [latest, ...earlier] = await db
    .selectFrom('column_maps')
    .selectAll()
    .where('connection_id', '=', id)
    .where('records', '=', records)
    .orderBy('version', 'desc')
    .limit(100)
    .execute();
  if (latest === undefined) throw notFound(`column map of ${name} for ${records}`);
  const shown = ({ version, fingerprint, set_by, set_at }: typeof latest) => ({
    version,
    fingerprint,
    setBy: set_by,
    setAt: set_at.toISOString(),
  });
  return { connection: name, records, map: latest.map, ...shown(latest), earlier: earlier.map(shown) };
}
