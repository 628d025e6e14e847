import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWarehouse } from '../../platform/src/warehouse/warehouse.ts';
import { brokenRules, readState, selectFrom } from '../support/read-store.ts';
import type { SimulatorDoor } from '../support/simulator-door.ts';
import { untrue } from './store-against-truth.ts';

/** A box office that is read in a second or two. */
export const SMALL = { seed: 3, events: 6, orders: 120, years: 0.4 } as const;

/** Runs `work` with a folder of its own, which is gone afterwards. */
export async function inFreshFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'illuminate-faults-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is wrong with a store whose server has stopped, against its own rules and against what the box office says of itself. */
export async function wrongWith(data: string, organisationId: string, door: SimulatorDoor, client?: string) {
  const warehouse = await openWarehouse({
    folder: join(data, 'warehouse'),
    copiesFolder: join(data, 'copies'),
    memoryLimitMb: 300,
    threads: 1,
  });
  try {
    return await warehouse.withStore(organisationId, async (store) => {
      const select = selectFrom(store);
      const broken = await brokenRules(select, { catalogueRead: true });
      return [...broken, ...untrue(await readState(select), await door.truth(client))];
    });
  } finally {
    await warehouse.close();
  }
}
