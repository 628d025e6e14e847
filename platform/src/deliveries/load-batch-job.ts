import { DeliveryFault } from '@illuminate/delivery';
import type { PackedBatch } from '../warehouse/pack.ts';
import type { LoadBatchJob } from './delivery-messages.ts';
import { type Identified, readSpool } from './spool.ts';

/**
 * What the spool holds of a batch, chunk by chunk.
 * @throws DeliveryFault for an id that occurs in two parts; SpoolDamaged
 */
export function* loadBatchJob({ parts }: LoadBatchJob): Generator<PackedBatch> {
  // Within a part this was looked at when it came.
  const seen =
    parts.length < 2 ? null : { order: new Set<string>(), ticket: new Set<string>(), performance: new Set<string>() };
  for (const { part, spool } of parts) {
    for (const { packed, orders, tickets, performances } of readSpool(spool)) {
      if (seen !== null) {
        see(seen.order, orders, 'order', part);
        see(seen.ticket, tickets, 'ticket', part);
        see(seen.performance, performances, 'performance', part);
      }
      yield packed;
    }
  }
}

function see(seen: Set<string>, ids: readonly Identified[], what: string, part: number): void {
  for (const [id, row] of ids) {
    if (seen.has(id)) {
      throw new DeliveryFault({
        code: 'record-invalid',
        what: `The ${what} id occurs in another part of the batch as well.`,
        part,
        row,
        field: `${what} id`,
      });
    }
    seen.add(id);
  }
}
