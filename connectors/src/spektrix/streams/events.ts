import { defineStream, NotFoundError, type Page } from '@illuminate/connector-kit';
import type { SpektrixEvent } from '../api-types.ts';
import type { SpektrixClient } from '../client.ts';
import { keptEvent } from '../kept-records.ts';
import { normaliseEvent, unknownEvent } from '../normalise/event.ts';
import { idIn, isObject } from '../normalise/fields.ts';
import type { SpektrixReferences } from '../references.ts';
import { getList, getOne, segment } from './answers.ts';
import { readInstancesOf } from './instances-of-event.ts';

/**
 * Events. The list is not complete: closed and hidden ones drop out of it [O], so they are also read by id, from the tickets
 * and instances that name them, and then with all their performances.
 */
export const events = defineStream<SpektrixClient, SpektrixEvent, SpektrixReferences>({
  name: 'events',
  keeps: ['id', 'name', 'duration', 'webEventId', 'instances (as performances)'],
  inWords: 'Events: their name, how long they are, and their performances.',
  crawlEverySeconds: 3_600,
  async *crawl(client, signal) {
    yield await getList<SpektrixEvent>(client, 'events', { route: 'events', signal });
  },
  byId: readEvent,
  idOf: idIn,
  normalise: normaliseEvent,
  kept: keptEvent,
  missing: ({ id }) => ({ events: [unknownEvent(id)] }),
});

/** An event with its performances: inflated if `$expand` is honoured [O], otherwise read apart. */
async function readEvent(client: SpektrixClient, id: string, signal: AbortSignal): Promise<Page<SpektrixEvent>> {
  const path = `events/${segment(id)}`;
  const page = await readExpanded(client, path, signal);
  const [event] = page.records;
  if (!isObject(event) || isExpanded(event.instances)) return page;
  const instances = await readInstancesOf(client, id, signal, false);
  return { records: [{ ...event, instances }], requestedAt: page.requestedAt };
}

/** A box office that does not know `$expand` may ignore it, or refuse the request for it. */
async function readExpanded(client: SpektrixClient, path: string, signal: AbortSignal): Promise<Page<SpektrixEvent>> {
  const request = { route: 'events/{id}', signal };
  try {
    return await getOne<SpektrixEvent>(client, `${path}?$expand=instances`, request);
  } catch (err) {
    if (!(err instanceof NotFoundError && err.fault.code === 'request-refused')) throw err;
    return await getOne<SpektrixEvent>(client, path, request);
  }
}

/** Links that were not inflated are no instances: they have an id and no start. */
function isExpanded(instances: unknown): boolean {
  if (!Array.isArray(instances)) return false;
  const first: unknown = instances[0];
  return first === undefined || (isObject(first) && ('start' in first || 'startUtc' in first));
}
