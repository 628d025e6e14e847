import { connectors } from '@illuminate/connectors';
import { zoneOf } from '@illuminate/model';
import { expect, test } from 'vitest';
import { createPacker } from '../../platform/src/warehouse/pack.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';

const zone = zoneOf('Europe/London');
const context = { zone, currency: 'GBP', pseudonym: () => 'booker', references: { plans: new Map() } };

/** An order as Spektrix shows it, without twins in UTC. */
const order = (edited: string, tickets: number) => ({
  id: '1A',
  firstTransactionDate: '2026-10-20T12:00:00',
  lastTransactionDate: `2026-10-25T${edited}:00`,
  total: 10 * tickets,
  tickets: Array.from({ length: tickets }, (_, n) => ({ id: `${n}A`, event: '2A', instance: '3A', total: 10 })),
});

test('an order that is edited twice within the hour that comes twice ends as it was edited last', async () => {
  const orders = connectors.find(({ id }) => id === 'spektrix')?.streams.find(({ name }) => name === 'orders');
  if (orders === undefined) throw new Error('no orders');
  await using scratch = await scratchWarehouse();
  const live: number[] = [];
  // Read at once each time: at 00:50 UTC in summer time, and at 01:20 and 01:40 UTC in winter time.
  for (const [edited, tickets, requestedAt] of [
    ['01:50', 3, Date.UTC(2026, 9, 25, 0, 50)],
    ['01:20', 2, Date.UTC(2026, 9, 25, 1, 20)],
    ['01:40', 4, Date.UTC(2026, 9, 25, 1, 40)],
  ] as const) {
    const packer = createPacker();
    packer.add(orders.normalise(order(edited, tickets), context).rows, requestedAt);
    live.push(
      await scratch.warehouse.withStore('org_a', async (store) => {
        await store.load({
          ...{ connectionId: 'con_a', fence: 1, syncId: 'syn_1', recordedAt: requestedAt },
          ...{ packed: packer.take(), cursors: {}, rejects: [] },
        });
        const [row] = await store.query('SELECT count(*) AS n FROM tickets WHERE deleted_at IS NULL');
        return Number(row?.n);
      }),
    );
  }
  expect(live).toEqual([3, 2, 4]);
});
