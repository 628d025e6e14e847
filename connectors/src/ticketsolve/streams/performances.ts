import { defineStream } from '@illuminate/connector-kit';
import type { TicketsolveClient } from '../client.ts';
import { readId } from '../normalise/fields.ts';
import { type FeedPerformance, normalisePerformance } from '../normalise/performance.ts';

/** They come with the feed of events. What it says of tickets being sold out is not kept: it says so before they are on sale, too. */
export const performances = defineStream<TicketsolveClient, FeedPerformance, null>({
  name: 'performances',
  keeps: ['event: id, event_number, date_time_iso, opening_time_iso, venue_layout, status'],
  inWords: 'Performances: when, where, and whether cancelled.',
  idOf: ({ id }) => readId(id),
  normalise: normalisePerformance,
  kept: (record) => record,
});
