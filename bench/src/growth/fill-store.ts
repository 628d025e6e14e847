import { createPacker, type PackedBatch } from '../../../platform/src/warehouse/pack.ts';
import type { Store } from '../../../platform/src/warehouse/store-types.ts';
import { madeOrder } from './made-rows.ts';

export const CUSTOMERS = 20_000;
const TICKETS_PER_BATCH = 20_000;

/** Made orders, by number from and up to but without, in batches like those of a sync. */
export async function fillStore(
  store: Store,
  options: { readonly connectionId: string; readonly from: number; readonly to: number; readonly fence: number },
): Promise<void> {
  const { connectionId, from, to, fence } = options;
  const packer = createPacker();
  for (let number = from; number < to; number += 1) {
    packer.add(madeOrder(number, CUSTOMERS), 1);
    if (packer.tickets >= TICKETS_PER_BATCH) await loadInto(store, connectionId, fence, packer.take());
  }
  await loadInto(store, connectionId, fence, packer.take());
  await store.checkpoint();
}

export async function loadInto(store: Store, connectionId: string, fence: number, packed: PackedBatch): Promise<void> {
  await store.load({
    connectionId,
    fence,
    syncId: 'bench',
    recordedAt: Date.now(),
    packed,
    cursors: {},
    rejects: [],
  });
}
