import { NotFoundError, type Page } from '@illuminate/connector-kit';
import type { SpektrixEvent, SpektrixInstance } from '../api-types.ts';
import type { SpektrixClient } from '../client.ts';
import { idIn, isObject } from '../normalise/fields.ts';
import { getList } from './answers.ts';
import { readInstancesOf } from './instances-of-event.ts';

/** At most so many events are asked for by themselves, a request each. */
const MOST_EVENTS = 200;

/**
 * The instances of listed events that began before anything that the list of instances holds. PROVISIONAL [I]: a box office that
 * takes no notice of `startFrom` lists what is to come only, and its listed events then lack the beginning of their run.
 */
export async function* pastInstances(
  client: SpektrixClient,
  earliestListed: string | null,
  signal: AbortSignal,
): AsyncGenerator<Page<SpektrixInstance>> {
  const before = earliestListed ?? new Date().toISOString().slice(0, 10);
  for (const event of await begunBefore(client, before, signal)) {
    const requestedAt = Date.now();
    const instances = await readInstancesOf(client, event, signal);
    yield {
      records: instances.map((instance) => (isObject(instance) ? { ...instance, event: { id: event } } : instance)),
      requestedAt,
    };
  }
}

async function begunBefore(client: SpektrixClient, day: string, signal: AbortSignal): Promise<string[]> {
  try {
    const { records } = await getList<SpektrixEvent>(client, 'events', { route: 'events', signal });
    const begun = records.filter((event) => {
      const first: unknown = isObject(event) ? event.firstInstanceDateTime : null;
      return typeof first === 'string' && first < day;
    });
    return begun.flatMap((event) => idIn(event) ?? []).slice(0, MOST_EVENTS);
  } catch (err) {
    if (err instanceof NotFoundError) return [];
    throw err;
  }
}
