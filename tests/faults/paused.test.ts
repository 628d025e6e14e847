import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWarehouse } from '../../platform/src/warehouse/warehouse.ts';
import { connectOrganisation } from '../support/connect-organisation.ts';
import { startPlatform } from '../support/start-platform.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';
import { operatorOf } from './operator.ts';
import { inFreshFolder } from './small-office.ts';

/** What a store holds, and back to which day its orders have been read. */
async function readBack(data: string, organisationId: string, connection: string) {
  const warehouse = await openWarehouse({
    ...{ folder: join(data, 'warehouse'), copiesFolder: join(data, 'copies'), memoryLimitMb: 300, threads: 1 },
  });
  try {
    return await warehouse.withStore(organisationId, async (store) => {
      const [id] = await store.query('SELECT DISTINCT connection_id AS id FROM loads');
      const cursors = await store.cursors(String(id?.id));
      const [{ orders } = { orders: 0 }] = await store.query('SELECT count(*)::INTEGER AS orders FROM orders');
      return { from: (cursors['orders.history'] as { from: string } | undefined)?.from ?? null, orders, connection };
    });
  } finally {
    await warehouse.close();
  }
}

test('a collection that is paused in the middle claims no month and no order that is not here', async () => {
  await inFreshFolder(async (data) => {
    await using simulator = await startSimulator({ seed: 4, events: 8, orders: 900, years: 2 });
    const { door } = simulator;
    let told: Awaited<ReturnType<ReturnType<typeof operatorOf>['show']>>;
    let organisation: string;
    {
      await using platform = await startPlatform({ data });
      const operator = operatorOf(platform.api, data);
      await door.fault({ name: 'slow-windows', value: 150 });
      const { name: connection } = await connectOrganisation(platform.api, door, { slug: 'alpha' });
      organisation = (await platform.api.call('listOrganisations', {})).items[0]?.id ?? '';
      // Read far, with a part of it still on its way.
      await until('it reads', 60_000, async () => {
        const { runningSync } = await operator.show(connection);
        return (runningSync?.counts.ordersRead ?? 0) > 150;
      });
      await platform.api.call('pauseConnection', { params: { connection } });
      told = await operator.show(connection);
    }
    const held = await readBack(data, organisation, told.name);
    expect(told.progress?.complete).toBe(false);
    expect([told.progress?.loadedFrom ?? null, told.counts.orders]).toEqual([held.from, held.orders]);
  });
}, 180_000);
