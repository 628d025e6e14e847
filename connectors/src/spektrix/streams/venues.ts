import { defineStream } from '@illuminate/connector-kit';
import type { SpektrixVenue } from '../api-types.ts';
import type { SpektrixClient } from '../client.ts';
import { keptVenue } from '../kept-records.ts';
import { idIn } from '../normalise/fields.ts';
import { normaliseVenue } from '../normalise/venue.ts';
import type { SpektrixReferences } from '../references.ts';
import { getList, getOne, ifSupplied, segment } from './answers.ts';

export const venues = defineStream<SpektrixClient, SpektrixVenue, SpektrixReferences>({
  name: 'venues',
  keeps: ['id', 'name', 'address (of the building)'],
  inWords: 'Venues: their name and the address of the building.',
  crawlEverySeconds: 86_400,
  async *crawl(client, signal) {
    const page = await ifSupplied(getList<SpektrixVenue>(client, 'venues', { route: 'venues', signal }));
    if (page !== null) yield page;
  },
  byId(client, id, signal) {
    return getOne<SpektrixVenue>(client, `venues/${segment(id)}`, { route: 'venues/{id}', signal });
  },
  idOf: idIn,
  normalise: normaliseVenue,
  kept: keptVenue,
});
