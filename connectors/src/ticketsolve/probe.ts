import { NotFoundError, type ObservedPerformance, type Probe, RetryLaterError } from '@illuminate/connector-kit';
import type { TicketsolveClient } from './client.ts';
import { readId } from './normalise/fields.ts';
import { readEvent } from './xml/read-event.ts';
import { readShows } from './xml/read-shows.ts';

/**
 * Reads the feed once, and one event's own document. Two requests.
 * @throws ConnectorError if the feed cannot be read
 */
export async function probeTicketsolve(client: TicketsolveClient, signal: AbortSignal): Promise<Probe> {
  const counts = { venue: 0, show: 0, event: 0 };
  let example: ObservedPerformance | null = null;
  for await (const part of readShows(await client.openShows(null, signal))) {
    counts[part.kind] += 1;
    if (part.kind === 'venue') continue;
    counts.event += part.events.length;
    const [id, eventId] = [readId(part.events.at(-1)?.id ?? null), readId(part.id)];
    if (id !== null && eventId !== null) example = { id, eventId };
  }
  const sees = [
    `${say(counts.show, 'show')} with ${say(counts.event, 'performance')} to come, at ${say(counts.venue, 'venue')}`,
  ];
  const cannotSee: string[] = [];
  if (example !== null) {
    if (await hasDocument(client, example, signal)) {
      sees.push('of each performance: capacity, seats that can be had, prices, when it goes on sale');
    } else {
      cannotSee.push(
        'Capacity and prices: the page of a performance could not be read just now. It is tried again with each sync.',
      );
    }
  }
  return { signedInAs: null, ways: [], sees, cannotSee };
}

async function hasDocument(
  client: TicketsolveClient,
  example: ObservedPerformance,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const detail = await readEvent(await client.openEvent(example, signal));
    return detail.capacity !== null && detail.available !== null;
  } catch (err) {
    if (err instanceof NotFoundError || err instanceof RetryLaterError) return false;
    throw err;
  }
}

function say(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
