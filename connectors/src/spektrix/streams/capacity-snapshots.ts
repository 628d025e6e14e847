import {
  AbortSyncError,
  ConsentWithdrawnError,
  defineStream,
  NotFoundError,
  type ObservedPerformance,
  type Page,
} from '@illuminate/connector-kit';
import type { SpektrixInstanceStatus } from '../api-types.ts';
import type { SpektrixClient } from '../client.ts';
import { keptStatus } from '../kept-records.ts';
import { normaliseCapacity, type ObservedInstance } from '../normalise/capacity.ts';
import { isObject } from '../normalise/fields.ts';
import type { SpektrixReferences } from '../references.ts';
import { getOne, segment } from './answers.ts';

/** How full an instance is [D]. An account with the web's view sees what can be had; one with the system owner's, what is sold. */
export const capacitySnapshots = defineStream<SpektrixClient, ObservedInstance, SpektrixReferences>({
  name: 'capacity-snapshots',
  keeps: ['capacity', 'available', 'sold', 'scanned', 'reserved', 'locked', 'masked', 'inBasket', 'inOtherBasket'],
  inWords: 'How full each performance is: seats sold, held and free.',
  async observe(client, { id }, signal) {
    const { records, requestedAt } = await readStatus(client, id, signal);
    const [status] = records;
    const seen = { performanceId: id, observedAt: requestedAt };
    return { records: [{ ...(isObject(status) ? status : {}), ...seen }], requestedAt };
  },
  idOf: ({ performanceId }) => performanceId,
  normalise: normaliseCapacity,
  kept: keptStatus,
});

/** That this alone is forbidden says nothing of the permission as a whole, which every other question of a run asks after. */
async function readStatus(
  client: SpektrixClient,
  id: ObservedPerformance['id'],
  signal: AbortSignal,
): Promise<Page<SpektrixInstanceStatus>> {
  const request = { route: 'instances/{id}/status', signal, tries: 1 };
  try {
    return await getOne<SpektrixInstanceStatus>(client, `instances/${segment(id)}/status`, request);
  } catch (err) {
    const isForbidden = err instanceof AbortSyncError && err.fault.code === 'access-denied';
    if (isForbidden || err instanceof ConsentWithdrawnError) throw new NotFoundError(err.fault);
    throw err;
  }
}
