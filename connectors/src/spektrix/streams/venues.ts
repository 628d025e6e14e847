import { defineStream } from '@illuminate/connector-kit';
import type { SpektrixVenue } from '../api-types.ts';
import type { SpektrixClient } from '../client.ts';
import { idIn } from '../normalise/fields.ts';
import { normaliseVenue } from '../normalise/venue.ts';
import type { SpektrixReferences } from '../references.ts';
import { getList, getOne, segment } from './answers.ts';

export const venues = defineStream<SpektrixClient, SpektrixVenue, SpektrixReferences>({
  name: 'venues',
  keeps: ['id', 'name', 'address (of the building)'],
  crawlEverySeconds: 86_400,
  async *crawl(client, signal) {
    yield await getList<SpektrixVenue>(client, 'venues', { route: 'venues', signal });
  },
  byId(client, id, signal) {
    return getOne<SpektrixVenue>(client, `venues/${segment(id)}`, { route: 'venues/{id}', signal });
  },
  idOf: idIn,
  normalise: normaliseVenue,
});
