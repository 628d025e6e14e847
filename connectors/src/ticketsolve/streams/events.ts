import { hash } from 'node:crypto';
import { defineStream, type FeedItem } from '@illuminate/connector-kit';
import type { TicketsolveClient } from '../client.ts';
import { readId } from '../normalise/fields.ts';
import { type FeedPerformance, isCancelled } from '../normalise/performance.ts';
import { normaliseShow } from '../normalise/show.ts';
import { type FeedEvent, type FeedShow, type FeedVenue, readShows } from '../xml/read-shows.ts';

/** To be raised whenever records of the feed come to mean other rows: every item then counts as changed once. */
const READING = 1;

/** The catalogue: one document with every show that has something to come, its events, and the venues they belong to. */
export const events = defineStream<TicketsolveClient, Pick<FeedShow, 'id' | 'name'>, null>({
  name: 'events',
  keeps: ['show: id, name, status'],
  inWords: 'Shows: their name and whether they are on sale.',
  crawlEverySeconds: 900,
  async feedHash(client, tag, signal) {
    const answer = await client.openShows(tag, signal);
    const items = answer.notModified ? null : itemsOf(readShows(answer));
    return { items, tag: answer.tag ?? (answer.notModified ? tag : null), requestedAt: answer.requestedAt };
  },
  idOf: ({ id }) => readId(id),
  normalise: normaliseShow,
  kept: (record) => record,
});

/** A venue is an item of its own. A show that is listed at two venues is two, each with the performances there. */
async function* itemsOf(parts: AsyncIterable<FeedShow | FeedVenue>): AsyncGenerator<FeedItem> {
  for await (const part of parts) {
    if (part.kind === 'venue') {
      const { id, name } = part;
      const records = [{ stream: 'venues', record: part }];
      yield { id: `venue ${id}`, hash: hashOf([id, name]), records, performances: [] };
      continue;
    }
    const { id, name, status, venueId, events: held } = part;
    const performances = held.map((event): FeedPerformance => ({ ...event, showStatus: status }));
    yield {
      id: `${venueId}/${id}`,
      hash: hashOf([id, name, isCancelled(status), held.map(keptOf)]),
      records: [
        { stream: 'events', record: { id, name } },
        ...performances.map((record) => ({ stream: 'performances', record })),
      ],
      performances: performances.flatMap((event) => readId(event.id) ?? []),
    };
  }
}

/** "available" and "sold out" are no facts about a performance: only a cancellation counts. */
function keptOf({ status, ...event }: FeedEvent): unknown {
  return { ...event, isCancelled: isCancelled(status) };
}

/** Of what is kept only: a new description or picture is no change. 72 bits are enough for the shows of one account. */
function hashOf(kept: unknown): string {
  return hash('sha256', JSON.stringify([READING, kept]), 'base64url').slice(0, 12);
}
