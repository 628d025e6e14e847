import { defineStream } from '@illuminate/connector-kit';
import type { TicketsolveClient } from '../client.ts';
import { readId } from '../normalise/fields.ts';
import { normaliseVenue } from '../normalise/venue.ts';
import type { FeedVenue } from '../xml/read-shows.ts';

/** They come with the feed of events. */
export const venues = defineStream<TicketsolveClient, FeedVenue, null>({
  name: 'venues',
  keeps: ['venue: id, name'],
  inWords: 'Venues: their names.',
  idOf: ({ id }) => readId(id),
  normalise: normaliseVenue,
  kept: (record) => record,
});
