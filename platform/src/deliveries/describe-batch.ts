import type { BatchState, Delivery } from '@illuminate/contract';
import type { Manifest } from '@illuminate/delivery';
import type { Kysely } from 'kysely';
import type { DeliveryBatch } from '../control/schema/deliveries.ts';
import type { ControlTables } from '../control/schema.ts';

/** The parts of some batches that lie in the spool, by batch. */
export async function receivedParts(
  db: Kysely<ControlTables>,
  connectionId: string,
  batches: readonly string[],
): Promise<Map<string, number[]>> {
  const received = new Map<string, number[]>(batches.map((batch) => [batch, []]));
  if (batches.length === 0) return received;
  const parts = await db
    .selectFrom('delivery_parts')
    .select(['batch', 'part'])
    .where('connection_id', '=', connectionId)
    .where('batch', 'in', batches)
    .orderBy('part')
    .execute();
  for (const { batch, part } of parts) received.get(batch)?.push(part);
  return received;
}

/** A batch as its sender reads it. `received`: its parts in the spool. */
export function describeBatch(row: DeliveryBatch, received: readonly number[]): BatchState {
  const all = Array.from({ length: row.parts }, (_, at) => at + 1);
  const isOpen = row.state === 'receiving' || row.state === 'loading';
  return {
    batch: row.batch,
    sequence: row.sequence,
    state: row.state === 'loading' ? 'receiving' : row.state,
    missingParts: isOpen ? all.filter((part) => !received.includes(part)) : [],
    receivedParts: isOpen ? [...received] : row.state === 'loaded' ? all : [],
    // Both were written by us, from what the contract says.
    loaded: row.loaded,
    refusal: row.refusal,
  };
}

/** A batch as people of the organisation read it. */
export function describeDelivery(row: DeliveryBatch, received: readonly number[]): Delivery {
  return {
    ...describeBatch(row, received),
    period: { from: row.period_from.toISOString(), to: row.period_to.toISOString() },
    key: row.key_id,
    openedAt: row.opened_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    columnMaps: row.column_maps ?? {},
    declared: {
      orders: row.orders,
      tickets: row.tickets,
      performances: row.performances,
      // It was checked when the batch was opened.
      amounts: (row.manifest as Pick<Manifest, 'totals'> | null)?.totals.amounts ?? {},
    },
  };
}
