import { NotFoundError } from '@illuminate/connector-kit';
import type { SpektrixInstance } from '../api-types.ts';
import type { SpektrixClient } from '../client.ts';
import { getList, segment } from './answers.ts';

/** All instances of an event, past ones too [O]; none where they are not shown. */
export async function readInstancesOf(
  client: SpektrixClient,
  eventId: string,
  signal: AbortSignal,
  retryTimeouts = true,
): Promise<readonly SpektrixInstance[]> {
  try {
    const request = { route: 'events/{id}/instances', signal, retryTimeouts };
    const page = await getList<SpektrixInstance>(client, `events/${segment(eventId)}/instances`, request);
    return page.records;
  } catch (err) {
    if (err instanceof NotFoundError) return [];
    throw err;
  }
}
