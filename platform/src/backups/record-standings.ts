import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Context } from '../context.ts';
import { recordStanding } from '../deliveries/record-standing.ts';
import { openWarehouse } from '../warehouse/warehouse.ts';

interface RecordStandings {
  readonly db: Context['db'];
  readonly clock: Clock;
  readonly dataFolder: string;
}

const MEMORY_MB = 256;
const AT_ONCE = 500;

/**
 * Asks each store anew what of deliveries it holds: the control database of a backup is a little older than its stores, and an
 * older copy of a store may stand in for one that could not be read. A batch must not pass for loaded that is not there.
 */
export async function recordStandings({ db, clock, dataFolder }: RecordStandings): Promise<void> {
  const warehouse = await openWarehouse({
    folder: join(dataFolder, 'warehouse'),
    copiesFolder: join(dataFolder, 'copies'),
    memoryLimitMb: MEMORY_MB,
    threads: 1,
    clock,
  });
  try {
    for (let after = ''; ; ) {
      const connections = await db
        .selectFrom('delivery_standings')
        .innerJoin('connections', 'connections.id', 'delivery_standings.connection_id')
        .select(['connections.id', 'connections.organisation_id'])
        .where('connections.id', '>', after)
        .orderBy('connections.id')
        .limit(AT_ONCE)
        .execute();
      for (const connection of connections) await recordStanding({ db, warehouse }, connection);
      const last = connections.at(-1);
      if (last === undefined || connections.length < AT_ONCE) return;
      after = last.id;
    }
  } finally {
    await warehouse.close();
  }
}
