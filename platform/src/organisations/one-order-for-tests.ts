import type { Context } from '../context.ts';
import { requestOf, rowsOf } from '../warehouse/made-batches.ts';
import { createPacker } from '../warehouse/pack.ts';

/** Puts an order with a ticket into an organisation's store, and how far its connection has been read. */
export async function loadOneOrder({ warehouse }: Pick<Context, 'warehouse'>, organisationId: string): Promise<void> {
  const packer = createPacker();
  packer.add(rowsOf({ order: '1', updatedAt: 5_000, requestedAt: 6_000, tickets: [{ id: '11', total: 100 }] }), 6_000);
  const request = requestOf({ packed: packer.take(), cursors: { 'orders.history': 'May' } });
  await warehouse.withStore(organisationId, (store) => store.load(request));
}
