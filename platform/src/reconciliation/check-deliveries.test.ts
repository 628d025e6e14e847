import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsOf, type Snapshot } from '../warehouse/made-batches.ts';
import type { PackedBatch } from '../warehouse/pack.ts';
import { createPacker } from '../warehouse/pack.ts';
import { openWarehouse, type Warehouse } from '../warehouse/warehouse.ts';
import { checkDeliveries } from './check-deliveries.ts';

const CONNECTION = 'mill-office';
let folder: string;
let warehouse: Warehouse;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'illuminate-check-'));
  warehouse = await openWarehouse({
    folder: join(folder, 'warehouse'),
    copiesFolder: join(folder, 'copies'),
    memoryLimitMb: 128,
    threads: 1,
  });
});
afterAll(async () => {
  await warehouse.close();
  await rm(folder, { recursive: true, force: true });
});

const order = (id: string, updatedAt: number, tickets = 2): Snapshot => ({
  order: id,
  updatedAt,
  requestedAt: updatedAt,
  tickets: Array.from({ length: tickets }, (_, nth) => ({ id: `${id}${nth}`, total: 500 })),
});

async function* chunk(snapshots: readonly Snapshot[]): AsyncGenerator<PackedBatch> {
  const packer = createPacker();
  for (const snapshot of snapshots) packer.add(rowsOf(snapshot), snapshot.requestedAt);
  yield packer.take();
}

const deliver = (sequence: number, snapshots: readonly Snapshot[]) =>
  warehouse.withStore('mill', (store) =>
    store.loadDelivery(
      {
        ...{ connectionId: CONNECTION, fence: 1, recordedAt: sequence * 100_000, batch: `b${sequence}`, sequence },
        ...{ manifestHash: 'h', keyId: 'dk_1', periodFrom: sequence, periodTo: sequence + 1, parts: 1 },
        orders: snapshots.length,
        tickets: snapshots.reduce((sum, { tickets }) => sum + tickets.length, 0),
        performances: 0,
      },
      chunk(snapshots),
    ),
  );
const check = () => warehouse.withStore('mill', (store) => checkDeliveries(store, CONNECTION));

test('a store to which nothing was delivered has nothing to compare', async () => {
  expect(await check()).toBeNull();
});

test('all that deliveries brought is here, also what came twice, changed, or lost a ticket', async () => {
  await deliver(1, [order('1', 1_000), order('2', 1_000), order('3', 1_000)]);
  await deliver(2, [order('1', 1_000), order('2', 2_000, 1), order('4', 2_000)]);
  await deliver(3, [order('4', 2_000)]);
  expect(await check()).toEqual({ batches: 3, orders: 7, tickets: 13, short: [] });
});
