import { defineStream } from '@illuminate/connector-kit';
import type { TicketsolveClient } from '../client.ts';
import { normaliseCapacity, type ObservedEvent } from '../normalise/capacity.ts';
import { readEvent } from '../xml/read-event.ts';

/** How full a performance is, from its own document. One request each, so they are asked for within a budget. */
export const capacitySnapshots = defineStream<TicketsolveClient, ObservedEvent, null>({
  name: 'capacity-snapshots',
  keeps: ['event: capacity, available, onsale_time, duration', 'price: type, selling_price'],
  inWords: 'How full each performance is, and its prices by kind of ticket.',
  async observe(client, performance, signal) {
    const answer = await client.openEvent(performance, signal);
    const detail = await readEvent(answer);
    const { requestedAt } = answer;
    return { records: [{ ...detail, performanceId: performance.id, observedAt: requestedAt }], requestedAt };
  },
  idOf: ({ performanceId }) => performanceId,
  normalise: normaliseCapacity,
  kept: (record) => record,
});
