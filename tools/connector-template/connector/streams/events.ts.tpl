import { defineStream } from '@illuminate/connector-kit';
import { readOne, readPages, type __Pascal__Client } from '../client.ts';
import { keptEvent } from '../kept.ts';
import { normaliseEvent } from '../normalise/event.ts';
import { idIn } from '../normalise/fields.ts';
import type { __Pascal__Event } from '../records.ts';

/** Productions. The list need not be complete: those that tickets name are read by id. */
export const events = defineStream<__Pascal__Client, __Pascal__Event, null>({
  name: 'events',
  keeps: ['id', 'name', 'minutes'],
  inWords: 'Events: their name and how long they are.',
  crawlEverySeconds: 3_600,
  crawl: (client, signal) => readPages<__Pascal__Event>(client, { first: 'events', route: 'events' }, signal),
  byId: (client, id, signal) => readOne<__Pascal__Event>(client, { list: 'events', id }, signal),
  idOf: idIn,
  normalise: normaliseEvent,
  kept: keptEvent,
  missing: ({ id }) => ({
    events: [{ source_id: id, source_number: null, name: 'Unknown event', duration_minutes: null, web_event_id: null }],
  }),
});
