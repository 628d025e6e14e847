import { isDeepStrictEqual } from 'node:util';
import type { ColumnMapState } from '@illuminate/contract';
import { columnMapSchema, fingerprintOf } from '@illuminate/delivery';
import { appendAudit } from '../../audit/append.ts';
import type { Context } from '../../context.ts';
import { json } from '../../control/json.ts';
import type { Connection } from '../../control/schema/connections.ts';
import { invalidInput, notPossibleNow } from '../../refusal.ts';
import { takesDeliveries } from '../takes-deliveries.ts';
import { describeColumnMap } from './list-column-maps.ts';

export interface SetColumnMap {
  readonly connection: Connection;
  readonly map: unknown;
  readonly actor: string;
}

/** Sets how files of one kind are read, for parts that come from now on. The same map again is no new version. @throws Refusal */
export async function setColumnMap(
  context: Pick<Context, 'db' | 'control' | 'clock' | 'changes' | 'connectors'>,
  { connection, map: given, actor }: SetColumnMap,
): Promise<ColumnMapState> {
  if (!takesDeliveries(context.connectors.get(connection.provider))) {
    throw notPossibleNow(
      `${connection.name} takes no deliveries, so no file of it is read through a column map.`,
      'Set the map of a connection that takes deliveries.',
      'operator',
    );
  }
  const { data: map, error } = columnMapSchema.safeParse(given);
  if (map === undefined) {
    throw invalidInput(
      error.issues.map(({ path, message }) => ({ path: ['body', 'map', ...path].map(String).join('.'), message })),
    );
  }
  const { records } = map;
  const fingerprint = fingerprintOf(map.columns.map(({ header }) => header));
  const isNew = await context.db.transaction().execute(async (trx) => {
    await trx.selectFrom('connections').select('id').where('id', '=', connection.id).forUpdate().execute();
    const before = await trx
      .selectFrom('column_maps')
      .selectAll()
      .where('connection_id', '=', connection.id)
      .where('records', '=', records)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    // As jsonb gave it back.
    if (before !== undefined && isDeepStrictEqual(before.map, JSON.parse(JSON.stringify(map)))) return false;
    const at = context.clock.now();
    const version = (before?.version ?? 0) + 1;
    await trx
      .insertInto('column_maps')
      .values({
        connection_id: connection.id,
        records,
        version,
        map: json(map),
        fingerprint,
        set_by: actor,
        set_at: at,
      })
      .execute();
    await appendAudit(trx, {
      at,
      actor,
      action: 'column-map.set',
      subject: connection.id,
      organisationId: connection.organisation_id,
      details: { connection: connection.name, records, version, fingerprint },
    });
    return true;
  });
  if (isNew) {
    context.changes.changed(connection.id);
    await context.control.requestDump('column-map.set');
  }
  return describeColumnMap(context.db, connection, records);
}
