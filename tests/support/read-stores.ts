import { join } from 'node:path';
import { openWarehouse } from '../../platform/src/warehouse/warehouse.ts';
import { brokenRules, readState, type Select, type State, selectFrom } from './read-store.ts';

export interface ReadStore {
  readonly state: State;
  readonly broken: readonly string[];
  readonly ledger: readonly Record<string, unknown>[];
}

/** What the ledger sums to, per ticket that stands and per performance. */
const LEDGER = `SELECT performance_id, event_id, currency, sum(quantity)::INTEGER AS quantity, sum(amount_minor)::BIGINT AS amount
  FROM ticket_movements GROUP BY ALL HAVING sum(quantity) <> 0 OR sum(amount_minor) <> 0 ORDER BY ALL`;

/** Reads the stores of some organisations in a data folder whose server has stopped. */
export async function readStores(data: string, organisationIds: readonly string[]): Promise<ReadStore[]> {
  const folder = join(data, 'warehouse');
  const warehouse = await openWarehouse({ folder, copiesFolder: join(data, 'copies'), memoryLimitMb: 300, threads: 1 });
  try {
    const stores: ReadStore[] = [];
    for (const id of organisationIds) {
      stores.push(
        await warehouse.withStore(id, async (store) => {
          const select: Select = selectFrom(store);
          return {
            state: await readState(select),
            broken: await brokenRules(select, { catalogueRead: false }),
            ledger: await select(LEDGER),
          };
        }),
      );
    }
    return stores;
  } finally {
    await warehouse.close();
  }
}
